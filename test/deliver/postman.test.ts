import { describe, expect, it } from 'vitest';
import type { Delivery, News } from '../../src/deliver/news.ts';
import { deliverWaiting, pauseAfter } from '../../src/deliver/postman.ts';
import type { Target } from '../../src/deliver/target.ts';
import { createLogger } from '../../src/lib/log.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { newResult } from '../support/results.ts';
import { someNews } from './support.ts';

const START = Date.parse('2026-03-10T08:00:00Z');
const HOUR = 3_600_000;

const never = new AbortController().signal;

/** An outbox with so many news, a clock that is set by hand, and a target that answers what it is told to. */
async function office(count: number, answers: Delivery[], perHour = 20, isRead = true) {
  const store = openStore(':memory:');
  const news = Array.from({ length: count }, (_, i) => someNews({ key: `k${i}` }));
  const rows = news.map((one) => ({
    target: 'phone',
    key: one.key,
    news: JSON.stringify(one),
    dueAt: START,
  }));
  await store.enqueue(rows, START);
  let now = START;
  const told: string[] = [];
  const texts: string[] = [];
  const guesses: (string | undefined)[] = [];
  const target: Target = {
    name: 'phone',
    location: 'nowhere',
    isRead,
    timeoutMs: 1000,
    async deliver({ key, text, guess }: News) {
      told.push(key);
      texts.push(text);
      guesses.push(guess);
      return answers.shift() ?? { outcome: 'delivered' };
    },
    async close() {},
  };
  const options = {
    store,
    clock: () => now,
    random: () => 1,
    log: createLogger('silent', 'json'),
    giveUpMs: HOUR,
    perHour,
  };
  return {
    store,
    told,
    texts,
    guesses,
    moveTo: (time: number) => {
      now = time;
    },
    deliver: () => deliverWaiting(target, options, never, never),
  };
}

describe('the outbox', () => {
  it('delivers what waits, in order', async () => {
    const { told, deliver, store } = await office(3, []);
    expect(await deliver()).toBeNull();
    expect(told).toEqual(['k0', 'k1', 'k2']);
    expect(await store.deliveryCounts()).toMatchObject([{ sent: 3, waiting: 0 }]);
  });

  it('tries again after a pause, and lets nothing overtake', async () => {
    const { told, deliver, moveTo } = await office(2, [{ outcome: 'later', reason: 'answered 503' }]);
    expect(await deliver()).toBe(START + 5000);
    moveTo(START + 4999);
    await deliver();
    expect(told).toEqual(['k0']);
    moveTo(START + 5000);
    expect(await deliver()).toBeNull();
    expect(told).toEqual(['k0', 'k0', 'k1']);
  });

  it('waits for as long as the receiver asks', async () => {
    const { deliver } = await office(1, [{ outcome: 'later', reason: 'answered 429', afterMs: 90_000 }]);
    expect(await deliver()).toBe(START + 90_000);
  });

  it('gives up what is refused, and goes on with the next', async () => {
    const { told, deliver, store } = await office(2, [{ outcome: 'refused', reason: 'answered 404' }]);
    expect(await deliver()).toBeNull();
    expect(told).toEqual(['k0', 'k1']);
    expect(await store.deliveryCounts()).toMatchObject([{ sent: 1, dead: 1 }]);
  });

  it('gives up what could not be delivered for too long', async () => {
    const { deliver, moveTo, store } = await office(1, [
      { outcome: 'later', reason: 'answered 500' },
      { outcome: 'later', reason: 'answered 500' },
    ]);
    await deliver();
    moveTo(START + HOUR);
    expect(await deliver()).toBeNull();
    expect(await store.deliveryCounts()).toMatchObject([{ dead: 1, waiting: 0 }]);
  });

  it('doubles its pauses up to a quarter of an hour, and draws the half of each', () => {
    expect([0, 1, 2, 7, 8, 50].map((attempts) => pauseAfter(attempts, () => 1) / 1000)).toEqual([
      5, 10, 20, 640, 900, 900,
    ]);
    expect(pauseAfter(0, () => 0)).toBe(2500);
  });

  it('gives up what an earlier version wrote and this one cannot read', async () => {
    const { store, deliver, told } = await office(0, []);
    await store.enqueue([{ target: 'phone', key: 'old', news: '{}', dueAt: START }], START);
    await deliver();
    expect(told).toEqual([]);
    expect(await store.deliveryCounts()).toMatchObject([{ dead: 1 }]);
  });

  it('tells as one summary what is more than an hour allows, once there is room again', async () => {
    const { deliver, told, texts, moveTo, store } = await office(5, [], 2);
    expect(await deliver()).toBe(START + HOUR);
    expect(told).toEqual(['k0', 'k1']);
    const more = someNews({ key: 'k5', title: 'one more', severity: 'failure' });
    await store.enqueue([{ target: 'phone', key: 'k5', news: JSON.stringify(more), dueAt: START }], START);
    moveTo(START + HOUR - 1);
    await deliver();
    expect(told).toHaveLength(2);
    moveTo(START + HOUR);
    expect(await deliver()).toBeNull();
    expect(told).toHaveLength(3);
    expect(texts.at(-1)?.split('\n')).toHaveLength(4);
    expect(texts.at(-1)).toContain('one more');
    expect(await store.deliveryCounts()).toMatchObject([{ sent: 3, waiting: 0, dead: 0 }]);
  });

  it('tells the words of the model that have come meanwhile, and its guess apart from them', async () => {
    const { deliver, texts, guesses, store } = await office(1, []);
    const { monitor, window, items } = someNews();
    if (window === null) throw new Error('these news have a window');
    const claim = await store.claimRun(monitor, window, {
      ...{ now: START, leaseMs: 1000, worker: 'w', attempts: 1 },
    });
    if (claim === undefined) throw new Error('the run can be claimed');
    const result = newResult({ series: items[0]?.series ?? '', toBeAsked: true });
    const run = { source: 'influx', fallbackReason: null, results: [result], baselines: [] };
    const [id = 0] = await store.finishRun(claim, run, START);
    const reply = {
      ...{ text: '{}', model: 'm', promptTokens: 1, completionTokens: 1, elapsedMs: 1 },
    } as const;
    const hypothesis = 'A window may have been left open.';
    const answer = { reply, modelVerdict: null, claims: [], summary: 'It spiked once.', hypothesis };
    await store.recordAnswer(id, answer, START);
    await deliver();
    expect(texts).toEqual(['It spiked once.']);
    expect(guesses).toEqual([hypothesis]);
  });

  it('never puts a digest into a summary', async () => {
    const { deliver, told, moveTo, store } = await office(4, [], 1);
    const digest = someNews({ key: 'digest/1', kind: 'digest' });
    const row = { target: 'phone', key: 'digest/1', news: JSON.stringify(digest), dueAt: START };
    await store.enqueue([row], START);
    await deliver();
    for (const hours of [1, 2]) {
      moveTo(START + hours * HOUR);
      await deliver();
    }
    expect(told).toEqual(['k0', 'digest/1', 'k3/summary']);
  });

  it('counts all that a summary of summaries tells', async () => {
    const { deliver, texts, store } = await office(1, [], 1);
    for (const batch of [0, 1]) {
      const rows = Array.from({ length: 30 }, (_, i) => someNews({ key: `b${batch}-${i}`, title: `n${i}` }));
      await store.enqueue(
        rows.map((one) => ({ target: 'phone', key: one.key, news: JSON.stringify(one), dueAt: START })),
        START,
      );
      await deliver();
    }
    expect(texts).toHaveLength(1);
    const claim = await store.claimDelivery('phone', START, 1);
    expect(JSON.parse(claim?.news ?? '')).toMatchObject({ title: '60 news in an hour', count: 60 });
    expect(JSON.parse(claim?.news ?? '').text).toContain('... and 40 more');
  });

  it('keeps nothing from a program, however much it is', async () => {
    const { deliver, told } = await office(5, [], 2, false);
    expect(await deliver()).toBeNull();
    expect(told).toHaveLength(5);
  });

  it('is taken up by another worker soon after the one that delivered has died', async () => {
    const { deliver, store, moveTo, told } = await office(1, []);
    await store.claimDelivery('phone', START, 1000 + 5000);
    expect(await deliver()).toBe(START + 6000);
    moveTo(START + 6000);
    await deliver();
    expect(told).toEqual(['k0']);
  });
});
