import type { Word } from '../feedback.ts';
import type { JudgedClaim } from '../result.ts';
import { boundBy, conditionsOf } from '../rows/result-filter.ts';
import { type ResultRow, toResult } from '../rows/result-row.ts';
import { boundByRuns, conditionsOfRuns } from '../rows/run-filter.ts';
import { type RunRow, toRun } from '../rows/run-row.ts';
import { type SeriesRow, toKnownSeries } from '../rows/series-row.ts';
import type { Ledger, Results } from '../store.ts';
import type { Connection } from './connection.ts';
import { statement } from './statement.ts';

const ONE = statement('SELECT * FROM results WHERE id = @id');
const CLAIMS = statement(`
  SELECT start, "end", text, kind, verdict, evidence, reading, (
    SELECT judgement FROM claim_feedback AS f
    WHERE f.result_id = c.result_id AND f.start = c.start AND f."end" = c."end" AND f.kind = c.kind
    ORDER BY f.id DESC LIMIT 1) AS judgement
  FROM claims AS c WHERE result_id = @id ORDER BY start, "end"`);
const WORD = statement(
  'SELECT judgement, note, at FROM feedback WHERE result_id = @id ORDER BY id DESC LIMIT 1',
);
// Of all questions about a run's series together.
const MODEL_MS = `(
  SELECT round(sum(extract(epoch FROM q.responded_at - q.prompted_at)) * 1000) FROM results AS q
  WHERE q.window_end = runs.window_end AND q.monitor = runs.monitor AND q.model_status <> 'not_asked')`;
const KNOWN = statement('SELECT * FROM series WHERE monitor = @monitor AND source = @source ORDER BY series');
const EVERY = statement('SELECT * FROM series ORDER BY monitor, series, source');
const UNTELL = statement(
  'DELETE FROM told WHERE series = @series AND (@monitor::text IS NULL OR monitor = @monitor)',
);
const FORGET = statement(
  'DELETE FROM series WHERE series = @series AND (@monitor::text IS NULL OR monitor = @monitor) RETURNING *',
);

/** The operations that look results, series and runs up. */
export function createQueries({
  ask,
  read,
  write,
}: Connection): Pick<Ledger, 'findRuns'> &
  Omit<Results, 'finishRun' | 'pastOf' | 'hourlyRanges' | 'newestResults'> {
  return {
    allSeries: async () => (await ask(({ rows }) => rows<SeriesRow>(EVERY))).map(toKnownSeries),

    async findResults(filter) {
      const find = statement(`
        SELECT * FROM ${filter.latest === true ? 'latest_results' : 'results'} ${conditionsOf(filter)}
        ORDER BY window_end DESC, monitor, series LIMIT @limit`);
      return (await ask(({ rows }) => rows<ResultRow>(find, boundBy(filter)))).map(toResult);
    },

    getResult: (id) =>
      read(async ({ rows }) => {
        const [row] = await rows<ResultRow>(ONE, { id });
        if (row === undefined) return undefined;
        const claims = await rows<JudgedClaim>(CLAIMS, { id });
        const [said] = await rows<Omit<Word, 'at'> & { readonly at: string }>(WORD, { id });
        const word = said === undefined ? null : { ...said, at: Date.parse(said.at) };
        return { result: toResult(row), claims, word };
      }),

    knownSeries: async (monitor, source) =>
      (await ask(({ rows }) => rows<SeriesRow>(KNOWN, { monitor, source }))).map(toKnownSeries),

    forgetSeries: (series, monitor) =>
      write(async ({ rows, change }) => {
        const which = { series, monitor: monitor ?? null };
        await change(UNTELL, which);
        return (await rows<SeriesRow>(FORGET, which)).map(toKnownSeries);
      }),

    async findRuns(filter) {
      const find = statement(
        `SELECT *, ${MODEL_MS} AS model_ms FROM runs ${conditionsOfRuns(filter)} ORDER BY window_end DESC, monitor LIMIT @limit`,
      );
      return (await ask(({ rows }) => rows<RunRow>(find, boundByRuns(filter)))).map(toRun);
    },
  };
}
