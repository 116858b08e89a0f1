import type { Flag } from '../../finding.ts';
import { medianInterval } from './median-interval.ts';

export interface AttenuationThresholds {
  /** In the unit of the values; a spread strictly below is 3, or 4. */
  readonly suspect: number;
  readonly fail: number;
  /** Population standard deviation (default), or largest less smallest value. */
  readonly check?: 'std' | 'range' | undefined;
  /** Length of the trailing stretch; absent or 0: one verdict on the whole series. */
  readonly periodSeconds?: number | undefined;
  /** Values that a stretch must have to be evaluated; by default one. */
  readonly minValues?: number | undefined;
  /** The same as a length in seconds, made a number of rows by the median interval. */
  readonly minSeconds?: number | undefined;
}

/** QARTOD attenuated signal, over the whole series or over the stretch (t - period, t] of each row (epoch ms). */
export function attenuatedSignalFlags(
  times: Float64Array,
  values: Float64Array,
  thresholds: AttenuationThresholds,
): Flag[] {
  const spreads = thresholds.periodSeconds
    ? trailingSpreads(times, values, thresholds.periodSeconds * 1000, thresholds)
    : new Float64Array(values.length).fill(spreadOf(values.filter(Number.isFinite), thresholds));
  return Array.from(values, (value, row) => {
    const spread = spreads[row] ?? Number.NaN;
    if (!Number.isFinite(value)) return 9;
    if (spread < thresholds.fail) return 4;
    if (Number.isNaN(spread)) return 2;
    return spread < thresholds.suspect ? 3 : 1;
  });
}

function trailingSpreads(
  times: Float64Array,
  values: Float64Array,
  periodMs: number,
  thresholds: AttenuationThresholds,
): Float64Array {
  const fewest = fewestValues(times, thresholds);
  let from = 0;
  return values.map((_, row) => {
    while ((times[from] ?? 0) <= (times[row] ?? 0) - periodMs) from++;
    const stretch = values.subarray(from, row + 1);
    const present = stretch.filter(Number.isFinite);
    // The reference has no range of a stretch that holds a missing value, but a standard deviation.
    const isUndefined = thresholds.check === 'range' && present.length < stretch.length;
    return present.length < fewest || isUndefined ? Number.NaN : spreadOf(present, thresholds);
  });
}

function fewestValues(times: Float64Array, { minValues, minSeconds }: AttenuationThresholds): number {
  if (minValues !== undefined) return minValues;
  return minSeconds === undefined ? 1 : Math.trunc(minSeconds / medianInterval(times));
}

/** Of finite values; NaN for none. */
export function spreadOf(values: Float64Array, { check }: AttenuationThresholds): number {
  if (values.length === 0) return Number.NaN;
  if (check === 'range') {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
    return high - low;
  }
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / values.length);
}
