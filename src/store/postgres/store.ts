import { PlumblineError } from '../../lib/errors.ts';
import type { Access, Store } from '../store.ts';
import { createBaselines } from './baselines.ts';
import { connect } from './connection.ts';
import { createDeliveries } from './deliveries.ts';
import { createDigests } from './digests.ts';
import { createExchanges } from './exchanges.ts';
import { createLedger } from './ledger.ts';
import { migrate, requireSchema } from './migrate.ts';
import { createMonths } from './months.ts';
import { createNeighbours } from './neighbours.ts';
import { createNewest } from './newest.ts';
import { createOpinions } from './opinions.ts';
import { createPast } from './past.ts';
import type { PatienceOptions } from './patience.ts';
import { createQueries } from './queries.ts';
import { createResults } from './results.ts';
import { createRetention } from './retention.ts';
import { startShared } from './shared.ts';
import { createWorkers } from './workers.ts';

/**
 * A store in a PostgreSQL database (15 or newer) at `postgres://user:password@host/name`. Rejects with `database_unreachable`,
 * `database_damaged` or `database_newer`.
 */
export async function openStore(
  url: string,
  access: Access = 'create',
  options: Pick<PatienceOptions, 'patienceMs'> = {},
): Promise<Store> {
  const connection = connect(url, { ...options, readOnly: access === 'read' });
  const { location } = connection;
  let shared: Awaited<ReturnType<typeof startShared>> | undefined;
  try {
    await connection.alone((client) =>
      access === 'create' ? migrate(client, location) : requireSchema(client, location),
    );
    shared = access === 'create' ? await startShared(connection) : undefined;
  } catch (thrown) {
    await connection.close();
    throw thrown;
  }
  return {
    location,
    ...(shared === undefined ? {} : { shared: shared.operations }),
    ...createLedger(connection, createMonths(connection)),
    ...createWorkers(connection),
    ...createResults(connection),
    ...createExchanges(connection),
    ...createQueries(connection),
    ...createNewest(connection),
    ...createPast(connection),
    ...createNeighbours(connection),
    ...createBaselines(connection),
    ...createOpinions(connection),
    ...createRetention(connection),
    ...createDeliveries(connection),
    ...createDigests(connection),
    async backUp() {
      throw new PlumblineError('usage', `${location} is backed up with PostgreSQL's own tools`, {
        hint: 'pg_dump --format=custom copies it as it stands at one moment; plumbline copy --to FILE makes an SQLite file of it.',
      });
    },
    async close() {
      await shared?.stop();
      await connection.close();
    },
  };
}
