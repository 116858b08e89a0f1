import { agrees, measured, showTime } from './compare.ts';
import { edgesOf, showFindings } from './findings.ts';
import type { Meaning } from './meaning.ts';
import { instantIn, isMoment } from './moment-match.ts';
import { after, before, isOf, type Scene } from './scene.ts';
import type { Moment, Quantity } from './tokens.ts';
import { turns } from './turns.ts';
import { decide, type Outcome } from './verdict.ts';
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
  if (known(meaning.from) && known(to)) return decide(true, evidence);
  // The part of the window that something is said of: whether that holds is judged with what is said.
  const said =
    after(scene, 'value', 'statistic', 'range', 'trend', 'comparison') ??
    before(scene, 'value', 'statistic', 'range', 'trend', 'comparison');
  const both = [meaning.from, to].every((moment) => instantIn(whole, moment) !== undefined);
  return decide(said !== undefined && both, evidence);
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
