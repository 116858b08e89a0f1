import { looksNumeric } from './number.ts';
import type { SampleRow } from './sample.ts';
import { isTimeNumber } from './time/compact.ts';
import { isClock, shapeOf } from './time/shape.ts';
import { unitOf } from './unit.ts';

/** A column is one of times or numbers where so many of its cells are. */
const SHARE = 0.3;
const PROFILED_ROWS = 100;

/** Which columns hold times and which numbers, by the share of their cells. */
export interface Profile {
  readonly width: number;
  readonly times: ReadonlySet<number>;
  readonly numbers: ReadonlySet<number>;
}

export function profileOf(rows: readonly SampleRow[], width: number): Profile {
  const whole = rows.filter(({ cells }) => cells.length >= width).slice(0, PROFILED_ROWS);
  const columns = Array.from({ length: width }, (_, at) => at);
  const share = (at: number, test: (cell: string) => boolean): number => {
    const filled = whole.filter(({ cells }) => cells[at] !== '');
    return filled.filter(({ cells }) => test(cells[at] ?? '')).length / Math.max(1, filled.length);
  };
  const times = columns.filter((at) => share(at, isTime) >= SHARE);
  const numbers = columns.filter((at) => !times.includes(at) && share(at, isNumber) >= SHARE);
  return { width, times: new Set(times), numbers: new Set(numbers) };
}

export function isTime(cell: string): boolean {
  return shapeOf(cell) !== undefined || isClock(cell) || (cell.length >= 8 && isTimeNumber(cell));
}

function isNumber(cell: string): boolean {
  return looksNumeric(cell) || unitOf(cell) !== undefined;
}

export function isData({ cells }: SampleRow, { width, times, numbers }: Profile): boolean {
  if (cells.length < width - 1) return false;
  if (times.size > 0) return [...times].some((at) => isTime(cells[at] ?? ''));
  return [...numbers].some((at) => isNumber(cells[at] ?? ''));
}

export function hasNumber({ cells }: SampleRow, { numbers }: Profile): boolean {
  return [...numbers].some((at) => isNumber(cells[at] ?? ''));
}
