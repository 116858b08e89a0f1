import { NEWEST_COLUMNS, type NewestRow, toNewest } from '../rows/newest-row.ts';
import type { Results } from '../store.ts';
import type { Connection } from './connection.ts';

/** The list of all series. Neither prompts nor responses are touched: they lie on pages of their own. */
export function createNewest({ db, ask }: Connection): Pick<Results, 'newestResults'> {
  // As in the view latest_results: a stand-in's windows make way once the source is back.
  const newest = db.prepare<[string, string, number], NewestRow>(`
    WITH names AS MATERIALIZED (
      SELECT DISTINCT monitor, series FROM series WHERE (monitor, series) > (?, ?) ORDER BY monitor, series LIMIT ?
    )
    SELECT ${NEWEST_COLUMNS.map((column) => `r.${column}`).join(', ')}, (
      SELECT s.since FROM series AS s WHERE s.monitor = r.monitor AND s.series = r.series AND s.source = r.source
        AND s.window_end = r.window_end AND s.verdict = r.verdict) AS since
    FROM names AS n CROSS JOIN results AS r ON r.id = (
      SELECT one.id FROM results AS one
      WHERE one.monitor = n.monitor AND one.series = n.series AND (one.stand_in = 0 OR NOT EXISTS (
        SELECT 1 FROM runs AS own WHERE own.monitor = one.monitor AND own.window_end > one.window_end
          AND own.status = 'done' AND own.fallback_reason IS NULL))
      ORDER BY one.window_end DESC LIMIT 1)
    ORDER BY r.monitor, r.series`);

  return {
    newestResults: (after, limit) =>
      ask(() => newest.all(after?.monitor ?? '', after?.series ?? '', limit).map(toNewest)),
  };
}
