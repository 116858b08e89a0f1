import { afterEach, beforeEach } from 'vitest';
import type { RunClaim } from '../../../src/store/ledger.ts';
import type { FinishedRun, NewResult } from '../../../src/store/result.ts';
import type { Store } from '../../../src/store/store.ts';
import { newResult } from '../../support/results.ts';

/** One fresh, empty database, and as many stores on it as there are workers. */
export interface Database {
  open(): Promise<Store>;
  /** Ends all that was opened and deletes it. */
  destroy(): Promise<void>;
}

export const HOUR = 3_600_000;
export const NOON = Date.parse('2026-11-01T12:00:00Z');
export const LEASE = 30_000;

/** The window of an hour that ends so many hours after noon. */
export const windowAt = (hours: number) => ({ start: NOON + (hours - 1) * HOUR, end: NOON + hours * HOUR });

/** What the tests of one part need: a store, a second worker on the same database, and the usual steps. */
export class Bench {
  store: Store;
  readonly #database: Database;

  constructor(database: Database, store: Store) {
    this.#database = database;
    this.store = store;
  }

  /** Another worker's store on the same database. */
  open(): Promise<Store> {
    return this.#database.open();
  }

  tryToClaim(hours: number, now = NOON, store = this.store, attempts = 3): Promise<RunClaim | undefined> {
    return store.claimRun('m', windowAt(hours), { now, leaseMs: LEASE, worker: 'w1', attempts });
  }

  async claim(hours = 0, now = NOON): Promise<RunClaim> {
    const run = await this.tryToClaim(hours, now);
    if (run === undefined) throw new Error('the run should be free');
    return run;
  }

  /** Takes a run and ends it with these results; returns their ids. */
  async finish(
    hours: number,
    results: readonly NewResult[] = [newResult()],
    changes: Partial<FinishedRun> = {},
  ): Promise<readonly number[]> {
    return this.store.finishRun(await this.claim(hours), { ...finished(results), ...changes }, NOON);
  }

  async finishOne(changes: Partial<NewResult> = {}, hours = 0): Promise<number> {
    const [id] = await this.finish(hours, [newResult(changes)]);
    if (id === undefined) throw new Error('there should be one result');
    return id;
  }
}

export function finished(results: readonly NewResult[] = [newResult()]): FinishedRun {
  return { source: 'influx', fallbackReason: null, results, baselines: [] };
}

/** A fresh bench for each test of the surrounding `describe`. */
export function useBench(create: () => Promise<Database>): () => Bench {
  let bench: Bench | undefined;
  let database: Database | undefined;
  beforeEach(async () => {
    database = await create();
    bench = new Bench(database, await database.open());
  });
  afterEach(() => database?.destroy());
  return () => {
    if (bench === undefined) throw new Error('the bench is there only within a test');
    return bench;
  };
}
