import { afterAll, beforeAll, describe } from 'vitest';
import { openStore } from '../../../src/store/postgres/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { hasPostgres, POSTGRES_HINT, type Postgres, startPostgres } from '../../support/postgres.ts';
import { storeContract } from '../contract/contract.ts';

describe.skipIf(!hasPostgres())(`PostgreSQL (${POSTGRES_HINT})`, () => {
  let server: Postgres;
  beforeAll(async () => {
    server = await startPostgres();
    await (await openStore(server.url())).close();
  });
  afterAll(() => server.stop());

  storeContract('PostgreSQL', async () => {
    const stores: Store[] = [];
    return {
      async open() {
        const store = await openStore(server.url());
        stores.push(store);
        return store;
      },
      async destroy() {
        for (const store of stores) await store.close();
        await server.emptyTables();
      },
    };
  });
});
