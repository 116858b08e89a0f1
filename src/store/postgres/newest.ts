import { NEWEST_COLUMNS, type NewestRow, toNewest } from '../rows/newest-row.ts';
import type { Results } from '../store.ts';
import type { Connection } from './connection.ts';
import { statement } from './statement.ts';

// As in the view latest_results: a stand-in's windows make way once the source is back.
const NEWEST = statement(`
  WITH names AS MATERIALIZED (
    SELECT DISTINCT monitor, series FROM series WHERE (monitor, series) > (@monitor, @series)
    ORDER BY monitor, series LIMIT @limit
  )
  SELECT ${NEWEST_COLUMNS.map((column) => `r.${column}`).join(', ')}, (
    SELECT s.since FROM series AS s WHERE s.monitor = r.monitor AND s.series = r.series AND s.source = r.source
      AND s.window_end = r.window_end AND s.verdict = r.verdict) AS since
  FROM names AS n CROSS JOIN LATERAL (
    SELECT * FROM results AS one
    WHERE one.monitor = n.monitor AND one.series = n.series AND (one.stand_in = 0 OR NOT EXISTS (
      SELECT 1 FROM runs AS own WHERE own.monitor = one.monitor AND own.window_end > one.window_end
        AND own.status = 'done' AND own.fallback_reason IS NULL))
    ORDER BY one.window_end DESC LIMIT 1) AS r
  ORDER BY r.monitor, r.series`);

/** The list of all series. Neither prompts nor responses are touched: where they are long they lie beside the row. */
export function createNewest({ ask }: Connection): Pick<Results, 'newestResults'> {
  return {
    async newestResults(after, limit) {
      const from = { monitor: after?.monitor ?? '', series: after?.series ?? '', limit };
      return (await ask(({ rows }) => rows<NewestRow>(NEWEST, from))).map(toNewest);
    },
  };
}
