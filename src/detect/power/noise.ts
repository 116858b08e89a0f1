import { resolution } from '../../statistics/resolution.ts';
import { MAD_SCALE, quantile, sortedNumbers } from '../../statistics/robust.ts';
import { runningMedian } from '../../statistics/running-median.ts';

/** Rows about each value whose median is its course: a spike of a few rows is none of it. For the noise of a short window a fifth of it. */
export const COURSE_ROWS = 31;
const SHORT_SHARE = 5;
/** The 90 % quantile of the size of normal noise, in standard deviations. */
const NORMAL_P90 = 1.645;

/**
 * The noise of a window as a standard deviation, in the unit of the values: by the distances from a running median, which a
 * slow course does not change, and never under half of the sensor's own step. `sorted`: the values, where the caller has them so.
 */
export function windowNoise(values: Float64Array, sorted: readonly number[] = sortedNumbers(values)): number {
  if (values.length === 0) return 0;
  const beside = Math.min((COURSE_ROWS - 1) / 2, Math.floor(values.length / (2 * SHORT_SHARE)));
  const course = runningMedian(values, 2 * beside + 1);
  // At the ends the course is that of their neighbours.
  const distances = new Float64Array(values.length - 2 * beside);
  for (let row = 0; row < distances.length; row++) {
    distances[row] = Math.abs((values[row + beside] ?? Number.NaN) - (course[row + beside] ?? Number.NaN));
  }
  const sizes = sortedNumbers(distances);
  const size = Math.max(MAD_SCALE * quantile(sizes, 0.5), quantile(sizes, 0.9) / NORMAL_P90);
  return Math.max(size, resolution(sorted) / 2);
}
