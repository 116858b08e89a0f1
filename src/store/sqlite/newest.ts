import type { NewestResult } from '../result.ts';
import type { Results } from '../store.ts';
import type { Connection } from './connection.ts';
import { momentOf } from './moment.ts';
import { claimCountsOf, findingsOf, orNaN, type ResultRow } from './result-row.ts';

const COLUMNS = [
  ...(['id', 'monitor', 'series', 'source', 'stand_in', 'window_end', 'unit', 'points', 'last'] as const),
  ...(['verdict', 'findings', 'origin', 'summary', 'summary_by', 'model_status', 'model_reason'] as const),
  ...(['prompted_at', 'claims_supported', 'claims_refuted', 'claims_unverifiable'] as const),
] as const;

type NewestRow = Pick<ResultRow, (typeof COLUMNS)[number]> & { readonly since: string | null };

/** The list of all series. Neither prompts nor responses are touched: they lie on pages of their own. */
export function createNewest({ db, ask }: Connection): Pick<Results, 'newestResults'> {
  // As in the view latest_results: a stand-in's windows make way once the source is back.
  const newest = db.prepare<[string, string, number], NewestRow>(`
    WITH names AS MATERIALIZED (
      SELECT DISTINCT monitor, series FROM series WHERE (monitor, series) > (?, ?) ORDER BY monitor, series LIMIT ?
    )
    SELECT ${COLUMNS.map((column) => `r.${column}`).join(', ')}, (
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

function toNewest(row: NewestRow): NewestResult {
  const { id, monitor, series, source, unit, points, verdict, origin, summary } = row;
  return {
    ...{ id, monitor, series, source, standIn: row.stand_in === 1, unit, points, verdict, origin, summary },
    findings: row.findings === '[]' ? [] : findingsOf(row),
    windowEnd: Date.parse(row.window_end),
    since: momentOf(row.since),
    last: orNaN(row.last),
    summaryBy: row.summary_by,
    modelStatus: row.model_status,
    modelReason: row.model_reason,
    promptedAt: momentOf(row.prompted_at),
    claimCounts: claimCountsOf(row),
  };
}
