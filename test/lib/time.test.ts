import { describe, expect, it } from 'vitest';
import {
  clockChange,
  formatDuration,
  HOUR_MS,
  instantsOf,
  isoTime,
  isTimeZone,
  parseDurationMs,
  wallTime,
  zoneOffsetMs,
} from '../../src/lib/time.ts';

describe('durations', () => {
  it('are read with one unit, in whole milliseconds', () => {
    const read = ['250ms', '90s', '5m', '6h', '7d', '1.5h', '0s', '0.0004s'].map(parseDurationMs);
    expect(read).toEqual([250, 90_000, 300_000, 21_600_000, 604_800_000, 5_400_000, 0, 0]);
  });

  it('are nothing else', () => {
    const read = ['', '5', '5 m', '-5m', '5M', '1h30m', '1e3s', 'm', '5min'].map(parseDurationMs);
    expect(new Set(read)).toEqual(new Set([undefined]));
  });

  it('are written in their two largest units', () => {
    const written = [0, 450, 999.7, 60_000, 90_000, 86_400_000 + 3_600_000 + 60_000].map(formatDuration);
    expect(written).toEqual(['0ms', '450ms', '1s', '1m', '1m 30s', '1d 1h']);
  });
});

describe('time zones', () => {
  const berlin = 'Europe/Berlin';
  // 03:00 becomes 02:00 at 01:00Z in autumn, 02:00 becomes 03:00 at 01:00Z in spring.
  const autumn = clockChange(Date.parse('2026-10-24T00:00Z'), Date.parse('2026-10-26T00:00Z'), berlin);
  const spring = clockChange(Date.parse('2026-03-28T00:00Z'), Date.parse('2026-03-30T00:00Z'), berlin);

  it('are known by their IANA names', () => {
    expect([berlin, 'UTC', 'America/Argentina/Ushuaia'].every(isTimeZone)).toBe(true);
    expect(['', 'Europe/Berln', '+02:00', 'local'].some(isTimeZone)).toBe(false);
  });

  it('show their own time on the wall, to the second', () => {
    expect(isoTime(wallTime(Date.parse('2026-07-01T22:30:15.250Z'), berlin))).toBe(
      '2026-07-02T00:30:15.000Z',
    );
    expect(zoneOffsetMs(Date.parse('2026-07-01T22:30:15.250Z'), 'Asia/Kathmandu')).toBe(5.75 * HOUR_MS);
    expect(zoneOffsetMs(Date.parse('2026-01-01T00:00Z'), 'America/St_Johns')).toBe(-3.5 * HOUR_MS);
  });

  it('change at a moment that is found to the millisecond', () => {
    expect(autumn).toEqual({ before: 2 * HOUR_MS, after: HOUR_MS, at: Date.parse('2026-10-25T01:00Z') });
    const none = clockChange(Date.parse('2026-06-01T00:00Z'), Date.parse('2026-06-03T00:00Z'), berlin);
    expect(none.at).toBe(Number.POSITIVE_INFINITY);
  });

  it('show a time once as a rule, twice in the repeated hour, never in the skipped one', () => {
    const instants = (wall: string, change: typeof autumn) =>
      instantsOf(Date.parse(wall), change).map((ms) => isoTime(ms).slice(0, 16));
    expect(instants('2026-10-25T02:30Z', autumn)).toEqual(['2026-10-25T00:30', '2026-10-25T01:30']);
    expect(instants('2026-10-25T03:00Z', autumn)).toEqual(['2026-10-25T02:00']);
    expect(instants('2026-10-25T01:59Z', autumn)).toEqual(['2026-10-24T23:59']);
    expect(instants('2026-03-29T02:30Z', spring)).toEqual([]);
    expect(instants('2026-03-29T03:00Z', spring)).toEqual(['2026-03-29T01:00']);
  });
});
