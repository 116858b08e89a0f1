import { LOOK_BACK_MS, type SeriesPast, sameHourEnds } from '../../facts/past.ts';
import { isoTime } from '../../lib/time.ts';
import type { Results } from '../store.ts';
import type { Connection } from './connection.ts';
import { momentOf } from './moment.ts';

interface PastRow {
  readonly series: string;
  readonly first_end: string | null;
  readonly as_high: string | null;
  readonly as_low: string | null;
  readonly weekday_low: number | null;
  readonly weekday_high: number | null;
  readonly weekdays: number;
  readonly day_low: number | null;
  readonly day_high: number | null;
  readonly days: number;
  /** JSON. */
  readonly episodes: string;
}

/** Windows that must have ended at this hour before anything is called usual. */
const FEWEST_WINDOWS = 3;

const OF_SERIES = 'monitor = @monitor AND series = w.series AND stand_in = 0';
const newestWith = (condition: string): string => `
  (SELECT window_end FROM results WHERE ${OF_SERIES} AND window_end <= @start AND window_end >= @back AND ${condition}
   ORDER BY window_end DESC LIMIT 1)`;
const atEnds = (figure: string, ends: string): string =>
  `(SELECT ${figure} FROM results WHERE ${OF_SERIES} AND window_end IN (SELECT value FROM json_each(${ends})))`;

/** Reads what came before: everything from indexes that hold all that is asked for. */
export function createPast({ db, read }: Connection): Pick<Results, 'pastOf'> {
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

  return {
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

function toPast(row: PastRow): SeriesPast {
  const kept: readonly { kind: string; start: string; end: string }[] = JSON.parse(row.episodes);
  return {
    series: row.series,
    firstEnd: momentOf(row.first_end),
    asHigh: momentOf(row.as_high),
    asLow: momentOf(row.as_low),
    usual:
      usualOf(row.weekday_low, row.weekday_high, row.weekdays, 'weekday') ??
      usualOf(row.day_low, row.day_high, row.days, 'day'),
    episodes: kept.map(({ kind, start, end }) => ({ kind, start: Date.parse(start), end: Date.parse(end) })),
  };
}

function usualOf(
  low: number | null,
  high: number | null,
  windows: number,
  of: 'weekday' | 'day',
): SeriesPast['usual'] {
  return low === null || high === null || windows < FEWEST_WINDOWS ? null : { low, high, windows, of };
}
