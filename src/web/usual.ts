import { DAY_MS, HOUR_MS } from '../lib/time.ts';
import type { Window } from '../source/source.ts';
import type { HourlyRange } from '../store/result.ts';

/** The days before the end of a span whose hours are compared. */
export const USUAL_DAYS = 14;
/** An hour of the day is known once it came on so many days. */
const FEWEST_DAYS = 3;

/** Where readings usually lie, at points in time; null where that is not known. */
export interface Usual {
  readonly times: number[];
  readonly low: (number | null)[];
  readonly high: (number | null)[];
}

/**
 * For each hour of a span the middle, over the days, of where the readings of windows lay that ended at that hour of the day. A window is
 * told by its middle: the hour in which it ended is put half a window back.
 */
export function usualOver({ start, end }: Window, ranges: readonly HourlyRange[], windowMs: number): Usual {
  const byHour = new Map<number, HourlyRange[]>();
  for (const one of ranges) {
    const hour = hourOfDay(one.hour);
    byHour.set(hour, [...(byHour.get(hour) ?? []), one]);
  }
  const usual: Usual = { times: [], low: [], high: [] };
  const shift = HOUR_MS / 2 - windowMs / 2;
  const first = Math.floor((start - shift) / HOUR_MS) * HOUR_MS;
  for (let hour = first; hour + shift <= end + HOUR_MS; hour += HOUR_MS) {
    const same = byHour.get(hourOfDay(hour)) ?? [];
    const isKnown = same.length >= FEWEST_DAYS;
    usual.times.push(hour + shift);
    usual.low.push(isKnown ? middle(same.map(({ low }) => low)) : null);
    usual.high.push(isKnown ? middle(same.map(({ high }) => high)) : null);
  }
  return usual;
}

function hourOfDay(ms: number): number {
  return Math.floor((ms % DAY_MS) / HOUR_MS);
}

function middle(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? null;
}
