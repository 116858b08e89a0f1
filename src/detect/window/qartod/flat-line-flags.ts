import type { Flag } from '../../finding.ts';
import { medianInterval } from './median-interval.ts';

export interface FlatLineThresholds {
  /** How long the values may stay within the tolerance, in seconds. */
  readonly suspectSeconds: number;
  readonly failSeconds: number;
  /** In the unit of the values. */
  readonly tolerance: number;
}

/** Under this many values all are good. */
const FEWEST_VALUES = 3;

/**
 * QARTOD flat line: a threshold becomes a number of rows by the median interval; where the range of that many
 * rows and one more, ending at this one, is strictly less than the tolerance, the row is 3 or 4. Missing rows
 * count as rows and are left out of the range. Times are epoch ms; `config_invalid` where the median interval
 * is under a second.
 */
export function flatLineFlags(
  times: Float64Array,
  values: Float64Array,
  { suspectSeconds, failSeconds, tolerance }: FlatLineThresholds,
): Flag[] {
  if (values.length < FEWEST_VALUES) return new Array<Flag>(values.length).fill(1);
  const interval = medianInterval(times);
  const isFlat = (row: number, seconds: number) => {
    const rows = Math.floor(Math.trunc(seconds) / interval);
    return row >= rows && rangeOf(values, row - rows, row) < tolerance;
  };
  return Array.from(values, (value, row) => {
    if (!Number.isFinite(value)) return 9;
    if (isFlat(row, failSeconds)) return 4;
    return isFlat(row, suspectSeconds) ? 3 : 1;
  });
}

/** Largest less smallest value of the rows, both ends included; -Infinity where all are missing. */
function rangeOf(values: Float64Array, from: number, to: number): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let row = from; row <= to; row++) {
    const value = values[row] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low;
}
