import { agrees, measured, showTime } from './compare.ts';
import { edgesOf, showFindings } from './findings.ts';
import type { Meaning } from './meaning.ts';
import { instantIn, isMoment } from './moment-match.ts';
import { after, before, isOf, type Scene } from './scene.ts';
import type { Moment, Quantity } from './tokens.ts';
import { turns } from './turns.ts';
import { decide, type Outcome, refuted } from './verdict.ts';
import { findReading, type WindowData } from './window-data.ts';

type Time = Meaning & { readonly is: 'time' };

/** "between 03:25 and 03:26": from edge to edge of what was found, or the part that something is said of. */
export function checkTimeSpan(meaning: Time, to: Moment, scene: Scene): Outcome {
  const { whole } = scene;
  const ends = endsOfChange(scene);
  if (ends !== undefined) return betweenEnds(meaning, to, ends, whole);
  const { firstAt, lastAt } = whole.statistics;
  const edges = [
    ...whole.context.truth.flatMap((finding) => edgesOf(finding, whole)),
    ...turns(whole),
    firstAt,
    lastAt,
  ];
  if (whole.context.window !== undefined) edges.push(whole.context.window.start, whole.context.window.end);
  const known = (moment: Moment) => edges.some((time) => isMoment(time, moment, whole));
  const evidence = `the window runs from ${showTime(firstAt)} to ${showTime(lastAt)}; ${showFindings(whole.context.truth)}`;
  const share = shareThen(meaning, to, scene);
  if (share !== undefined && share < 0.5)
    return refuted(`${Math.round(share * 100)} % of the readings in that time are it`);
  if (known(meaning.from) && known(to)) return decide(true, evidence);
  // The part of the window that something is said of: whether that holds is judged with what is said.
  const said =
    after(scene, 'value', 'statistic', 'range', 'trend', 'comparison') ??
    before(scene, 'value', 'statistic', 'range', 'trend', 'comparison');
  const both = [meaning.from, to].every((moment) => instantIn(whole, moment) !== undefined);
  return decide(said !== undefined && both, evidence);
}

/** "was zero from 14:45 to 14:50": how many of the readings then are the number; undefined where none is said to last. */
function shareThen(meaning: Time, to: Moment, scene: Scene): number | undefined {
  const { whole } = scene;
  const value = scene.drafts[scene.index - 1];
  const [start, stop] = [instantIn(whole, meaning.from), instantIn(whole, to)];
  if (!isOf(value, 'value') || start === undefined || stop === undefined) return undefined;
  const { quantity } = value.meaning;
  const written = measured(quantity, whole.unit);
  const lasts = /^(?:is|are|was|were)$/.test(scene.tokens[value.first - 1]?.norm ?? '');
  if (!lasts || written === undefined || quantity.about !== undefined) return undefined;
  const then = whole.values.filter((_, index) => {
    const time = whole.times[index] ?? Number.NaN;
    return time >= start - 500 && time <= stop + 500;
  });
  return then.length === 0
    ? undefined
    : then.filter((reading) => agrees(reading, written)).length / then.length;
}

/** The two values of "from 440 to 620 between 03:25 and 03:26". */
function endsOfChange({ drafts, index }: Scene): readonly [Quantity, Quantity] | undefined {
  const [start, stop] = [drafts[index - 2], drafts[index - 1]];
  const isChange =
    isOf(start, 'value') &&
    isOf(stop, 'value') &&
    start.meaning.end === 'start' &&
    stop.meaning.end === 'stop';
  return isChange ? [start.meaning.quantity, stop.meaning.quantity] : undefined;
}

function betweenEnds(
  meaning: Time,
  to: Moment,
  ends: readonly [Quantity, Quantity],
  window: WindowData,
): Outcome {
  const isAt = (quantity: Quantity, moment: Moment) => {
    const written = measured(quantity, window.unit);
    return (
      written !== undefined &&
      findReading(window, (value, time) => agrees(value, written) && isMoment(time, moment, window)) !==
        undefined
    );
  };
  return decide(isAt(ends[0], meaning.from) && isAt(ends[1], to), 'the readings at these times');
}
