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
  /** Median step between consecutive points, ms; NaN under two points. */
  readonly usualIntervalMs: number;
  /** Longest step between consecutive points, ms, and where it begins. */
  readonly longestGapMs: number;
  readonly longestGapAt: number;
}
