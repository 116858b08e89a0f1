import type { Finding, Flag } from '../finding.ts';
import { flagOf, scoreOf } from '../score.ts';
import { formatInterval, formatSpan, formatValue } from '../sentence.ts';
import { missingCode } from './missing-codes.ts';
import { flaggedIntervals, type Interval } from './qartod/flagged-intervals.ts';
import { thresholdFactor, type WindowContext } from './window-test.ts';

/** What is far from all other values lies outside of their range by so many times that range. */
const GAP_OF_CODE = 1;
const GAP_OF_VALUE = 5;
/** A value without a name that makes up more of the window is a state of the sensor. */
const MOST_OF_WINDOW = 0.4;
const FEWEST_ROWS = 2;
/** The other values must move: so many different ones. */
const FEWEST_VALUES = 5;

interface Foreign {
  readonly value: number;
  /** What it stands for; null where nobody knows. */
  readonly meaning: string | null;
  /** Of the other values; null where there are none. */
  readonly rest: readonly [low: number, high: number] | null;
  readonly score: number;
}

/**
 * One exact value, again and again, that does not belong to the others: a code by which sensors and loggers say that they have no
 * reading, or another far away from all the rest. By the window alone, until the baseline knows the series: then only codes that
 * can be nothing else, to give what the baseline finds there its name.
 */
export function foreignTest(context: WindowContext): readonly Finding[] {
  const { values, learned, settings } = context;
  const factor = thresholdFactor(settings, 'foreign');
  const codes = [...new Set(values.filter((value) => isCode(value, learned)))];
  const named = codes.flatMap((code) => foreignCode(values, code) ?? []);
  const foreign = named.length > 0 || learned ? named : [farValue(values)].flatMap((one) => one ?? []);
  return foreign
    .filter(({ score }) => score > scoreOf(factor, 1))
    .flatMap((one) => {
      const flags = Array.from(values, (value): Flag => (value === one.value ? flagOf(one.score) : 1));
      return flaggedIntervals(flags).map((interval) => outOfRange(context, one, interval));
    });
}

function isCode(value: number, certainly: boolean): boolean {
  const known = missingCode(value);
  return known !== null && !(certainly && known.isReading);
}

function foreignCode(values: Float64Array, code: number): Foreign | null {
  const known = missingCode(code);
  const others = values.filter((value) => missingCode(value) === null);
  if (known === null) return null;
  const { meaning, isReading } = known;
  if (others.length === 0) return isReading ? null : { value: code, meaning, rest: null, score: 1 };
  const rest = rangeOf(others);
  if (isReading && new Set(others).size < FEWEST_VALUES) return null;
  return {
    value: code,
    meaning,
    rest,
    score: scoreOf(outside(code, rest), GAP_OF_CODE * (rest[1] - rest[0])),
  };
}

/** The constant value beyond the widest gap between neighbours in size, where it is that far from the others. */
function farValue(values: Float64Array): Foreign | null {
  const sorted = values.slice().sort();
  let gapAt = 1;
  for (let place = 1; place < sorted.length; place++) {
    if (gapBelow(sorted, place) > gapBelow(sorted, gapAt)) gapAt = place;
  }
  const isLow = gapAt < sorted.length - gapAt;
  const [few, others] = isLow
    ? [sorted.subarray(0, gapAt), sorted.subarray(gapAt)]
    : [sorted.subarray(gapAt), sorted.subarray(0, gapAt)];
  const value = few[0] ?? 0;
  // At nought lamps, motors and rain rest.
  const isCandidate = value !== 0 && value === few.at(-1) && few.length >= FEWEST_ROWS;
  if (!isCandidate || few.length > MOST_OF_WINDOW * values.length) return null;
  const rest = rangeOf(others);
  if (new Set(others).size < FEWEST_VALUES) return null;
  const score = scoreOf(outside(value, rest), GAP_OF_VALUE * (rest[1] - rest[0]));
  return { value, meaning: null, rest, score };
}

function gapBelow(sorted: Float64Array, place: number): number {
  return (sorted[place] ?? 0) - (sorted[place - 1] ?? 0);
}

function rangeOf(values: Float64Array): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return [low, high];
}

function outside(value: number, [low, high]: readonly [number, number]): number {
  return Math.max(low - value, value - high, 0);
}

function outOfRange(context: WindowContext, { value, meaning, rest, score }: Foreign, at: Interval): Finding {
  const { times, settings } = context;
  const [start, end] = [times[at.from] ?? Number.NaN, times[at.to] ?? Number.NaN];
  const what = `${at.points} ${at.points === 1 ? 'value is' : 'values are'} ${formatValue(value, settings.unit)}`;
  const named = meaning === null ? '' : `, ${meaning}`;
  const others = rest === null ? '' : `; the others are ${formatSpan(rest, settings.unit)}`;
  return {
    kind: 'out of range',
    detector: 'foreign',
    flag: at.flag,
    start,
    end,
    points: at.points,
    observed: value,
    expected: rest,
    score,
    sentence: `Out of range ${formatInterval(start, end)}: ${what}${named}${others}.`,
  };
}
