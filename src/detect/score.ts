/** A flag is `fail` when what was seen is this many times what would have been just suspect. */
const FAIL_RATIO = 2;

/**
 * How far something is over its threshold, as a score from 0 to 1: 0.5 on the threshold, 2/3 at twice, towards
 * 1 without end. The same curve for every test, so that scores compare.
 */
export function scoreOf(size: number, threshold: number): number {
  if (!(size > 0)) return 0;
  return threshold === 0 || size === Number.POSITIVE_INFINITY ? 1 : size / (size + threshold);
}

export function flagOf(score: number): 3 | 4 {
  return score >= FAIL_RATIO / (1 + FAIL_RATIO) ? 4 : 3;
}

/** What breaks a threshold that the operator set is an alarm at any sensitivity. */
export function operatorScore(flag: 3 | 4): number {
  return flag === 4 ? 1 : 0.75;
}
