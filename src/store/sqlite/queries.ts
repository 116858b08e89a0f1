import type { Database } from 'better-sqlite3';
import { isoTime } from '../../lib/time.ts';
import type { ClaimRow, ResultRow, SeriesRow } from './rows.ts';

export interface ResultFilter {
  readonly monitor?: string;
  readonly series?: string;
  readonly verdict?: string;
  /** Windows that end at or after this, epoch ms. */
  readonly since?: number;
  /** Only the newest row of each series. */
  readonly latest?: boolean;
  readonly limit: number;
}

/** The operations that read results. */
export function createQueries(db: Database) {
  const one = db.prepare<[number], ResultRow>('SELECT * FROM results WHERE id = ?');
  const claims = db.prepare<[number], ClaimRow>(
    'SELECT start, "end", text, kind, verdict, evidence FROM claims WHERE result_id = ? ORDER BY start, "end"',
  );
  const known = db.prepare<[string, string], SeriesRow>(
    'SELECT * FROM series WHERE monitor = ? AND source = ? ORDER BY series',
  );

  return {
    /** Results that match, newest first. */
    async findResults(filter: ResultFilter): Promise<readonly ResultRow[]> {
      const where = [
        ...(filter.monitor === undefined ? [] : ['monitor = @monitor']),
        ...(filter.series === undefined ? [] : ['series = @series']),
        ...(filter.verdict === undefined ? [] : ['verdict = @verdict']),
        ...(filter.since === undefined ? [] : ['window_end >= @since']),
      ];
      const sql = `SELECT * FROM ${filter.latest === true ? 'latest_results' : 'results'}
        ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`}
        ORDER BY window_end DESC, monitor, series LIMIT @limit`;
      const since = filter.since === undefined ? null : isoTime(filter.since);
      return db.prepare<[object], ResultRow>(sql).all({ ...filter, since, latest: null });
    },

    async getResult(id: number): Promise<{ result: ResultRow; claims: readonly ClaimRow[] } | undefined> {
      const result = one.get(id);
      return result === undefined ? undefined : { result, claims: claims.all(id) };
    },

    /** Every series of a monitor that this source ever had. */
    async knownSeries(monitor: string, source: string): Promise<readonly SeriesRow[]> {
      return known.all(monitor, source);
    },
  };
}
