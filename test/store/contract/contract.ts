import { describe } from 'vitest';
import { baselinesContract } from './baselines.ts';
import type { Database } from './bench.ts';
import { deliveriesContract } from './deliveries.ts';
import { digestsContract } from './digests.ts';
import { exchangesContract } from './exchanges.ts';
import { ledgerContract } from './ledger.ts';
import { neighboursContract } from './neighbours.ts';
import { opinionsContract } from './opinions.ts';
import { pastContract } from './past.ts';
import { resultsContract } from './results.ts';
import { workersContract } from './workers.ts';

/** What every implementation of `Store` must do; `create` gives a fresh, empty database. */
export function storeContract(name: string, create: () => Promise<Database>): void {
  describe(`a store in ${name}`, () => {
    ledgerContract(create);
    resultsContract(create);
    pastContract(create);
    neighboursContract(create);
    exchangesContract(create);
    workersContract(create);
    baselinesContract(create);
    opinionsContract(create);
    deliveriesContract(create);
    digestsContract(create);
  });
}
