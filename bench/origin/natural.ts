import type { Finding } from '../../src/detect/finding.ts';
import type { SeriesWindow } from '../../src/source/source.ts';
import { median } from '../../src/statistics/robust.ts';

const ROWS = 30;

/** The largest move of the level that a window has by itself, told as a level shift; null where the level never moves. */
export function largestMove({ times, values }: SeriesWindow): Finding | null {
  let [best, at] = [0, -1];
  for (let row = ROWS; row + ROWS <= values.length; row += 5) {
    const size = Math.abs(median(values.slice(row, row + ROWS)) - median(values.slice(row - ROWS, row)));
    if (size > best) [best, at] = [size, row];
  }
  if (at < 0) return null;
  return {
    ...{ kind: 'level shift', detector: 'given', flag: 4, points: ROWS, score: 1, sentence: '' },
    start: times[at] ?? 0,
    end: times[at + ROWS - 1] ?? 0,
    observed: median(values.slice(at, at + ROWS)),
    expected: null,
  };
}
