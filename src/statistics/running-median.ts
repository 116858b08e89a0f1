import { slidingMedians } from './sliding-medians.ts';

/**
 * Median of the `rows` values around each value (`rows` odd); at the ends, of the first or last `rows` of them. Values are
 * finite. One short move of memory a value.
 */
export function runningMedian(values: Float64Array, rows: number): Float64Array {
  const medians = slidingMedians(values, Math.min(rows, values.length));
  const middle = (rows - 1) / 2;
  const around = new Float64Array(values.length);
  for (let row = 0; row < around.length; row++) {
    around[row] = medians[Math.max(0, Math.min(medians.length - 1, row - middle))] ?? Number.NaN;
  }
  return around;
}
