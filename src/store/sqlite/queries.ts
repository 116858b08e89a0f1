import type { Word } from '../feedback.ts';
import type { JudgedClaim, ResultFilter } from '../result.ts';
import { boundBy, conditionsOf, isUnwell } from '../rows/result-filter.ts';
import { type ResultRow, toResult } from '../rows/result-row.ts';
import { type SeriesRow, toKnownSeries } from '../rows/series-row.ts';
import type { Results } from '../store.ts';
import type { Connection } from './connection.ts';

/** The operations that read results. */
export function createQueries({
  db,
  read,
}: Connection): Omit<Results, 'finishRun' | 'forgetSeries' | 'pastOf' | 'newestResults' | 'hourlyRanges'> {
  const one = db.prepare<[number], ResultRow>('SELECT * FROM results WHERE id = ?');
  const claims = db.prepare<[number], JudgedClaim>(`
    SELECT start, "end", text, kind, verdict, evidence, reading, (
      SELECT judgement FROM claim_feedback AS f
      WHERE f.result_id = c.result_id AND f.start = c.start AND f."end" = c."end" AND f.kind = c.kind
      ORDER BY f.id DESC LIMIT 1) AS judgement
    FROM claims AS c WHERE result_id = ? ORDER BY start, "end"`);
  const word = db.prepare<[number], Omit<Word, 'at'> & { readonly at: string }>(
    'SELECT judgement, note, at FROM feedback WHERE result_id = ? ORDER BY id DESC LIMIT 1',
  );
  const known = db.prepare<[string, string], SeriesRow>(
    'SELECT * FROM series WHERE monitor = ? AND source = ? ORDER BY series',
  );

  const every = db.prepare<[], SeriesRow>('SELECT * FROM series ORDER BY monitor, series, source');

  return {
    allSeries: () => read(() => every.all().map(toKnownSeries)),

    findResults: (filter) =>
      read(() => {
        const table = filter.latest === true ? 'latest_results' : tableFor(filter);
        const sql = `SELECT * FROM ${table} ${conditionsOf(filter)}
          ORDER BY window_end DESC, monitor, series LIMIT @limit`;
        return db.prepare<[object], ResultRow>(sql).all(boundBy(filter)).map(toResult);
      }),

    getResult: (id) =>
      read(() => {
        const row = one.get(id);
        if (row === undefined) return undefined;
        const said = word.get(id);
        return {
          result: toResult(row),
          claims: claims.all(id),
          word: said === undefined ? null : { ...said, at: Date.parse(said.at) },
        };
      }),

    knownSeries: (monitor, source) => read(() => known.all(monitor, source).map(toKnownSeries)),
  };
}

/** What is unusual has an index of its own; the planner would rather look through all windows of a monitor. */
function tableFor(filter: ResultFilter): string {
  return isUnwell(filter) && filter.series === undefined ? 'results INDEXED BY results_unwell' : 'results';
}
