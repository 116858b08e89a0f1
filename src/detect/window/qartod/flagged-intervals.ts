import type { Flag } from '../../finding.ts';

/** A stretch of rows, both ends included, and how many of them are flagged. */
export interface Interval {
  readonly from: number;
  readonly to: number;
  readonly points: number;
  readonly flag: 3 | 4;
}

/** Between two flagged rows of one interval lie at most this many good ones: a value that flutters about a limit. */
const MOST_GOOD_BETWEEN = 3;

/** Rows flagged 3 or 4, merged into intervals with the worse flag of each. */
export function flaggedIntervals(flags: readonly Flag[], mostGoodBetween = MOST_GOOD_BETWEEN): Interval[] {
  const intervals: Interval[] = [];
  for (const [row, flag] of flags.entries()) {
    if (flag !== 3 && flag !== 4) continue;
    const last = intervals.at(-1);
    if (last === undefined || row - last.to > mostGoodBetween + 1) {
      intervals.push({ from: row, to: row, points: 1, flag });
    } else {
      const worse = flag === 4 ? 4 : last.flag;
      intervals[intervals.length - 1] = { from: last.from, to: row, points: last.points + 1, flag: worse };
    }
  }
  return intervals;
}
