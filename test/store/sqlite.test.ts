import { copyFileSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import DatabaseFile from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/sqlite/store.ts';
import type { Store } from '../../src/store/store.ts';
import { newResult } from '../support/results.ts';
import { finished, HOUR, LEASE, NOON, windowAt } from './contract/bench.ts';
import { storeContract } from './contract/contract.ts';

let folder: string;
let path: string;
const stores: Store[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  path = join(folder, 'p.db');
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  rmSync(folder, { recursive: true });
});

function open(): Store {
  const store = openStore(path);
  stores.push(store);
  return store;
}

storeContract('SQLite', async () => ({ open: async () => open(), destroy: async () => {} }));

const options = { now: NOON, leaseMs: LEASE, worker: 'w1', attempts: 3 };

/** Another program with a write transaction open, such as a forgotten sqlite3 shell. */
function lock(): { release(): void } {
  const other = new DatabaseFile(path);
  other.exec('BEGIN IMMEDIATE');
  return { release: () => void other.close() };
}

describe('a database that another program has locked', () => {
  it('is waited for without stopping the process, and the operation is done once it is free', async () => {
    const store = open();
    const other = lock();
    const claim = store.claimRun('m', windowAt(0), options);
    let turns = 0;
    while (turns < 20) {
      await new Promise((resolve) => setImmediate(resolve));
      turns += 1;
    }
    other.release();
    expect(await claim).toMatchObject({ attempt: 1 });
  });

  it('is told after some seconds, with what to do', async () => {
    const store = open();
    const other = lock();
    await expect(store.claimRun('m', windowAt(0), options)).rejects.toMatchObject({
      ...{ code: 'database_locked', retryable: true, hint: expect.stringContaining('sqlite3') },
    });
    other.release();
  });

  it('can still be read', async () => {
    const store = open();
    const other = lock();
    expect(await store.lastWindowEnd('m')).toBeNull();
    other.release();
  });
});

describe('a database that cannot be written', () => {
  it('gives out no run whose claim could not be stored', async () => {
    const store = open();
    const other = new DatabaseFile(path);
    // A constraint that is broken at the commit, as a full disk breaks it.
    other.exec(`
      CREATE TABLE late (id INTEGER REFERENCES feedback (id) DEFERRABLE INITIALLY DEFERRED);
      CREATE TRIGGER fail_late AFTER INSERT ON runs BEGIN INSERT INTO late VALUES (1); END`);
    other.close();
    await expect(store.claimRun('m', windowAt(0), options)).rejects.toThrow('constraint');
    expect(await store.recentRuns('m', 1)).toEqual([]);
  });
});

describe('a database whose files change under it', () => {
  const removed = async (change: () => void) => {
    const store = open();
    await store.claimRun('m', windowAt(0), options);
    change();
    return store.claimRun('m', windowAt(1), options).catch((thrown) => thrown);
  };

  it.each(['', '-wal'])('is told to be removed, and written no more: p.db%s', async (suffix) => {
    expect(await removed(() => rmSync(path + suffix))).toMatchObject({
      code: 'database_damaged',
      message: `${path}${suffix} was removed while the database ${path} was in use`,
      hint: expect.stringContaining('Restart the worker'),
    });
  });

  it('is told to be replaced', async () => {
    const error = await removed(() => {
      copyFileSync(path, `${path}.copy`);
      renameSync(`${path}.copy`, path);
    });
    expect(error).toMatchObject({ message: expect.stringContaining('was replaced by another') });
  });

  it('is the same after others have opened and closed it', async () => {
    const claim = await removed(() => {
      const other = new DatabaseFile(path);
      other.exec('DELETE FROM runs; PRAGMA wal_checkpoint(TRUNCATE)');
      other.close();
    });
    expect(claim).toMatchObject({ attempt: 1 });
  });
});

describe('what is old', () => {
  it('is deleted to the minute, with all that hangs on it, but never the newest run nor one under way', async () => {
    const store = open();
    const finish = async (hours: number) => {
      const run = await store.claimRun('m', windowAt(hours), options);
      if (run !== undefined) await store.finishRun(run, finished(), NOON);
    };
    await store.claimRun('m', windowAt(-3), { ...options, backfilled: true });
    for (const hours of [-2, -1, 0]) await finish(hours);
    expect(await store.deleteRunsBefore(NOON - HOUR)).toEqual({ deleted: 1, more: false });
    expect((await store.findResults({ limit: 9 })).map(({ window }) => window.end)).toEqual([
      NOON,
      NOON - HOUR,
    ]);
    expect(await store.deleteRunsBefore(NOON + HOUR)).toMatchObject({ deleted: 1 });
    expect((await store.recentRuns('m', 9)).map(({ status }) => status)).toEqual(['done', 'running']);
  });
});

describe('a database that is only read', () => {
  const read = (): Store => {
    const store = openStore(path, 'read');
    stores.push(store);
    return store;
  };

  it('is not created', () => {
    expect(read).toThrow(/there is no database/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('gives what a worker at work has written, and takes nothing', async () => {
    await open().claimRun('m', windowAt(0), options);
    expect(await read().recentRuns('m', 1)).toMatchObject([{ status: 'running' }]);
    await expect(read().claimRun('m', windowAt(1), options)).rejects.toMatchObject({
      code: 'database_damaged',
    });
  });

  it('is not migrated: one of an older schema is told how it is', () => {
    const other = new DatabaseFile(path);
    other.pragma('user_version = 1');
    other.close();
    expect(read).toThrow(/has schema 1 of/);
  });
});

describe('a row that somebody has edited', () => {
  it('is named when its JSON cannot be read', async () => {
    const store = open();
    const run = await store.claimRun('m', windowAt(0), options);
    if (run === undefined) throw new Error('the run should be free');
    const [id] = await store.finishRun(run, finished(), NOON + HOUR);
    const other = new DatabaseFile(path);
    other.exec("UPDATE results SET findings = '[{]'");
    other.close();
    await expect(store.findResults({ limit: 1 })).rejects.toMatchObject({
      ...{ code: 'database_damaged', message: `the findings of result ${id} cannot be read` },
    });
  });
});

describe('what is old', () => {
  it('goes in pieces that are bounded by their results too: other writers wait for each of them', async () => {
    const store = open();
    const many = Array.from({ length: 900 }, (_, at) => newResult({ series: `s${at}` }));
    for (const hours of [-5, -4, -3, -2, -1]) {
      const claim = await store.claimRun('m', windowAt(hours), options);
      if (claim === undefined) throw new Error('the run should be free');
      await store.finishRun(claim, finished(many), NOON);
    }
    const pieces: unknown[] = [];
    for (let more = true; more; ) {
      const piece = await store.deleteRunsBefore(NOON);
      pieces.push(piece);
      ({ more } = piece);
    }
    expect(pieces).toEqual([
      { deleted: 2, more: true },
      { deleted: 2, more: false },
    ]);
  });

  it('goes even where one run has more results than a piece', async () => {
    const store = open();
    const many = Array.from({ length: 2500 }, (_, at) => newResult({ series: `s${at}` }));
    for (const hours of [-2, -1, 0]) {
      const claim = await store.claimRun('m', windowAt(hours), options);
      if (claim === undefined) throw new Error('the run should be free');
      await store.finishRun(claim, finished(many), NOON);
    }
    expect(await store.deleteRunsBefore(NOON)).toEqual({ deleted: 1, more: true });
    expect(await store.deleteRunsBefore(NOON)).toEqual({ deleted: 1, more: false });
  });
});
