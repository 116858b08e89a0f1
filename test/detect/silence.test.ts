import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/detect/inspect.ts';
import { inspectSettings } from '../../src/detect/settings.ts';
import { withSilence } from '../../src/detect/silence.ts';
import { monitorOf, NOON, sensor } from '../support/pipeline.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const window = { start: NOON - HOUR, end: NOON };

/** The verdict on a window whose last value came at a minute before its end, by these keys of the monitor. */
function verdictOf(minutesAgo: number, changes: Record<string, unknown> = {}): string {
  const monitor = monitorOf(changes);
  const last = (NOON - minutesAgo * MINUTE) / MINUTE;
  const series = sensor('s', (minute) => (minute <= last ? 20 + (minute % 3) / 10 : undefined))(window);
  const found = inspect(series, window, inspectSettings(monitor));
  return withSilence(found, window, undefined, monitor.silentAfter).verdict;
}

/** The same of an empty window of a series that was seen so many minutes before its end. */
function emptyVerdict(minutesAgo: number, usualMinutes: number | null, silentAfter?: number) {
  const found = inspect(sensor('s', () => undefined)(window), window, inspectSettings(monitorOf()));
  const usualIntervalMs = usualMinutes === null ? null : usualMinutes * MINUTE;
  return withSilence(found, window, { lastSeen: NOON - minutesAgo * MINUTE, usualIntervalMs }, silentAfter);
}

describe('silence', () => {
  it('begins after the time that the operator said, in the middle of a window too', () => {
    expect(verdictOf(21, { silentAfter: '20m' })).toBe('missing');
    expect(verdictOf(20, { silentAfter: '20m' })).not.toBe('missing');
    expect(verdictOf(20, { silentAfter: '20m' })).not.toBe('anomalous');
  });

  it('is not what an empty window is, of a sensor that reports more rarely', () => {
    expect(emptyVerdict(300, 60)).toMatchObject({ verdict: 'unknown' });
    expect(emptyVerdict(300, 60).sentence).toMatch(/none is overdue yet.*silent 5h after it/);
    expect(emptyVerdict(301, 60)).toMatchObject({ verdict: 'missing' });
    expect(emptyVerdict(61, 1)).toMatchObject({ verdict: 'missing' });
    expect(emptyVerdict(90, 1, 2 * HOUR)).toMatchObject({ verdict: 'unknown' });
  });

  it('is what an empty window is where no interval is known', () => {
    expect(emptyVerdict(61, null)).toMatchObject({ verdict: 'missing' });
  });
});
