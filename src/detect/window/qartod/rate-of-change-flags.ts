import type { Flag } from '../../finding.ts';

export interface RateThresholds {
  /** Units per second. */
  readonly suspect: number;
  readonly fail?: number | undefined;
}

/**
 * QARTOD rate of change: the size of each step over the whole seconds since the previous row (epoch ms),
 * strictly over the threshold is 3 or 4; within one second the size itself counts, as in ioos_qc 3.0.0. The
 * first row and one after a missing row are good.
 */
export function rateOfChangeFlags(
  times: Float64Array,
  values: Float64Array,
  { suspect, fail = Number.POSITIVE_INFINITY }: RateThresholds,
): Flag[] {
  return Array.from(values, (value, row) => {
    if (!Number.isFinite(value)) return 9;
    const seconds = wholeSeconds((times[row] ?? Number.NaN) - (times[row - 1] ?? Number.NaN));
    const rate = Math.abs((value - (values[row - 1] ?? Number.NaN)) / (seconds === 0 ? 1 : seconds));
    if (rate > fail) return 4;
    return rate > suspect ? 3 : 1;
  });
}

/** QARTOD counts in whole seconds; the rest is cut off. */
export function wholeSeconds(ms: number): number {
  return Math.trunc(ms / 1000);
}
