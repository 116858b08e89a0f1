import { statisticOf } from './check-statistic.ts';
import { agrees, type Measured, measured, plainNumber, show, showTime } from './compare.ts';
import type { Meaning } from './meaning.ts';
import { isMoment } from './moment-match.ts';
import { current, isOf, leadIn, leadOut, type Scene } from './scene.ts';
import type { Quantity } from './tokens.ts';
import { decide, type Outcome, refuted, unverifiable } from './verdict.ts';
import { countReadings, findReading, type WindowData } from './window-data.ts';

/** A bare number: some reading must be it; one called the latest or the first must be that. */
export function checkValue(meaning: Meaning & { is: 'value' }, scene: Scene): Outcome {
  const { window } = scene;
  const written = measured(meaning.quantity, window.unit);
  if (written === undefined)
    return (
      shareOfCount(meaning.quantity, scene) ?? refuted(`the series is in ${window.context.unit || 'no unit'}`)
    );
  const { statistics } = window;
  switch (roleOf(scene)) {
    case 'last':
      return decide(agrees(statistics.last, written), `last reading ${show(statistics.last)}`);
    case 'first':
      return decide(agrees(statistics.first, written), `first reading ${show(statistics.first)}`);
    case 'before gap':
      return besideGap('before', written, scene.whole);
    case 'after gap':
      return besideGap('after', written, scene.whole);
    case 'level':
      return decide(isLevel(written, scene), `most frequent value ${show(statisticOf(window, 'mode'))}`);
    case 'centre':
      if ([statistics.mean, statistics.median].some((value) => agrees(value, written))) {
        return decide(true, `mean ${show(statistics.mean)}, median ${show(statistics.median)}`);
      }
  }
  if (isOfAll(scene))
    return decide(
      countReadings(window, (value) => agrees(value, written)) === window.values.length,
      `the readings run from ${show(statistics.min)} to ${show(statistics.max)}`,
    );
  const then = readingsThen(scene);
  if (then !== undefined && then.length > 0)
    return decide(
      then.some((value) => agrees(value, written)),
      `then ${then.map(show).join(', ')}`,
    );
  const found = findReading(window, (value) => agrees(value, written));
  if (found !== undefined && meaning.end !== undefined && !isTurningPoint(written, scene)) {
    return unverifiable(`a reading at ${showTime(found.time)}, but neither end nor extreme of a change`);
  }
  if (found !== undefined) return decide(true, `${show(found.value)} at ${showTime(found.time)}`);
  return refuted(`no reading of it: they run from ${show(statistics.min)} to ${show(statistics.max)}`);
}

/** "all readings are 444", "for the last hour it has been 444": each of them; "all readings above 444 ..." is no such thing. */
function isOfAll(scene: Scene): boolean {
  const lead = leadIn(scene, 5);
  if (scene.window !== scene.whole && /^ha(?:s|ve) been$/.test(lead.at(-1)?.norm ?? '')) return true;
  const all = lead.findLastIndex(({ senses }) => senses.has('all') || senses.get('amount') === 'all');
  return (
    all !== -1 &&
    /^(?:is|are|was|were|equal|equals)$/.test(lead.at(-1)?.norm ?? '') &&
    lead
      .slice(all + 1, -1)
      .every(
        ({ senses }) => senses.has('item') || senses.has('det') || senses.has('int') || senses.has('meas'),
      )
  );
}

/** "at 12:50 the speed was 64": the readings of the time that stands before the number; undefined without one. */
function readingsThen(scene: Scene): number[] | undefined {
  const time = scene.drafts[scene.index - 1];
  if (!isOf(time, 'time') || time.meaning.to !== undefined || time.meaning.preposition !== 'at')
    return undefined;
  const { from } = time.meaning;
  const own = scene.drafts[scene.index + 1];
  const { first, end } = current(scene);
  const hasOwn = isOf(own, 'time') && own.first - end <= 2;
  const between = scene.tokens.slice(time.end, first);
  const says =
    between.at(-1)?.senses.get('link') === 'be' &&
    between.length <= 5 &&
    !between.some(({ senses, norm }) => senses.has('comma') || norm === 'and' || senses.has('stat'));
  if (!says || hasOwn || from.about === true || from.precision > 60 || from.untilSecond !== undefined)
    return undefined;
  return [...scene.whole.values].filter((_, index) =>
    isMoment(scene.whole.times[index] ?? Number.NaN, from, scene.whole),
  );
}

/** "25 readings (83 %)": the share that the count before it is of all. */
function shareOfCount(quantity: Quantity, scene: Scene): Outcome | undefined {
  const count = scene.drafts[scene.index - 1];
  if (quantity.unit?.name !== '%' || !isOf(count, 'count') || current(scene).first - count.end > 1)
    return undefined;
  const share = (count.meaning.amount.low / scene.whole.context.times.length) * 100;
  return decide(agrees(share, plainNumber(quantity)), `${show(share)} % of the readings`);
}

type Role = 'last' | 'first' | 'before gap' | 'after gap' | 'level' | 'centre' | undefined;

function roleOf(scene: Scene): Role {
  const lead = leadIn(scene, 7);
  const words = lead.map(({ norm }) => norm);
  if (words.includes('gap') || words.includes('outage')) {
    if (words.includes('before')) return 'before gap';
    if (words.includes('after')) return 'after gap';
  }
  for (const token of [...lead].reverse()) {
    if (token.quantity !== undefined || token.senses.has('comma')) break;
    if (token.senses.has('now')) return 'last';
    const stat = token.senses.get('stat');
    if (stat === 'last' || stat === 'first') return stat;
  }
  if (leadOut(scene, 3).some((token) => token.senses.has('now'))) return 'last';
  if (isHeld(lead)) return 'level';
  return isCentre(scene) ? 'centre' : undefined;
}

/** "stuck at 512", "clipped at a 60", "stayed at 20": more than one reading is meant. */
function isHeld(lead: Scene['tokens']): boolean {
  const last = lead.at(-1)?.norm ?? '';
  if (/^(?:stayed|stays|remained|remains|held|holds) at$/.test(last)) return true;
  if (last !== 'at' && last !== 'a') return false;
  return lead
    .slice(-3)
    .some(
      ({ norm, senses }) =>
        senses.has('flat') ||
        senses.has('clipped') ||
        /^(?:stayed|stays|remained|remains|held|holds)$/.test(norm),
    );
}

/** "around 20", "the baseline is 20", "hovers at 20": the middle of the data will do. */
function isCentre(scene: Scene): boolean {
  const about = scene.tokens[scene.drafts[scene.index]?.first ?? 0]?.quantity?.about !== undefined;
  return (
    about ||
    leadIn(scene, 5).some(
      ({ norm, senses }) =>
        senses.has('steady') ||
        senses.has('vary') ||
        senses.has('flat') ||
        /^(?:around|level|cent(?:er|re)ed|baseline|typical|usual)/.test(norm),
    )
  );
}

/** "stuck at 512": the value of what was found, or one that a quarter of the readings have. */
function isLevel(written: Measured, { whole, window }: Scene): boolean {
  const found = whole.context.truth.filter(
    ({ kind, value }) => (kind === 'stuck' || kind === 'clipped') && value !== undefined,
  );
  if (found.length > 0) return found.some(({ value }) => agrees(value ?? Number.NaN, written));
  return countReadings(window, (value) => agrees(value, written)) * 4 >= window.values.length;
}

/** Ends, extremes and the readings beside what was found; a value with a time of its own is judged with that. */
function isTurningPoint(written: Measured, scene: Scene): boolean {
  const next = scene.drafts[scene.index + 1];
  const { end } = current(scene);
  if (isOf(next, 'time', 'position') && next.first - end <= 2) return true;
  const { first, last, min, max } = scene.window.statistics;
  const { times, values } = scene.whole;
  const beside = scene.whole.context.truth.flatMap(({ at, until }) => {
    const start = times.findIndex((time) => time >= at);
    const stop = times.findLastIndex((time) => time <= (until ?? at));
    return [values[start - 1], values[start], values[stop], values[stop + 1]];
  });
  return [first, last, min, max, ...beside].some((value) => value !== undefined && agrees(value, written));
}

function besideGap(side: 'before' | 'after', written: Measured, window: WindowData): Outcome {
  const gap = window.context.truth.find(({ kind }) => kind === 'gap');
  if (gap === undefined) return refuted('the window has no gap');
  const index =
    side === 'before'
      ? window.times.findLastIndex((time) => time < gap.at)
      : window.times.findIndex((time) => time > (gap.until ?? gap.at));
  const value = window.values[index] ?? Number.NaN;
  return decide(agrees(value, written), `the reading ${side} the gap is ${show(value)}`);
}
