import { runningMedian } from '../statistics/running-median.ts';

/** The value at a share (0..1) of a sorted list: the nearest rank. */
export function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
}

function standardDeviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** A robust standard deviation by the 10 % and 90 % quantiles; the plain one where those are equal. */
function robustDeviation(values: Float64Array): number {
  const sorted = values.slice().sort();
  return (quantile(sorted, 0.9) - quantile(sorted, 0.1)) / 2.563 || standardDeviation(values);
}

/**
 * How far the values spread (`unit`), and how much of that is noise from one row to the next: both robust
 * standard deviations in the series' unit, 1 for a series that never moves.
 */
export function seriesScales(values: Float64Array): { readonly unit: number; readonly noise: number } {
  const finite = values.filter(Number.isFinite);
  const unit = (finite.length > 1 && robustDeviation(finite)) || 1;
  const steps = finite.slice(1).map((value, index) => value - (finite[index] ?? value));
  const noise = (steps.length > 1 && robustDeviation(steps) / Math.SQRT2) || unit / 10;
  return { unit, noise };
}

/** Rows whose median is the course of a series. */
const COURSE_ROWS = 31;

/** The noise about the course of a series, a robust standard deviation, as both scales; 1 for a series that never moves. */
export function courseNoise(values: Float64Array): { readonly unit: number; readonly noise: number } {
  const finite = values.filter(Number.isFinite);
  const course = runningMedian(finite, COURSE_ROWS);
  const distances = finite.map((value, row) => value - (course[row] ?? value));
  const noise = (finite.length > 1 && robustDeviation(distances)) || seriesScales(values).noise;
  return { unit: noise, noise };
}
