import fc from 'fast-check';
import { createTask } from 'node-cron';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, isoTime } from '../../src/lib/time.ts';
import { dueWindows, nextWindows, type Schedule } from '../../src/schedule/due.ts';

const BERLIN = 'Europe/Berlin';

function schedule(cron: string, changes: Partial<Schedule> = {}): Schedule {
  return { cron, timezone: 'UTC', window: HOUR_MS, delay: 0, catchUp: 10_000, ...changes };
}

/** The ends of the windows that are due, as minutes of ISO time. */
function dueEnds(plan: Schedule, lastEnd: string | null, now: string): string[] {
  const last = lastEnd === null ? null : Date.parse(lastEnd);
  return dueWindows(plan, last, Date.parse(now)).due.map((window) => minute(window.end));
}

function minute(ms: number): string {
  return isoTime(ms).slice(0, 16);
}

describe('due windows', () => {
  it('are all ticks after the last window up to now, oldest first, each as long as the monitor says', () => {
    const plan = schedule('*/15 * * * *', { window: 6 * HOUR_MS });
    const { due, skipped } = dueWindows(
      plan,
      Date.parse('2026-03-02T10:00Z'),
      Date.parse('2026-03-02T10:45:10Z'),
    );
    expect(due.map(({ start, end }) => [minute(start), minute(end)])).toEqual([
      ['2026-03-02T04:15', '2026-03-02T10:15'],
      ['2026-03-02T04:30', '2026-03-02T10:30'],
      ['2026-03-02T04:45', '2026-03-02T10:45'],
    ]);
    expect(skipped).toEqual([]);
  });

  it('wait for the delay after their end', () => {
    const plan = schedule('* * * * *', { delay: 30_000 });
    expect(dueEnds(plan, '2026-03-02T10:00Z', '2026-03-02T10:01:29.999Z')).toEqual([]);
    expect(dueEnds(plan, '2026-03-02T10:00Z', '2026-03-02T10:01:30Z')).toEqual(['2026-03-02T10:01']);
  });

  it('start with the newest one alone when the ledger is empty', () => {
    expect(dueEnds(schedule('*/5 * * * *'), null, '2026-03-02T10:04Z')).toEqual(['2026-03-02T10:00']);
    expect(dueEnds(schedule('0 0 29 2 *'), null, '2026-03-02T10:04Z')).toEqual(['2024-02-29T00:00']);
  });

  it('are none while the last window lies in the future, as after a clock was set back', () => {
    expect(dueEnds(schedule('* * * * *'), '2026-03-02T12:00Z', '2026-03-02T10:00Z')).toEqual([]);
  });

  it('count by the second where the expression has six fields', () => {
    const ends = dueWindows(
      schedule('*/20 * * * * *'),
      Date.parse('2026-03-02T10:00Z'),
      Date.parse('2026-03-02T10:01Z'),
    ).due.map((window) => isoTime(window.end).slice(17, 19));
    expect(ends).toEqual(['20', '40', '00']);
  });

  it('follow nicknames, names, steps and the last day of the month as node-cron reads them', () => {
    const from = '2026-01-01T00:00Z';
    const to = '2026-03-31T23:59Z';
    expect(dueEnds(schedule('@monthly'), from, to)).toEqual(['2026-02-01T00:00', '2026-03-01T00:00']);
    expect(dueEnds(schedule('0 9 L * *'), from, to)).toEqual([
      '2026-01-31T09:00',
      '2026-02-28T09:00',
      '2026-03-31T09:00',
    ]);
    expect(dueEnds(schedule('0 9 * 2 FRI#2'), from, to)).toEqual(['2026-02-13T09:00']);
    expect(dueEnds(schedule('30 6 * */2 mon-wed/2'), from, '2026-01-14T23:59Z')).toEqual([
      '2026-01-05T06:30',
      '2026-01-07T06:30',
      '2026-01-12T06:30',
      '2026-01-14T06:30',
    ]);
  });
});

describe('catching up', () => {
  const minutely = schedule('* * * * *', { catchUp: 3 });

  it('reads the newest windows and skips the older ones with the reason', () => {
    const { due, skipped } = dueWindows(
      minutely,
      Date.parse('2026-03-02T10:00Z'),
      Date.parse('2026-03-02T10:05Z'),
    );
    expect(due.map((window) => minute(window.end).slice(11))).toEqual(['10:03', '10:04', '10:05']);
    expect(skipped.map((window) => minute(window.end).slice(11))).toEqual(['10:01', '10:02']);
    expect(skipped[0]?.reason).toBe('4m old when the worker came to it; catchUp reads the newest 3');
  });

  it('puts what is left of a long outage into one record that names the span and the number', () => {
    const lastEnd = Date.parse('2025-09-01T00:00Z');
    const now = Date.parse('2026-03-02T10:00Z');
    const { due, skipped } = dueWindows(minutely, lastEnd, now);
    const total = (now - lastEnd) / 60_000;
    expect(due).toHaveLength(3);
    expect(skipped).toHaveLength(1001);
    expect(skipped.reduce((sum, record) => sum + record.count, due.length)).toBe(total);
    expect(skipped[0]).toMatchObject({ start: lastEnd + 60_000 - HOUR_MS, count: total - 1003 });
    expect(skipped[0]?.reason).toContain(
      'windows that ended from 2025-09-01T00:01:00.000Z to 2026-03-01T17:17',
    );
  });

  it('counts every second of decades without enumerating them', () => {
    const plan = schedule('* * * * * *', { catchUp: 1 });
    const now = Date.parse('2026-03-02T10:00Z');
    const { due, skipped } = dueWindows(plan, Date.parse('1999-01-01T00:00Z'), now);
    const total = (now - Date.parse('1999-01-01T00:00Z')) / 1000;
    expect(skipped.reduce((sum, record) => sum + record.count, due.length)).toBe(total);
  });
});

describe('daylight saving in Europe/Berlin', () => {
  const berlin = (cron: string) => schedule(cron, { timezone: BERLIN });
  // 29 March 2026: 02:00 becomes 03:00 at 01:00Z. 25 October 2026: 03:00 becomes 02:00 at 01:00Z.
  const spring = ['2026-03-27T12:00Z', '2026-03-31T12:00Z'] as const;
  const autumn = ['2026-10-23T12:00Z', '2026-10-27T12:00Z'] as const;

  it('gives a daily monitor one window a day over both changes, at its own time of day', () => {
    expect(dueEnds(berlin('30 2 * * *'), ...spring)).toEqual([
      '2026-03-28T01:30',
      '2026-03-29T01:00',
      '2026-03-30T00:30',
      '2026-03-31T00:30',
    ]);
    expect(dueEnds(berlin('30 2 * * *'), ...autumn)).toEqual([
      '2026-10-24T00:30',
      '2026-10-25T00:30',
      '2026-10-26T01:30',
      '2026-10-27T01:30',
    ]);
    expect(dueEnds(berlin('0 3 * * *'), '2026-03-28T12:00Z', '2026-03-29T12:00Z')).toEqual([
      '2026-03-29T01:00',
    ]);
  });

  it('gives one window for all the ticks of a fixed hour that the gap swallows', () => {
    expect(dueEnds(berlin('*/20 2,3 * * *'), '2026-03-28T12:00Z', '2026-03-29T12:00Z')).toEqual([
      '2026-03-29T01:00',
      '2026-03-29T01:20',
      '2026-03-29T01:40',
    ]);
  });

  it('takes the repeated hour once for fixed hours', () => {
    expect(dueEnds(berlin('0 1-3 * * *'), '2026-10-24T12:00Z', '2026-10-25T12:00Z')).toEqual([
      '2026-10-24T23:00',
      '2026-10-25T00:00',
      '2026-10-25T02:00',
    ]);
  });

  it('counts real time where every hour is allowed', () => {
    const everyRealHour = (from: string, hours: number) =>
      Array.from({ length: hours }, (_, index) => minute(Date.parse(from) + (index + 1) * HOUR_MS));
    expect(dueEnds(berlin('0 * * * *'), '2026-03-28T22:00Z', '2026-03-29T22:00Z')).toEqual(
      everyRealHour('2026-03-28T22:00Z', 24),
    );
    expect(dueEnds(berlin('0 * 25 10 *'), '2026-10-24T12:00Z', '2026-10-26T12:00Z')).toHaveLength(25);
    expect(dueEnds(berlin('0 * 29 3 *'), '2026-03-28T12:00Z', '2026-03-30T12:00Z')).toHaveLength(23);
    expect(dueEnds(berlin('*/5 * 25 10 *'), '2026-10-24T12:00Z', '2026-10-26T12:00Z')).toHaveLength(300);
    expect(dueEnds(berlin('*/5 * 29 3 *'), '2026-03-28T12:00Z', '2026-03-30T12:00Z')).toHaveLength(276);
  });

  it('keeps weekday and month steps on the local calendar', () => {
    expect(dueEnds(berlin('15 0 * */3 sun'), '2026-10-20T00:00Z', '2026-11-20T00:00Z')).toEqual([
      '2026-10-24T22:15',
    ]);
    expect(dueEnds(berlin('30 2 * 3 sun'), '2026-03-20T00:00Z', '2026-04-20T00:00Z')).toEqual([
      '2026-03-22T01:30',
      '2026-03-29T01:00',
    ]);
  });

  it('never gives a window twice or out of order when asked every hour over a change', () => {
    for (const [from, to] of [spring, autumn]) {
      for (const cron of ['30 2 * * *', '*/10 2 * * *', '0 */2 * * *', '*/7 * * * *']) {
        const plan = berlin(cron);
        const seen: string[] = [];
        let last = Date.parse(from);
        for (let now = last; now <= Date.parse(to); now += HOUR_MS) {
          for (const window of dueWindows(plan, last, now).due) {
            seen.push(minute(window.end));
            last = window.end;
          }
        }
        expect(seen).toEqual(dueEnds(plan, from, to));
        expect(seen).toEqual([...new Set(seen)].sort());
      }
    }
  });

  it('holds where clocks change at midnight, by half an hour, or skip a whole day', () => {
    const at = (timezone: string, from: string, to: string) =>
      dueEnds(schedule('0 0 * * *', { timezone }), from, to);
    expect(at('Africa/Cairo', '2026-04-22T00:00Z', '2026-04-25T00:00Z')).toEqual([
      '2026-04-22T22:00',
      '2026-04-23T22:00',
      '2026-04-24T21:00',
    ]);
    expect(at('Asia/Beirut', '2026-10-24T00:00Z', '2026-10-27T00:00Z')).toEqual([
      '2026-10-24T22:00',
      '2026-10-25T22:00',
      '2026-10-26T22:00',
    ]);
    expect(at('Australia/Lord_Howe', '2026-04-03T00:00Z', '2026-04-06T00:00Z')).toHaveLength(3);
    expect(at('Pacific/Apia', '2011-12-29T00:00Z', '2012-01-01T00:00Z')).toEqual([
      '2011-12-29T10:00',
      '2011-12-30T10:00',
      '2011-12-31T10:00',
    ]);
    const skipped = schedule('0 12 * * *', { timezone: 'Pacific/Apia' });
    expect(dueEnds(skipped, '2011-12-30T09:59Z', '2011-12-31T00:00Z')).toEqual([
      '2011-12-30T10:00',
      '2011-12-30T22:00',
    ]);
  });
});

describe('property: in UTC', () => {
  const field = (max: number, min = 0) =>
    fc.oneof(
      fc.constant('*'),
      fc.integer({ min, max }).map(String),
      fc.integer({ min: 2, max: 20 }).map((step) => `*/${step}`),
      fc.tuple(fc.integer({ min, max }), fc.integer({ min, max })).map(([a, b]) => `${a}-${b}`),
    );
  const cron = fc
    .tuple(field(59), field(23), field(28, 1), field(12, 1), field(6))
    .map((fields) => fields.join(' '));

  it('the due windows are the minutes that node-cron matches, one by one', () => {
    fc.assert(
      fc.property(cron, fc.integer({ min: 0, max: 730 }), (expression, days) => {
        const from = Date.parse('2025-01-01T00:00Z') + days * DAY_MS + 37_000;
        const to = from + DAY_MS;
        const task = createTask(expression, () => undefined, { timezone: 'UTC' });
        task.destroy();
        const expected: number[] = [];
        for (let at = Math.ceil(from / 60_000) * 60_000; at <= to; at += 60_000) {
          if (task.match(new Date(at))) expected.push(at);
        }
        const plan = schedule(expression);
        const ends = (windows: readonly { end: number }[]) => windows.map((window) => window.end);
        expect(ends(dueWindows(plan, from, to).due)).toEqual(expected);
        expect(ends(nextWindows(plan, from, expected.length))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

describe('looking ahead', () => {
  it('lists the next windows that are not due yet', () => {
    const plan = schedule('0 6 * * *', { timezone: BERLIN, delay: 60_000 });
    const ends = nextWindows(plan, Date.parse('2026-03-28T05:00:30Z'), 3).map((window) => minute(window.end));
    expect(ends).toEqual(['2026-03-28T05:00', '2026-03-29T04:00', '2026-03-30T04:00']);
  });

  it('finds a day that comes once in decades', () => {
    const [window] = nextWindows(schedule('0 0 29 2 mon'), Date.parse('2080-01-01T00:00Z'), 1);
    expect(window && minute(window.end)).toBe('2112-02-29T00:00');
  });
});
