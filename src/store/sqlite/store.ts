import { createBaselineStore } from './baselines.ts';
import { openDatabase } from './database.ts';
import { createEvaluations } from './evaluations.ts';
import { createExchanges } from './exchanges.ts';
import { createFeedback } from './feedback.ts';
import { createLedger } from './ledger.ts';
import { createQueries } from './queries.ts';
import { createResults } from './results.ts';
import { createRetention } from './retention.ts';

/**
 * Everything the worker keeps, as whole operations: each is one transaction and returns a promise, so that
 * another database can stand behind the same dozen.
 */
export type Store = ReturnType<typeof openStore>;

/** Opens the database file (`:memory:` for a transient one); see `openDatabase` for the errors. */
export function openStore(path: string) {
  const db = openDatabase(path);
  const baselines = createBaselineStore(db);
  return {
    path,
    ...createLedger(db),
    ...createResults(db, baselines),
    ...createExchanges(db),
    ...createQueries(db),
    ...baselines.operations,
    ...createFeedback(db),
    ...createEvaluations(db),
    ...createRetention(db),
    async close(): Promise<void> {
      db.close();
    },
  };
}
