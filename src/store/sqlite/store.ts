import type { Store } from '../store.ts';
import { createBaselines } from './baselines.ts';
import { connect } from './connection.ts';
import { createEvaluations } from './evaluations.ts';
import { createExchanges } from './exchanges.ts';
import { createFeedback } from './feedback.ts';
import { createLedger } from './ledger.ts';
import { createQueries } from './queries.ts';
import { createResults } from './results.ts';
import { createRetention } from './retention.ts';

/** A store in an SQLite file (`:memory:` for a transient one); see `openDatabase` for what it throws. */
export function openStore(path: string): Store {
  const connection = connect(path);
  const { advance, operations } = createBaselines(connection);
  return {
    location: path,
    ...createLedger(connection),
    ...createResults(connection, { advance }),
    ...createExchanges(connection),
    ...createQueries(connection),
    ...operations,
    ...createFeedback(connection),
    ...createEvaluations(connection),
    ...createRetention(connection),
    async close() {
      connection.close();
    },
  };
}
