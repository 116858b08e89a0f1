import { LOOK_BACK_MS, sameHourEnds } from '../../facts/past.ts';
import { isoTime } from '../../lib/time.ts';
import { type PastRow, toPast } from '../rows/past-row.ts';
import type { Results } from '../store.ts';
import type { Connection } from './connection.ts';
import { jsonText, statement } from './statement.ts';

const OF_SERIES = 'monitor = @monitor AND series = w.series AND stand_in = 0';
const newestWith = (condition: string): string => `
  (SELECT window_end FROM results WHERE ${OF_SERIES} AND window_end <= @start AND window_end >= @back AND ${condition}
   ORDER BY window_end DESC LIMIT 1)`;
const atEnds = (name: string, ends: string): string => `
  CROSS JOIN LATERAL (SELECT min(p05) AS ${name}_low, max(p95) AS ${name}_high, count(p05) AS ${name}s
    FROM results WHERE ${OF_SERIES} AND window_end = ANY(${ends}::timestamptz[])) AS ${name}`;

const PAST = statement(`
  SELECT w.series,
    (SELECT window_end FROM results WHERE ${OF_SERIES} AND window_end < @end ORDER BY window_end LIMIT 1) AS first_end,
    ${newestWith('max >= w.max')} AS as_high,
    ${newestWith('min <= w.min')} AS as_low,
    weekday_low, weekday_high, weekdays, day_low, day_high, days,
    (SELECT coalesce(json_agg(json_build_object('kind', kind, 'start', start, 'end', "end") ORDER BY start), '[]') FROM episodes
      WHERE monitor = @monitor AND series = w.series AND start >= @back AND start < @end) AS episodes
  FROM json_to_recordset(@wanted::json) AS w(series text, min double precision, max double precision)
  ${atEnds('weekday', '@weekdayEnds')} ${atEnds('day', '@dayEnds')}`);

const RANGES = statement(`
  SELECT date_trunc('hour', window_end, 'UTC') AS hour, avg(p05) AS low, avg(p95) AS high FROM results
  WHERE monitor = @monitor AND series = @series AND window_end >= @start AND window_end < @end
    AND stand_in = @standIn AND p05 IS NOT NULL
  GROUP BY 1 ORDER BY 1`);

interface RangeRow {
  readonly hour: string;
  readonly low: number;
  readonly high: number;
}

/** Reads what came before: everything from indexes that hold all that is asked for. */
export function createPast({ ask }: Connection): Pick<Results, 'pastOf' | 'hourlyRanges'> {
  return {
    async hourlyRanges({ monitor, series, standIn }, { start, end }) {
      const of = { monitor, series, standIn: standIn ? 1 : 0 };
      const span = { start: isoTime(start), end: isoTime(end) };
      const found = await ask(({ rows }) => rows<RangeRow>(RANGES, { ...of, ...span }));
      return found.map(({ hour, low, high }) => ({ hour: Date.parse(hour), low, high }));
    },

    async pastOf(monitor, window, wanted) {
      const ends = sameHourEnds(window);
      const times = (all: readonly number[]) => all.map((time) => isoTime(time));
      const found = await ask(({ rows }) =>
        rows<PastRow>(PAST, {
          monitor,
          wanted: jsonText(JSON.stringify(wanted)),
          start: isoTime(window.start),
          end: isoTime(window.end),
          back: isoTime(window.start - LOOK_BACK_MS),
          weekdayEnds: times(ends.weekday),
          dayEnds: times(ends.day),
        }),
      );
      return found.map(toPast);
    },
  };
}
