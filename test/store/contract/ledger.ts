import { describe, expect, it } from 'vitest';
import { PlumblineError } from '../../../src/lib/errors.ts';
import { newResult } from '../../support/results.ts';
import { type Database, finished, HOUR, LEASE, NOON, useBench, windowAt } from './bench.ts';

const away = new PlumblineError('source_unreachable', 'influx did not answer', { hint: 'Start it' });

export function ledgerContract(create: () => Promise<Database>): void {
  const bench = useBench(create);

  describe('gives a run', () => {
    it('to one of two workers that ask at once', async () => {
      const other = await bench().open();
      const claims = await Promise.all([bench().tryToClaim(0), bench().tryToClaim(0, NOON, other)]);
      expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
    });

    it('to one worker only while its lease lasts', async () => {
      await bench().claim();
      expect(await bench().tryToClaim(0, NOON + LEASE - 1)).toBeUndefined();
    });

    it('whose lease has ended to the next worker, as a further attempt', async () => {
      expect(await bench().claim()).toMatchObject({ monitor: 'm', window: windowAt(0), attempt: 1 });
      expect(await bench().claim(0, NOON + LEASE)).toMatchObject({ attempt: 2 });
    });

    it('no more while its lease is renewed', async () => {
      const run = await bench().claim();
      expect(await bench().store.renewLease(run, NOON + 2 * LEASE)).toBe(true);
      expect(await bench().tryToClaim(0, NOON + LEASE)).toBeUndefined();
    });

    it('no more once it is done', async () => {
      await bench().finish(0);
      expect(await bench().tryToClaim(0, NOON + 1e9)).toBeUndefined();
    });

    it('again that failed, until its attempts are used up, and keeps the reason', async () => {
      const { store } = bench();
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        const run = await bench().claim();
        expect(run.attempt).toBe(attempt);
        await store.failRun(run, away, NOON + attempt);
        expect(await store.retryRuns('m', 3, NOON)).toEqual(
          attempt < 3 ? [{ window: windowAt(0), attempt, failed: true, endedAt: NOON + attempt }] : [],
        );
      }
      expect(await bench().tryToClaim(0)).toBeUndefined();
      expect(await store.recentRuns('m', 1)).toMatchObject([
        { status: 'failed', attempt: 3, finishedAt: NOON + 3, errorCode: 'source_unreachable' },
      ]);
      const [run] = await store.recentRuns('m', 1);
      expect(run?.error).toBe('influx did not answer. Start it');
    });

    it('again for nothing, where the failure was none of the window', async () => {
      const { store } = bench();
      for (let time = 1; time <= 5; time += 1)
        await store.failRun(await bench().claim(), away, NOON + time, false);
      expect(await store.retryRuns('m', 1, NOON)).toEqual([
        { window: windowAt(0), attempt: 0, failed: true, endedAt: NOON + 5 },
      ]);
    });

    it('that is done again where it was judged on a stand-in, which stays until then', async () => {
      const { store } = bench();
      const asked = { now: NOON, leaseMs: LEASE, worker: 'w', attempts: 1, again: true };
      const standIn = { source: 'spare', fallbackReason: 'influx is away', standIn: true };
      await bench().finish(0, [newResult()], standIn);
      await bench().finish(1);
      expect(await store.standInWindows('m', 5)).toEqual([windowAt(0)]);
      expect(await store.standInWindows('m', 1)).toEqual([]);
      expect(await store.claimRun('m', windowAt(1), asked)).toBeUndefined();
      expect(await bench().tryToClaim(0)).toBeUndefined();

      const first = await store.claimRun('m', windowAt(0), asked);
      if (first === undefined) throw new Error('the run should be free');
      await store.failRun(first, away, NOON);
      expect(await store.recentRuns('m', 2)).toMatchObject([
        {},
        { status: 'done', source: 'spare', attempt: 1 },
      ]);
      const second = await store.claimRun('m', windowAt(0), asked);
      if (second === undefined) throw new Error('the run should be free');
      await store.finishRun(second, finished(), NOON);
      expect(await store.findResults({ limit: 9 })).toMatchObject([
        { source: 'influx', standIn: false },
        { source: 'influx', standIn: false },
      ]);
      expect(await store.standInWindows('m', 5)).toEqual([]);
      expect((await store.recentRuns('m', 2))[1]?.stoodIn).toBe('spare: influx is away');
    });

    it('up in which the worker died on every attempt', async () => {
      for (let died = 0; died < 3; died += 1) await bench().claim(0, NOON + died * LEASE);
      expect(await bench().store.retryRuns('m', 3, NOON + 3 * LEASE)).toEqual([]);
      expect(await bench().store.recentRuns('m', 1)).toMatchObject([
        { status: 'failed', error: 'the worker ended 3 times in the middle of this run' },
      ]);
    });

    it('only in turn: an older one that is under way or to be tried again is not overtaken', async () => {
      const { store } = bench();
      const first = await bench().claim(0);
      expect(await bench().tryToClaim(1)).toBeUndefined();
      expect(await bench().tryToClaim(1, NOON + 2 * LEASE)).toBeUndefined();
      await store.failRun(first, away, NOON);
      expect(await bench().tryToClaim(1)).toBeUndefined();
      expect(await bench().tryToClaim(1, NOON, store, 1)).toBeDefined();
      await store.finishRun(await bench().claim(0), finished(), NOON);
      expect(await bench().tryToClaim(2)).toBeUndefined();
      expect(
        await store.claimRun('another', windowAt(2), {
          now: NOON,
          leaseMs: LEASE,
          worker: 'w1',
          attempts: 3,
        }),
      ).toBeDefined();
    });

    it('for a backfill whatever else is under way, and for others while a backfill is', async () => {
      const { store } = bench();
      const backfill = { now: NOON, leaseMs: LEASE, worker: 'w1', attempts: 3, backfilled: true };
      expect(await store.claimRun('m', windowAt(-5), backfill)).toBeDefined();
      await bench().claim(0);
      expect(await store.claimRun('m', windowAt(5), backfill)).toBeDefined();
    });

    it('back that was given back, which was no attempt', async () => {
      await bench().store.releaseRun(await bench().claim(), NOON);
      expect(await bench().store.retryRuns('m', 3, NOON)).toMatchObject([{ attempt: 0 }]);
      expect(await bench().claim()).toMatchObject({ attempt: 1 });
    });
  });

  describe('lets a worker that lost its lease', () => {
    it('write nothing', async () => {
      const { store } = bench();
      const first = await bench().claim();
      const second = await bench().claim(0, NOON + LEASE);
      await expect(store.finishRun(first, finished(), NOON)).rejects.toMatchObject({ code: 'internal' });
      await store.failRun(first, away, NOON);
      await store.releaseRun(first, NOON);
      expect(await store.renewLease(first, NOON + 9 * LEASE)).toBe(false);
      expect(await store.findResults({ limit: 10 })).toEqual([]);
      expect(await store.recentRuns('m', 1)).toMatchObject([{ status: 'running', attempt: 2 }]);
      await store.finishRun(second, finished(), NOON);
      expect(await store.findResults({ limit: 10 })).toHaveLength(1);
    });
  });

  describe('of a monitor', () => {
    it('knows the end of the newest window, backfilled ones aside', async () => {
      const { store } = bench();
      expect(await store.lastWindowEnd('m')).toBeNull();
      await bench().finish(0);
      await bench().finish(-3);
      const options = { now: NOON, leaseMs: LEASE, worker: 'w1', attempts: 3, backfilled: true };
      await store.claimRun('m', windowAt(5), options);
      expect(await store.lastWindowEnd('m')).toBe(NOON);
      expect(await store.lastWindowEnd('another')).toBeNull();
    });

    it('knows the end of the newest window that is done', async () => {
      const { store } = bench();
      expect(await store.lastDoneEnd('m')).toBeNull();
      await bench().finish(0);
      await bench().finish(1);
      await bench().claim(2);
      expect(await store.lastDoneEnd('m')).toBe(NOON + HOUR);
    });

    it('lists the newest runs first, with all that is known of them', async () => {
      const notes = { source: 'spare', fallbackReason: 'influx is away' };
      const first = { stoodIn: null, readMs: null, judgeMs: null, modelMs: null };
      await bench().finish(0, undefined, notes);
      await bench().claim(1);
      expect(await bench().store.recentRuns('m', 5)).toEqual([
        {
          ...{ monitor: 'm', window: windowAt(1), status: 'running', attempt: 1, backfilled: false },
          ...{ claimedAt: NOON, leaseUntil: NOON + LEASE, finishedAt: null, errorCode: null, error: null },
          ...{ source: null, fallbackReason: null, points: null, series: null, ...first },
        },
        {
          ...{ monitor: 'm', window: windowAt(0), status: 'done', attempt: 1, backfilled: false },
          ...{ claimedAt: NOON, leaseUntil: NOON + LEASE, finishedAt: NOON, errorCode: null, error: null },
          ...{ ...notes, points: 3, series: 1, ...first },
        },
      ]);
    });

    it('finds runs by monitor and status, the newest window first, and from one of them on', async () => {
      const { store } = bench();
      for (const hours of [0, 1]) await bench().finish(hours);
      await store.skipRuns('n', [{ ...windowAt(1), reason: 'too old' }], NOON);
      const found = async (filter: object) =>
        (await store.findRuns({ limit: 9, ...filter })).map(
          ({ monitor, window, status }) => `${monitor}${(window.end - NOON) / HOUR} ${status}`,
        );
      expect(await found({})).toEqual(['m1 done', 'n1 skipped', 'm0 done']);
      expect(await found({ status: 'skipped' })).toEqual(['n1 skipped']);
      expect(await found({ monitor: 'm', limit: 1 })).toEqual(['m1 done']);
      expect(await found({ after: { monitor: 'm', window: windowAt(1) } })).toEqual([
        'n1 skipped',
        'm0 done',
      ]);
    });

    it('records as skipped what has failed so far, with both reasons', async () => {
      const { store } = bench();
      await store.failRun(await bench().claim(), away, NOON, false);
      await store.skipRuns('m', [{ ...windowAt(0), reason: 'too old' }], NOON);
      expect(await store.recentRuns('m', 1)).toMatchObject([
        { status: 'skipped', error: 'too old; before that: influx did not answer. Start it' },
      ]);
    });

    it('records skipped windows with their reason and leaves others alone', async () => {
      await bench().finish(0);
      const skipped = [-1, 0].map((hours) => ({ ...windowAt(hours), reason: 'too old' }));
      await bench().store.skipRuns('m', skipped, NOON);
      const runs = await bench().store.recentRuns('m', 5);
      expect(runs.map(({ status, error }) => [status, error])).toEqual([
        ['done', null],
        ['skipped', 'too old'],
      ]);
    });

    it('deletes what is older by more than a month with all that hangs on it, but never the newest run nor one under way', async () => {
      const { store } = bench();
      const backfill = { now: NOON, leaseMs: LEASE, worker: 'w1', attempts: 3, backfilled: true };
      await store.claimRun('m', windowAt(-2401), backfill);
      await bench().finish(-2400);
      await bench().finish(-2399);
      await bench().finish(0);
      expect(await store.deleteRunsBefore(NOON - 1000 * HOUR)).toMatchObject({ deleted: 2 });
      expect(await store.deleteRunsBefore(NOON - 1000 * HOUR)).toEqual({ deleted: 0, more: false });
      expect((await store.findResults({ limit: 9 })).map(({ window }) => window.end)).toEqual([NOON]);
      expect(await store.deleteRunsBefore(NOON + 1000 * HOUR)).toMatchObject({ deleted: 0 });
      expect((await store.recentRuns('m', 9)).map(({ status }) => status)).toEqual(['done', 'running']);
    });

    it('keeps every run that ended later, and takes up windows of a time that was deleted', async () => {
      const { store } = bench();
      const backfill = { now: NOON, leaseMs: LEASE, worker: 'w1', attempts: 3, backfilled: true };
      await bench().finish(-2400);
      await bench().finish(-1000);
      await bench().finish(-999);
      await bench().finish(0);
      expect(await store.deleteRunsBefore(NOON - 1000 * HOUR)).toMatchObject({ deleted: 1 });
      expect(await store.findResults({ limit: 9 })).toHaveLength(3);
      const run = await store.claimRun('m', windowAt(-2400), backfill);
      if (run === undefined) throw new Error('the run should be free');
      await store.finishRun(run, finished(), NOON);
      expect(await store.findResults({ limit: 9 })).toHaveLength(4);
    });

    it('deletes a bounded number at once, and says that there are more', async () => {
      const skipped = Array.from({ length: 1001 }, (_, hours) => ({ ...windowAt(-hours), reason: 'old' }));
      await bench().store.skipRuns('m', skipped, NOON);
      const { deleted, more } = await bench().store.deleteRunsBefore(NOON + HOUR);
      expect(deleted).toBeLessThan(1000);
      expect(more).toBe(true);
    });
  });
}
