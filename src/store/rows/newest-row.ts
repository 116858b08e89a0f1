import type { NewestResult } from '../result.ts';
import { momentOf } from './moment.ts';
import { claimCountsOf, findingsOf, orNaN, type ResultRow } from './result-row.ts';

/** What a list of all series has of each. */
export const NEWEST_COLUMNS = [
  ...(['id', 'monitor', 'series', 'source', 'stand_in', 'window_end', 'unit', 'points', 'last'] as const),
  ...(['verdict', 'findings', 'origin', 'summary', 'summary_by', 'model_status', 'model_reason'] as const),
  ...(['prompted_at', 'claims_supported', 'claims_refuted', 'claims_unverifiable'] as const),
] as const;

export type NewestRow = Pick<ResultRow, (typeof NEWEST_COLUMNS)[number]> & { readonly since: string | null };

export function toNewest(row: NewestRow): NewestResult {
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
