import type { KeptClaim } from '../result.ts';
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
  SELECT start, "end", text, kind, verdict, evidence, reading FROM claims WHERE result_id = @id ORDER BY start, "end"`);
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
}: Connection): Pick<Ledger, 'findRuns'> & Omit<Results, 'finishRun' | 'pastOf' | 'newestResults'> {
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
        return { result: toResult(row), claims: await rows<KeptClaim>(CLAIMS, { id }) };
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
        `SELECT * FROM runs ${conditionsOfRuns(filter)} ORDER BY window_end DESC, monitor LIMIT @limit`,
      );
      return (await ask(({ rows }) => rows<RunRow>(find, boundByRuns(filter)))).map(toRun);
    },
  };
}
