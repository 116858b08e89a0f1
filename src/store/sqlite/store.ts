import type { Access, Store } from '../store.ts';
import { createBackup } from './backup.ts';
import { createBaselines } from './baselines.ts';
import { connect } from './connection.ts';

import { createDeliveries } from './deliveries.ts';
import { createDigests } from './digests.ts';
import { createEvaluations } from './evaluations.ts';
import { createExchanges } from './exchanges.ts';
import { createFeedback } from './feedback.ts';
import { createLedger } from './ledger.ts';
import { createNeighbours } from './neighbours.ts';
import { createNewest } from './newest.ts';
import { createPast } from './past.ts';
import { createQueries } from './queries.ts';
import { createResults } from './results.ts';
import { createRetention } from './retention.ts';
import { createRetirement } from './retire.ts';
import { createWorkers } from './workers.ts';

/**
 * A store in an SQLite file (`:memory:` for a transient one); see `openDatabase` for what it throws. Unless it
 * is opened to `create` the file must be there; opened to `read` it need not be writable, and what writes rejects.
 */
export function openStore(path: string, access: Access = 'create'): Store {
  const connection = connect(path, access);
  const { advance, operations } = createBaselines(connection);
  const deliveries = createDeliveries(connection);
  const workers = createWorkers(connection);
  return {
    location: path,
    ...createLedger(connection, { renewNow: workers.renewNow }),
    ...workers.operations,
    ...createResults(connection, { advance }, deliveries),
    ...createExchanges(connection),
    ...createQueries(connection),
    ...createNewest(connection),
    ...createRetirement(connection),
    ...createPast(connection),
    ...createNeighbours(connection),
    ...operations,
    ...createFeedback(connection),
    ...createEvaluations(connection),
    ...createRetention(connection),
    ...createBackup(connection),
    ...deliveries.operations,
    ...createDigests(connection, deliveries),
    async close() {
      connection.close();
    },
  };
}
