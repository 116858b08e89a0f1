import { LOOK_BACK_MS, sameHourEnds } from '../../facts/past.ts';
import { isoTime } from '../../lib/time.ts';
import { type PastRow, toPast } from '../rows/past-row.ts';
import type { Results } from '../store.ts';
import type { Connection } from './connection.ts';

const OF_SERIES = 'monitor = @monitor AND series = w.series AND stand_in = 0';
const newestWith = (condition: string): string => `
  (SELECT window_end FROM results WHERE ${OF_SERIES} AND window_end <= @start AND window_end >= @back AND ${condition}
   ORDER BY window_end DESC LIMIT 1)`;
const atEnds = (figure: string, ends: string): string =>
  `(SELECT ${figure} FROM results WHERE ${OF_SERIES} AND window_end IN (SELECT value FROM json_each(${ends})))`;

/** Reads what came before: everything from indexes that hold all that is asked for. */
export function createPast({ db, read }: Connection): Pick<Results, 'pastOf' | 'hourlyRanges'> {
  const past = db.prepare<[object], PastRow>(`
    WITH w AS (SELECT value ->> 'series' AS series, value ->> 'min' AS low, value ->> 'max' AS high FROM json_each(@wanted))
    SELECT w.series,
      (SELECT min(window_end) FROM results WHERE ${OF_SERIES} AND window_end < @end) AS first_end,
      ${newestWith('max >= w.high')} AS as_high,
      ${newestWith('min <= w.low')} AS as_low,
      ${atEnds('min(p05)', '@weekdayEnds')} AS weekday_low, ${atEnds('max(p95)', '@weekdayEnds')} AS weekday_high,
      ${atEnds('count(p05)', '@weekdayEnds')} AS weekdays,
      ${atEnds('min(p05)', '@dayEnds')} AS day_low, ${atEnds('max(p95)', '@dayEnds')} AS day_high,
      ${atEnds('count(p05)', '@dayEnds')} AS days,
      (SELECT json_group_array(json_object('kind', kind, 'start', start, 'end', "end")) FROM (
        SELECT kind, start, "end" FROM episodes WHERE monitor = @monitor AND series = w.series AND start >= @back AND start < @end
        ORDER BY start)) AS episodes
    FROM w`);

  const ranges = db.prepare<
    [object],
    { readonly hour: string; readonly low: number; readonly high: number }
  >(`
    SELECT substr(window_end, 1, 13) AS hour, avg(p05) AS low, avg(p95) AS high
    FROM results INDEXED BY results_past
    WHERE monitor = @monitor AND series = @series AND window_end >= @start AND window_end < @end
      AND stand_in = @standIn AND p05 IS NOT NULL
    GROUP BY hour ORDER BY hour`);

  return {
    hourlyRanges: ({ monitor, series, standIn }, { start, end }) =>
      read(() =>
        ranges
          .all({
            ...{ monitor, series, standIn: standIn ? 1 : 0 },
            ...{ start: isoTime(start), end: isoTime(end) },
          })
          .map(({ hour, low, high }) => ({ hour: Date.parse(`${hour}:00Z`), low, high })),
      ),

    pastOf: (monitor, window, wanted) =>
      read(() => {
        const ends = sameHourEnds(window);
        const json = (times: readonly number[]) => JSON.stringify(times.map((time) => isoTime(time)));
        return past
          .all({
            monitor,
            wanted: JSON.stringify(wanted),
            start: isoTime(window.start),
            end: isoTime(window.end),
            back: isoTime(window.start - LOOK_BACK_MS),
            weekdayEnds: json(ends.weekday),
            dayEnds: json(ends.day),
          })
          .map(toPast);
      }),
  };
}
