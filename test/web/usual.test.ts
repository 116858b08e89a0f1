import { describe, expect, it } from 'vitest';
import { usualOver } from '../../src/web/usual.ts';
import { HOUR, NOON } from '../support/pipeline.ts';

const DAY = 24 * HOUR;
/** At each hour of so many days a range around the hour; on the last day something was wrong. */
const past = (days: number) =>
  Array.from({ length: days * 24 }, (_, hour) => {
    const lift = hour >= (days - 1) * 24 ? 50 : 0;
    return { hour: NOON - days * DAY + hour * HOUR, low: (hour % 24) + lift, high: (hour % 24) + 2 + lift };
  });

describe('where readings usually lie', () => {
  it('is the middle of the days at each hour, whatever one of them did', () => {
    const { times, low, high } = usualOver({ start: NOON, end: NOON + 2 * HOUR }, past(5), HOUR);
    const at = times.indexOf(NOON + HOUR);
    expect([low[at], high[at]]).toEqual([1, 3]);
  });

  it('is not known before the third day', () => {
    const of = (days: number) => usualOver({ start: NOON, end: NOON + HOUR }, past(days), HOUR).low;
    expect(of(2).every((value) => value === null)).toBe(true);
    expect(of(3).every((value) => value !== null)).toBe(true);
  });

  it('stands in the middle of the windows that it was taken from', () => {
    const { times } = usualOver({ start: NOON, end: NOON + HOUR }, past(3), 6 * HOUR);
    expect(times[0]).toBeLessThanOrEqual(NOON);
    expect((times[0] ?? 0) % HOUR).toBe(HOUR / 2);
    expect(times.at(-1)).toBeGreaterThanOrEqual(NOON + HOUR);
  });
});
