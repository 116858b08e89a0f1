import { madOfSorted, median as medianOf, quantile, sortedNumbers } from './robust.ts';

/**
 * What can be said of a window's values in numbers. Nulls (NaN) are left out of every figure but
 * `nulls`; with no value at all the figures are NaN. Times are epoch milliseconds.
 */
export interface Statistics {
  /** Values that are numbers. */
  readonly count: number;
  readonly nulls: number;
  readonly mean: number;
  /** Sample standard deviation (n - 1); NaN under two values, and where it is larger than any number. */
  readonly stddev: number;
  readonly median: number;
  /** Median absolute deviation from the median, unscaled; NaN where it is larger than any number. */
  readonly mad: number;
  readonly min: number;
  readonly minAt: number;
  readonly max: number;
  readonly maxAt: number;
  /** 5 %, 25 %, 75 % and 95 % quantiles. */
  readonly p05: number;
  readonly p25: number;
  readonly p75: number;
  readonly p95: number;
  readonly first: number;
  readonly firstAt: number;
  readonly last: number;
  readonly lastAt: number;
  /** Median step between consecutive values, ms; NaN under two. */
  readonly usualIntervalMs: number;
  /** Longest step between consecutive values, ms, and where it begins. */
  readonly longestGapMs: number;
  readonly longestGapAt: number;
}

/**
 * Figures of a window. `times` (epoch ms) and `values` are of equal length, times rising; an infinity counts
 * as a null. Mean and variance are computed in two passes around the median, so that a small spread around a
 * large level keeps its digits (Chan, Golub and LeVeque 1983). `sorted`: the values that are numbers, where the caller has them.
 */
export function describe(
  times: Float64Array,
  values: Float64Array,
  sorted: readonly number[] = sortedNumbers(values),
): Statistics {
  const present = withoutNulls(times, values);
  const median = quantile(sorted, 0.5);
  return {
    count: sorted.length,
    nulls: values.length - sorted.length,
    ...moments(present.values, median),
    median,
    mad: finite(madOfSorted(sorted, median)),
    p05: quantile(sorted, 0.05),
    p25: quantile(sorted, 0.25),
    p75: quantile(sorted, 0.75),
    p95: quantile(sorted, 0.95),
    ...extremes(present),
    ...spacing(present.times),
  };
}

interface Points {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

function withoutNulls(times: Float64Array, values: Float64Array): Points {
  const kept = { times: new Float64Array(values.length), values: new Float64Array(values.length) };
  let count = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    kept.times[count] = times[index] ?? Number.NaN;
    kept.values[count] = value;
    count++;
  }
  return { times: kept.times.subarray(0, count), values: kept.values.subarray(0, count) };
}

function moments(values: Float64Array, center: number): Pick<Statistics, 'mean' | 'stddev'> {
  const count = values.length;
  // Half deviations, divided by the largest: the square of 1e300 and the range of all numbers are infinite.
  let scale = 0;
  for (const value of values) scale = Math.max(scale, Math.abs(value / 2 - center / 2));
  if (scale === 0 || count === 0) return { mean: center, stddev: count > 1 ? 0 : Number.NaN };
  let sum = 0;
  for (const value of values) sum += (value / 2 - center / 2) / scale;
  const offset = sum / count;
  let squares = 0;
  let residue = 0;
  for (const value of values) {
    const deviation = (value / 2 - center / 2) / scale - offset;
    squares += deviation * deviation;
    residue += deviation;
  }
  const variance = (squares - (residue * residue) / count) / (count - 1);
  return { mean: center + 2 * offset * scale, stddev: finite(2 * scale * Math.sqrt(variance)) };
}

/** An infinity is no figure. */
function finite(figure: number): number {
  return Number.isFinite(figure) ? figure : Number.NaN;
}

type Extremes = Pick<Statistics, 'min' | 'minAt' | 'max' | 'maxAt' | 'first' | 'firstAt' | 'last' | 'lastAt'>;

function extremes({ times, values }: Points): Extremes {
  const at = (numbers: Float64Array, index: number) => numbers[index] ?? Number.NaN;
  let lowest = 0;
  let highest = 0;
  for (let index = 1; index < values.length; index++) {
    if (at(values, index) < at(values, lowest)) lowest = index;
    if (at(values, index) > at(values, highest)) highest = index;
  }
  const last = values.length - 1;
  return {
    min: at(values, lowest),
    minAt: at(times, lowest),
    max: at(values, highest),
    maxAt: at(times, highest),
    first: at(values, 0),
    firstAt: at(times, 0),
    last: at(values, last),
    lastAt: at(times, last),
  };
}

function spacing(times: Float64Array): Pick<Statistics, 'usualIntervalMs' | 'longestGapMs' | 'longestGapAt'> {
  const steps = new Float64Array(Math.max(0, times.length - 1));
  let longestGapMs = Number.NEGATIVE_INFINITY;
  let longestGapAt = Number.NaN;
  for (let index = 0; index < steps.length; index++) {
    const start = times[index] ?? Number.NaN;
    const step = (times[index + 1] ?? Number.NaN) - start;
    steps[index] = step;
    if (step > longestGapMs) {
      longestGapMs = step;
      longestGapAt = start;
    }
  }
  if (steps.length === 0) longestGapMs = Number.NaN;
  return { usualIntervalMs: medianOf(steps), longestGapMs, longestGapAt };
}
