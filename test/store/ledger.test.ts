import { beforeEach, describe, expect, it } from 'vitest';
import { PlumblineError } from '../../src/lib/errors.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { createLedger } from '../../src/store/sqlite/ledger.ts';
import { openStore, type Store } from '../../src/store/sqlite/store.ts';
import { newResult } from '../support/results.ts';

const NOON = Date.parse('2026-11-01T12:00:00Z');
const window = { start: NOON - 3_600_000, end: NOON };
const options = { now: NOON + 1000, leaseMs: 30_000, attempts: 3 };
const finished = { source: 'influx', fallbackReason: null, results: [newResult()], baselines: [] };

let store: Store;
beforeEach(() => {
  store = openStore(':memory:');
});

async function claimed(now = options.now) {
  const run = await store.claimRun('m', window, { ...options, now });
  if (run === undefined) throw new Error('the run should be free');
  return run;
}

describe('the ledger', () => {
  it('gives a run to one worker only while its lease lasts', async () => {
    await claimed();
    expect(await store.claimRun('m', window, options)).toBeUndefined();
  });

  it('gives a run whose lease has ended to the next worker, as a further attempt', async () => {
    await claimed();
    const second = await claimed(options.now + options.leaseMs);
    expect(second.attempt).toBe(2);
  });

  it('gives out no run whose claim could not be stored', async () => {
    const db = openDatabase(':memory:');
    // A constraint that is broken at the commit, as a full disk breaks it.
    db.exec(`
      CREATE TABLE late (id INTEGER REFERENCES feedback (id) DEFERRABLE INITIALLY DEFERRED);
      CREATE TRIGGER fail_late AFTER INSERT ON runs BEGIN INSERT INTO late VALUES (1); END`);
    await expect(createLedger(db).claimRun('m', window, options)).rejects.toThrow('constraint');
    db.close();
  });

  it('keeps a renewed lease', async () => {
    const run = await claimed();
    expect(await store.renewLease(run, options.now + 60_000)).toBe(true);
    expect(await store.claimRun('m', window, { ...options, now: options.now + 40_000 })).toBeUndefined();
  });

  it('writes nothing for a worker that lost its lease', async () => {
    const first = await claimed();
    const second = await claimed(options.now + options.leaseMs);
    await expect(store.finishRun(first, finished, options.now)).rejects.toThrow(/taken over/);
    expect(await store.findResults({ limit: 10 })).toHaveLength(0);
    await store.finishRun(second, finished, options.now);
    expect(await store.findResults({ limit: 10 })).toHaveLength(1);
  });

  it('never gives out a finished window again', async () => {
    await store.finishRun(await claimed(), finished, options.now);
    expect(await store.claimRun('m', window, { ...options, now: options.now + 1e9 })).toBeUndefined();
    expect(await store.lastWindowEnd('m')).toBe(NOON);
  });

  it('has a failed run tried again until its attempts are used up, with the reason in the row', async () => {
    const error = new PlumblineError('source_unreachable', 'influx did not answer', { hint: 'Start it' });
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const run = await claimed();
      expect(run.attempt).toBe(attempt);
      await store.failRun(run, error, options.now);
      expect(await store.retryRuns('m', 3, options.now)).toHaveLength(attempt < 3 ? 1 : 0);
    }
    expect(await store.claimRun('m', window, options)).toBeUndefined();
    const [row] = await store.recentRuns('m', 1);
    expect(row).toMatchObject({ status: 'failed', attempt: 3, error_code: 'source_unreachable' });
    expect(row?.error).toBe('influx did not answer. Start it');
  });

  it('gives up a window in which the worker died on every attempt', async () => {
    for (let died = 0; died < 3; died += 1) await claimed(options.now + died * options.leaseMs);
    const late = options.now + 3 * options.leaseMs;
    expect(await store.retryRuns('m', 3, late)).toHaveLength(0);
    const [row] = await store.recentRuns('m', 1);
    expect(row).toMatchObject({
      status: 'failed',
      error: 'the worker ended 3 times in the middle of this run',
    });
  });

  it('does not count a run that a shutdown gave back as an attempt', async () => {
    await store.releaseRun(await claimed(), options.now);
    expect(await store.retryRuns('m', 3, options.now)).toMatchObject([{ attempt: 0 }]);
    expect((await claimed()).attempt).toBe(1);
  });

  it('records skipped windows with their reason and leaves others alone', async () => {
    await store.finishRun(await claimed(), finished, options.now);
    const older = { start: NOON - 7_200_000, end: NOON - 3_600_000 };
    const skipped = [older, window].map((one) => ({ ...one, reason: 'too old' }));
    await store.skipRuns('m', skipped, options.now);
    const rows = await store.recentRuns('m', 5);
    expect(rows.map(({ status, error }) => [status, error])).toEqual([
      ['done', null],
      ['skipped', 'too old'],
    ]);
  });
});
