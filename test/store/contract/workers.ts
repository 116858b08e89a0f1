import { describe, expect, it } from 'vitest';
import { newResult } from '../../support/results.ts';
import { type Database, finished, LEASE, NOON, useBench, windowAt } from './bench.ts';

export function workersContract(create: () => Promise<Database>): void {
  const bench = useBench(create);

  /** A question that waits in the memory of a worker, which took its run at noon. */
  async function waitingWith(worker: string, hours: number): Promise<number> {
    const { store } = bench();
    const options = { now: NOON, leaseMs: LEASE, attempts: 3, worker };
    const run = await store.claimRun('m', windowAt(hours), options);
    if (run === undefined) throw new Error('the run should be free');
    const [id] = await store.finishRun(run, finished([newResult({ toBeAsked: true })]), NOON);
    if (id === undefined) throw new Error('there should be one result');
    return id;
  }

  const statusOf = async (id: number) => (await bench().store.getResult(id))?.result.exchange.status;

  describe('of questions that wait', () => {
    it('leaves those of a living worker alone and ends those of a dead one', async () => {
      const { store } = bench();
      const living = await waitingWith('living', 0);
      const dead = await waitingWith('dead', 1);
      expect(await store.closeOrphanedQuestions(NOON + LEASE - 1)).toBe(0);
      await store.renewWorker('living', NOON + 2 * LEASE);
      expect(await store.closeOrphanedQuestions(NOON + LEASE)).toBe(1);
      expect([await statusOf(living), await statusOf(dead)]).toEqual([null, 'unavailable']);
    });

    it('ends those of a worker that has signed off at once', async () => {
      const { store } = bench();
      const id = await waitingWith('w1', 0);
      await store.endWorker('w1');
      expect(await store.closeOrphanedQuestions(NOON)).toBe(1);
      expect(await statusOf(id)).toBe('unavailable');
      expect(await store.closeOrphanedQuestions(NOON)).toBe(0);
    });

    it('shortens the life of no worker', async () => {
      const { store } = bench();
      await store.renewWorker('w1', NOON + 9 * LEASE);
      await waitingWith('w1', 0);
      await store.renewWorker('w1', NOON + LEASE);
      expect(await store.closeOrphanedQuestions(NOON + 8 * LEASE)).toBe(0);
    });

    it('counts a run that was taken over to whoever did it', async () => {
      const { store } = bench();
      await bench().claim(0);
      const late = NOON + LEASE;
      const options = { now: late, leaseMs: LEASE, attempts: 3, worker: 'second' };
      const run = await store.claimRun('m', windowAt(0), options);
      if (run === undefined) throw new Error('the run should be free');
      await store.finishRun(run, finished([newResult({ toBeAsked: true })]), late);
      expect(await store.closeOrphanedQuestions(late)).toBe(0);
      expect(await store.closeOrphanedQuestions(late + LEASE)).toBe(1);
    });
  });
}
