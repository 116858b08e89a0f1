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
  /** Sample standard deviation (n - 1); NaN under two values. */
  readonly stddev: number;
  readonly median: number;
  /** Median absolute deviation from the median, unscaled. */
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
 * as a null. Mean and variance are computed in two passes around a value of the window, so that a small
 * spread around a large level keeps its digits (Chan, Golub and LeVeque 1983).
 */
export function describe(times: Float64Array, values: Float64Array): Statistics {
  const sorted = sortedNumbers(values);
  const median = quantile(sorted, 0.5);
  return {
    count: sorted.length,
    nulls: values.length - sorted.length,
    ...moments(values, median, sorted.length),
    median,
    mad: madOfSorted(sorted, median),
    p05: quantile(sorted, 0.05),
    p25: quantile(sorted, 0.25),
    p75: quantile(sorted, 0.75),
    p95: quantile(sorted, 0.95),
    ...extremes(times, values),
    ...spacing(times, values),
  };
}

type Moments = Pick<Statistics, 'mean' | 'stddev'>;

function moments(values: Float64Array, center: number, count: number): Moments {
  // Deviations are divided by the largest of them: the square of 1e300 is no number any more.
  let scale = 0;
  for (const value of values)
    if (Number.isFinite(value)) scale = Math.max(scale, Math.abs(value / 2 - center / 2));
  if (count === 0 || scale === 0) return { mean: center, stddev: count > 1 ? 0 : Number.NaN };
  let sum = 0;
  for (const value of values) if (Number.isFinite(value)) sum += (value / 2 - center / 2) / scale;
  const offset = sum / count;
  let squares = 0;
  let residue = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    const deviation = (value / 2 - center / 2) / scale - offset;
    squares += deviation * deviation;
    residue += deviation;
  }
  const variance = (squares - (residue * residue) / count) / (count - 1);
  return { mean: center + 2 * offset * scale, stddev: 2 * scale * Math.sqrt(variance) };
}

type Extremes = Pick<Statistics, 'min' | 'minAt' | 'max' | 'maxAt' | 'first' | 'firstAt' | 'last' | 'lastAt'>;

function extremes(times: Float64Array, values: Float64Array): Extremes {
  let first = -1;
  let last = -1;
  let lowest = -1;
  let highest = -1;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const [index, value] of values.entries()) {
    if (!Number.isFinite(value)) continue;
    if (first < 0) first = index;
    last = index;
    if (value < min) {
      min = value;
      lowest = index;
    }
    if (value > max) {
      max = value;
      highest = index;
    }
  }
  const at = (series: Float64Array, index: number) => series[index] ?? Number.NaN;
  return {
    min: at(values, lowest),
    minAt: at(times, lowest),
    max: at(values, highest),
    maxAt: at(times, highest),
    first: at(values, first),
    firstAt: at(times, first),
    last: at(values, last),
    lastAt: at(times, last),
  };
}

type Spacing = Pick<Statistics, 'usualIntervalMs' | 'longestGapMs' | 'longestGapAt'>;

function spacing(times: Float64Array, values: Float64Array): Spacing {
  const present = times.filter((_, index) => Number.isFinite(values[index]));
  const steps = new Float64Array(Math.max(0, present.length - 1));
  let longestGapMs = Number.NaN;
  let longestGapAt = Number.NaN;
  for (let index = 0; index < steps.length; index++) {
    const start = present[index] ?? 0;
    const step = (present[index + 1] ?? 0) - start;
    steps[index] = step;
    if (!(step <= longestGapMs)) {
      longestGapMs = step;
      longestGapAt = start;
    }
  }
  return { usualIntervalMs: medianOf(steps), longestGapMs, longestGapAt };
}
