import type { Finding } from '../detect/finding.ts';
import { traitsOf } from '../detect/kinds.ts';
import type { SeriesWindow } from '../source/source.ts';
import { median } from '../statistics/robust.ts';

/** How a finding ended: between which values the readings lay afterwards. */
export interface Ending {
  /** First reading after it, epoch ms. */
  readonly at: number;
  readonly low: number;
  readonly high: number;
  /** They lay where they had been before it began. */
  readonly isBack: boolean;
}

/** Readings on either side of a finding that say where it came from and where it went. */
const BESIDE = 10;

/** What came after a finding of values; null while it lasts, and where it is over before anybody could see it. */
export function endingOf(
  { kind, start, end, points }: Finding,
  { times, values }: SeriesWindow,
): Ending | null {
  if (traitsOf(kind).extent !== 'lasting' || points === 0) return null;
  const present = [...times.keys()].filter((row) => Number.isFinite(values[row]));
  const before = present.filter((row) => (times[row] ?? 0) < start).slice(-BESIDE);
  const after = present.filter((row) => (times[row] ?? 0) > end);
  if (before.length < BESIDE || after.length < BESIDE) return null;
  const rest = after.map((row) => values[row] ?? Number.NaN);
  const earlier = before.map((row) => values[row] ?? Number.NaN);
  const middle = median(Float64Array.from(rest));
  const margin = Math.max(...earlier) - Math.min(...earlier);
  const isBack = middle >= Math.min(...earlier) - margin && middle <= Math.max(...earlier) + margin;
  return {
    at: times[after[0] ?? 0] ?? end,
    low: rest.reduce((a, b) => Math.min(a, b)),
    high: rest.reduce((a, b) => Math.max(a, b)),
    isBack,
  };
}
