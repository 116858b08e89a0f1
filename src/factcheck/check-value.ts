import { fits } from './amount.ts';
import { statisticOf } from './check-statistic.ts';
import {
  agrees,
  type Measured,
  measured,
  measuredDifference,
  plainNumber,
  show,
  showTime,
} from './compare.ts';
import type { Amount, Meaning } from './meaning.ts';
import { isMoment } from './moment-match.ts';
import { before, current, isOf, leadIn, leadOut, type Scene } from './scene.ts';
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
  const at = lead.at(-1)?.norm === 'at' || lead.at(-1)?.norm === 'a';
  if (at && lead.slice(-3).some(({ senses }) => senses.has('flat') || senses.has('clipped'))) return 'level';
  return isCentre(scene) ? 'centre' : undefined;
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

/** "an increase of 0.2": first to last, along the fitted line, or for a sudden one the largest step; with its sign. */
export function checkChange(meaning: Meaning & { is: 'change' }, scene: Scene): Outcome {
  const { window } = scene;
  const written = measuredDifference(meaning.quantity, window.unit);
  if (written === undefined) return relativeChange(meaning, scene);
  const { first, last } = window.statistics;
  const changes = [last - first, window.trend.change];
  const evidence = `first to last ${show(last - first)}, along the fitted line ${show(window.trend.change)}`;
  const sign = meaning.direction === 'down' ? -1 : 1;
  const size = { ...written, value: Math.abs(written.value) };
  const holds = [...changes, ...suddenChanges(window)].some((change) =>
    agrees(meaning.direction === 'any' ? Math.abs(change) : change * sign, size),
  );
  return decide(holds, evidence);
}

/** "rose by 4 %" of a series that is in no percent. */
function relativeChange(meaning: Meaning & { is: 'change' }, { window }: Scene): Outcome {
  if (meaning.quantity.unit?.name !== '%') return refuted(`the series is in ${window.context.unit}`);
  const { first, last } = window.statistics;
  const percent = ((last - first) / Math.abs(first)) * 100;
  const sign = meaning.direction === 'down' ? -1 : 1;
  return decide(agrees(percent * sign, plainNumber(meaning.quantity)), `first to last ${show(percent)} %`);
}

/** How far each spike, dropout or shift found stands out of the median. */
function suddenChanges(window: WindowData): number[] {
  const sudden = window.context.truth.filter(
    ({ kind }) => kind === 'spike' || kind === 'dropout' || kind === 'level shift',
  );
  return sudden.flatMap(({ at, value }) => {
    const index = window.times.findIndex((time) => time >= at);
    const [previous, here] = [window.values[index - 1], window.values[index]];
    const step = previous === undefined || here === undefined ? [] : [here - previous];
    return value === undefined ? step : [...step, value - window.statistics.median];
  });
}

/** "3 degrees per hour": by the fitted line, or first to last over the span. */
export function checkRate(meaning: Meaning & { is: 'rate' }, window: WindowData): Outcome {
  const written = measuredDifference(meaning.quantity, window.unit);
  if (written === undefined) return refuted(`the series is in ${window.context.unit}`);
  const { first, last, firstAt, lastAt } = window.statistics;
  const seconds = (lastAt - firstAt) / 1000;
  const perSecond = [window.trend.slope, seconds > 0 ? (last - first) / seconds : Number.NaN];
  const sign = meaning.direction === 'down' ? -1 : 1;
  const signless = meaning.direction === 'any' && written.value >= 0;
  const holds = perSecond.some((rate) =>
    agrees((signless ? Math.abs(rate) : rate * sign) * meaning.perSeconds, written),
  );
  return decide(holds, `fitted slope ${show(window.trend.slope * 3600)} an hour`);
}

/** "every five minutes": the usual step between readings. */
export function checkInterval(meaning: Meaning & { is: 'interval' }, window: WindowData): Outcome {
  const usual = window.statistics.usualIntervalMs / 1000;
  if (!Number.isFinite(usual)) return unverifiable('fewer than two readings');
  return decide(
    Math.abs(usual - meaning.seconds) <= meaning.seconds * 0.1,
    `usual interval ${show(usual)} s`,
  );
}

/** "between 20 and 25": lowest and highest reading; after a count, of the readings counted. */
export function checkRange(meaning: Meaning & { is: 'range' }, scene: Scene): Outcome {
  const { window } = scene;
  const [a, b] = [measured(meaning.low, window.unit), measured(meaning.high, window.unit)];
  if (a === undefined || b === undefined)
    return refuted(`the series is in ${window.context.unit || 'no unit'}`);
  const [low, high] = a.value <= b.value ? [a, b] : [b, a];
  const counted = before(scene, 'count', 'statistic', 'value', 'comparison');
  const ofSome =
    isOf(counted, 'count') && counted.meaning.of === 'point' && counted.meaning.amount.share?.[0] !== 1;
  const isAll = isOf(counted, 'count') && counted.meaning.amount.low >= window.values.length;
  if (ofSome && !isAll) return ofCounted(counted.meaning.amount, low, high, window);
  const { min, max } = window.statistics;
  const holds = agrees(min, low) && agrees(max, high);
  const holdsOutward = isAll ? min >= low.value && max <= high.value : isRoundedOutward(low, high, min, max);
  return decide(holds || holdsOutward, `minimum ${show(min)}, maximum ${show(max)}`);
}

/** "between 34 and 37" of 34.7 to 36.5: each bound rounded away from the readings, by less than its last digit. */
function isRoundedOutward(low: Measured, high: Measured, min: number, max: number): boolean {
  const [below, above] = [min - low.value, high.value - max];
  return below >= 0 && below < 2 * low.tolerance && above >= 0 && above < 2 * high.tolerance;
}

/** As many readings must be inside as are counted, or the lowest and highest of them be the bounds themselves. */
function ofCounted(amount: Amount, low: Measured, high: Measured, window: WindowData): Outcome {
  const inside = window.values.filter(
    (value) => value >= low.value - low.tolerance && value <= high.value + high.tolerance,
  );
  const [min, max] = spreadOf(inside);
  return decide(
    inside.length > 0 &&
      (fits(amount, inside.length, window.values.length) || (agrees(min, low) && agrees(max, high))),
    `${inside.length} readings inside run from ${show(min)} to ${show(max)}`,
  );
}

function spreadOf(values: Float64Array): [number, number] {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}
