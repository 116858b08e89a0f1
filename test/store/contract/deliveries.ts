import { describe, expect, it } from 'vitest';
import { PlumblineError } from '../../../src/lib/errors.ts';
import { type Database, finished, LEASE, NOON, useBench } from './bench.ts';

const hello = { target: 'phone', key: 'k1', news: '{"title":"hello"}', dueAt: NOON };
const told = { series: 's', verdict: 'missing', at: NOON, thread: 'k1' };

export function deliveriesContract(create: () => Promise<Database>): void {
  const bench = useBench(create);

  describe('keeps news', () => {
    it('of a run with the run, all or nothing', async () => {
      await bench().finish(0, [], { deliveries: [hello], told: [told] });
      expect(await bench().store.claimDelivery('phone', NOON, LEASE)).toMatchObject({
        key: 'k1',
        attempts: 0,
      });
      expect(await bench().store.told('m')).toEqual([told]);

      const { store } = bench();
      const lost = await bench().claim(1);
      await store.failRun(lost, new PlumblineError('internal', 'lost'), NOON);
      const late = {
        ...finished([]),
        deliveries: [{ ...hello, key: 'k2' }],
        told: [{ ...told, verdict: 'normal' }],
      };
      await expect(store.finishRun(lost, late, NOON)).rejects.toThrow();
      expect(await store.told('m')).toEqual([told]);
      expect(await store.deliveryCounts()).toMatchObject([{ waiting: 1 }]);
    });

    it('and whose part of a thread has ended', async () => {
      const { store } = bench();
      await bench().finish(0, [], { told: [told] });
      expect(await store.endedIn('k1')).toEqual([]);
      await bench().finish(1, [], { told: [{ ...told, verdict: 'normal' }] });
      expect(await store.endedIn('k1')).toEqual(['m']);
    });

    it('of no run, with what will have been told by them', async () => {
      const { store } = bench();
      await store.enqueue([hello], NOON, { monitor: 'm', told: [told] });
      expect(await store.told('m')).toEqual([told]);
      expect(await store.deliveryCounts()).toMatchObject([{ target: 'phone', waiting: 1 }]);
    });

    it('once under one key', async () => {
      await bench().store.enqueue([hello, hello], NOON);
      await bench().store.enqueue([hello], NOON + 1);
      expect(await bench().store.deliveryCounts()).toMatchObject([
        { target: 'phone', waiting: 1, oldestAt: NOON },
      ]);
    });
  });

  describe('gives a delivery', () => {
    it('to one of two workers, and in the order in which they were written', async () => {
      const { store } = bench();
      const other = await bench().open();
      await store.enqueue([hello, { ...hello, key: 'k2' }], NOON);
      const claims = await Promise.all([
        store.claimDelivery('phone', NOON, LEASE),
        other.claimDelivery('phone', NOON, LEASE),
      ]);
      expect(claims.map((claim) => claim?.key).filter(Boolean)).toEqual(['k1']);
      const [claim] = claims.filter((one) => one !== undefined);
      if (claim !== undefined) await store.endDelivery(claim, { state: 'sent' }, NOON);
      expect(await other.claimDelivery('phone', NOON, LEASE)).toMatchObject({ key: 'k2' });
    });

    it('to another worker once the lease of the first has ended, and lets the first say nothing more', async () => {
      const { store } = bench();
      await store.enqueue([hello], NOON);
      const first = await store.claimDelivery('phone', NOON, LEASE);
      expect(await store.claimDelivery('phone', NOON + LEASE - 1, LEASE)).toBeUndefined();
      expect(await store.nextDeliveryAt('phone', NOON)).toBe(NOON + LEASE);
      const second = await store.claimDelivery('phone', NOON + LEASE, LEASE);
      if (first === undefined || second === undefined) throw new Error('both should have had it');
      await store.endDelivery(first, { state: 'dead', reason: 'late' }, NOON + LEASE);
      await store.endDelivery(second, { state: 'sent' }, NOON + LEASE);
      expect(await store.deliveryCounts()).toMatchObject([{ sent: 1, dead: 0, waiting: 0, reason: null }]);
    });

    it('not before it is due, and holds what comes after it back until then', async () => {
      const { store } = bench();
      await store.enqueue([hello, { ...hello, key: 'k2' }], NOON);
      const claim = await store.claimDelivery('phone', NOON, LEASE);
      if (claim === undefined) throw new Error('it should be free');
      await store.endDelivery(
        claim,
        { state: 'waiting', reason: 'answered 503', dueAt: NOON + 60_000 },
        NOON,
      );
      expect(await store.claimDelivery('phone', NOON + 59_999, LEASE)).toBeUndefined();
      expect(await store.nextDeliveryAt('phone', NOON)).toBe(NOON + 60_000);
      expect(await store.deliveryCounts()).toMatchObject([{ waiting: 2, reason: 'answered 503' }]);
      expect(await store.claimDelivery('phone', NOON + 60_000, LEASE)).toMatchObject({
        key: 'k1',
        attempts: 1,
      });
    });

    it('past what is held back from its beginning, as by quiet hours', async () => {
      const { store } = bench();
      const held = { ...hello, dueAt: NOON + 2 * LEASE };
      await store.enqueue([held, { ...hello, key: 'k2' }], NOON);
      const claim = await store.claimDelivery('phone', NOON, LEASE);
      expect(claim?.key).toBe('k2');
      if (claim === undefined) return;
      const again = { state: 'waiting', reason: 'answered 503', dueAt: NOON + 9 * LEASE } as const;
      await store.endDelivery(claim, again, NOON);
      expect(await store.nextDeliveryAt('phone', NOON)).toBe(held.dueAt);
      expect(await store.claimDelivery('phone', held.dueAt, LEASE)).toMatchObject({ key: 'k1' });
    });

    it('that waits for words as soon as it is hastened, and none that is held for longer', async () => {
      const { store } = bench();
      const waits = { ...hello, dueAt: NOON + 20_000 };
      await store.enqueue([waits, { ...waits, target: 'mail', dueAt: NOON + LEASE * 9 }], NOON);
      expect(await store.claimDelivery('phone', NOON, LEASE)).toBeUndefined();
      expect(await store.hastenDeliveries(['k1', 'k2'], NOON + 20_000, NOON)).toBe(1);
      expect(await store.claimDelivery('phone', NOON, LEASE)).toMatchObject({ key: 'k1' });
      expect(await store.claimDelivery('mail', NOON, LEASE)).toBeUndefined();
    });

    it('to each target by itself', async () => {
      await bench().store.enqueue([hello, { ...hello, target: 'mail' }], NOON);
      expect(await bench().store.claimDelivery('phone', NOON, LEASE)).toBeDefined();
      expect(await bench().store.claimDelivery('mail', NOON, LEASE)).toBeDefined();
    });

    it('no more once it is given up', async () => {
      const { store } = bench();
      await store.enqueue([hello], NOON);
      const claim = await store.claimDelivery('phone', NOON, LEASE);
      if (claim !== undefined)
        await store.endDelivery(claim, { state: 'dead', reason: 'answered 404' }, NOON);
      expect(await store.claimDelivery('phone', NOON, LEASE)).toBeUndefined();
      expect(await store.nextDeliveryAt('phone', NOON)).toBeNull();
      expect(await store.deliveryCounts()).toMatchObject([{ dead: 1, waiting: 0 }]);
    });
  });

  it('says when the n-th last message was sent, and deletes what has ended', async () => {
    const { store } = bench();
    await store.enqueue([hello, { ...hello, key: 'k2' }], NOON);
    for (const at of [NOON, NOON + 1000]) {
      const claim = await store.claimDelivery('phone', at, LEASE);
      if (claim !== undefined) await store.endDelivery(claim, { state: 'sent' }, at);
    }
    expect(await store.nthLastSentAt('phone', 1)).toBe(NOON + 1000);
    expect(await store.nthLastSentAt('phone', 2)).toBe(NOON);
    expect(await store.nthLastSentAt('phone', 3)).toBeNull();
    expect(await store.nthLastSentAt('mail', 1)).toBeNull();
    expect(await store.deleteDeliveriesBefore(NOON + 1)).toEqual({ deleted: 1, more: false });
    expect(await store.deliveryCounts()).toMatchObject([{ sent: 1 }]);
  });

  it('joins what waits for a target into one, and nothing that is under way', async () => {
    const { store } = bench();
    const join = (news: readonly string[]) => ({ key: 'all', news: news.join() });
    const all = () => true;
    await store.enqueue([{ ...hello, news: 'a' }], NOON);
    expect(await store.joinWaiting('phone', all, join, NOON)).toBe(0);
    await store.enqueue(
      [
        { ...hello, key: 'k2', news: 'b' },
        { ...hello, target: 'mail' },
      ],
      NOON,
    );
    await store.claimDelivery('phone', NOON, LEASE);
    expect(await store.joinWaiting('phone', all, join, NOON)).toBe(0);
    expect(await store.joinWaiting('phone', all, join, NOON + LEASE)).toBe(2);
    expect(await store.claimDelivery('phone', NOON + LEASE, LEASE)).toMatchObject({
      key: 'all',
      news: 'a,b',
    });
    expect(await store.deliveryCounts()).toMatchObject([
      { target: 'mail' },
      { waiting: 1, sent: 0, dead: 0 },
    ]);
  });

  it('joins only what may be joined', async () => {
    const { store } = bench();
    const join = (news: readonly string[]) => ({ key: 'all', news: news.join() });
    const mayJoin = (news: string) => news !== 'alone';
    await store.enqueue(
      ['a', 'alone', 'b'].map((news, i) => ({ ...hello, key: `k${i}`, news })),
      NOON,
    );
    expect(await store.joinWaiting('phone', mayJoin, join, NOON)).toBe(2);
    expect(await store.claimDelivery('phone', NOON, LEASE)).toMatchObject({ news: 'alone' });
    await store.enqueue(
      [
        { ...hello, target: 'mail', key: 'k9', news: 'alone' },
        { ...hello, target: 'mail' },
      ],
      NOON,
    );
    expect(await store.joinWaiting('mail', mayJoin, join, NOON)).toBe(0);
  });

  it('finds what is due among many that are held back, before and behind what is tried again', async () => {
    const { store } = bench();
    const held = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => ({
        ...hello,
        key: `h${from + i}`,
        dueAt: NOON + (from + i) * 1000 + 60_000,
      }));
    await store.enqueue(
      [...held(0, 3), { ...hello, key: 'tried' }, ...held(3, 3), { ...hello, key: 'due' }],
      NOON,
    );
    const first = await store.claimDelivery('phone', NOON, LEASE);
    expect(first?.key).toBe('tried');
    if (first === undefined) return;
    await store.endDelivery(first, { state: 'waiting', reason: 'down', dueAt: NOON + 90_000 }, NOON);
    // What failed is overtaken by nothing that came after it, but by what was held back before it.
    expect(await store.claimDelivery('phone', NOON, LEASE)).toBeUndefined();
    expect(await store.nextDeliveryAt('phone', NOON)).toBe(NOON + 60_000);
    expect(await store.claimDelivery('phone', NOON + 61_000, LEASE)).toMatchObject({ key: 'h0' });
  });
}
