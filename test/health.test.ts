import { beforeEach, describe, expect, test } from 'vitest';
import { configSchema } from '../src/config/schema.ts';
import { checkHealth, newsTroubles } from '../src/health.ts';
import { PlumblineError } from '../src/lib/errors.ts';
import { parseCron, ticksAfter } from '../src/schedule/cron.ts';
import { openStore } from '../src/store/sqlite/store.ts';
import type { Store } from '../src/store/store.ts';
import { newResult } from './support/results.ts';

const NOON = Date.parse('2026-11-02T12:00:00Z');
const MINUTE_MS = 60_000;
const { monitors } = configSchema.parse({
  sources: { file: { kind: 'csv', path: 'a.csv' } },
  monitors: ['office', 'lab'].map((name) => ({
    name,
    cron: '0 * * * *',
    source: 'file',
    query: { measurement: 'environment', fields: ['temperature'] },
  })),
});

let store: Store;
beforeEach(() => {
  store = openStore(':memory:');
});

async function claim(monitor: string, end: number) {
  const options = { now: end + MINUTE_MS, leaseMs: 30_000, worker: 'w1', attempts: 3 };
  const run = await store.claimRun(monitor, { start: end - 60 * MINUTE_MS, end }, options);
  if (run === undefined) throw new Error('the run should be free');
  return run;
}

async function finish(monitor: string, end = NOON): Promise<void> {
  const finished = { source: 'file', fallbackReason: null, results: [newResult()], baselines: [] };
  await store.finishRun(await claim(monitor, end), finished, end + MINUTE_MS);
}

function healthAt(now: number) {
  return checkHealth(monitors, store, () => now);
}

describe('the worker is healthy', () => {
  test('when the newest window of every monitor is done, and says how long ago', async () => {
    await finish('office');
    await finish('lab');
    expect(await healthAt(NOON + 31 * MINUTE_MS)).toEqual({
      healthy: true,
      reason: 'healthy: 2 monitors up to date, newest run 30m ago',
    });
  });

  test('while a window is a few minutes late', async () => {
    await finish('office');
    await finish('lab');
    expect(await healthAt(NOON + 64 * MINUTE_MS)).toMatchObject({ healthy: true });
  });

  test('while a run is under way', async () => {
    await finish('office');
    await claim('lab', NOON);
    expect(await healthAt(NOON + 2 * MINUTE_MS)).toMatchObject({ healthy: true });
  });
});

describe('the worker is unhealthy, and the line names the monitor', () => {
  test('before the first run', async () => {
    await finish('office');
    expect(await healthAt(NOON)).toEqual({ healthy: false, reason: 'unhealthy: monitor lab has no run yet' });
  });

  test('when a monitor never saw a point', async () => {
    await finish('office');
    const whyEmpty = 'no point was ever seen: the source has no measurement enviroment';
    const finished = { source: 'file', fallbackReason: null, results: [], baselines: [], whyEmpty };
    await store.finishRun(await claim('lab', NOON), finished, NOON + MINUTE_MS);
    expect(await healthAt(NOON)).toEqual({
      healthy: false,
      reason: `unhealthy: monitor lab sees nothing: ${whyEmpty}`,
    });
  });

  test('when a window is overdue', async () => {
    await finish('office');
    await finish('lab', NOON + 60 * MINUTE_MS);
    const { healthy, reason } = await healthAt(NOON + 70 * MINUTE_MS);
    expect(healthy).toBe(false);
    expect(reason).toContain('office has not run for the window that ended 2026-11-02T13:00:00.000Z');
  });

  test.each([
    ['* * * * * *', 15],
    ['*/30 * * * * *', 30],
    ['* * * * *', 60],
    ['0 * * * *', 300],
  ])('when one that runs at %s is more than %d s late', async (cron, seconds) => {
    const often = monitors.slice(0, 1).map((monitor) => ({ ...monitor, cron, delay: 0 }));
    await finish('office');
    const [next = 0] = ticksAfter(parseCron(cron, 'UTC'), NOON);
    const at = (now: number) => checkHealth(often, store, () => now);
    expect(await at(next + seconds * 1000 - 1)).toMatchObject({ healthy: true });
    expect(await at(next + seconds * 1000)).toMatchObject({ healthy: false });
  });

  test('when the clock was set back, so that nothing is due for long', async () => {
    await finish('office', NOON + 24 * 60 * MINUTE_MS);
    const { healthy, reason } = await healthAt(NOON);
    expect(healthy).toBe(false);
    expect(reason).toContain('office waits for 2026-11-03T12:00:00.000Z');
  });

  test('when the newest run failed, with its code and text', async () => {
    await finish('office');
    await store.failRun(
      await claim('lab', NOON),
      new PlumblineError('source_unauthorized', 'the token was refused'),
      NOON,
    );
    const { healthy, reason } = await healthAt(NOON + MINUTE_MS);
    expect(healthy).toBe(false);
    expect(reason).toContain('lab failed: source_unauthorized: the token was refused');
  });

  test('when a worker died in the middle of the newest run', async () => {
    await finish('office');
    await claim('lab', NOON);
    const { healthy, reason } = await healthAt(NOON + 30 * MINUTE_MS);
    expect(healthy).toBe(false);
    expect(reason).toContain('lab was left in the middle of a run');
  });
});

describe('health tells of news', () => {
  const delivery = { target: 'phone', key: 'k', news: '{}', dueAt: NOON };

  async function ended(end: Parameters<Store['endDelivery']>[1], now: number): Promise<string> {
    await finish('office');
    await finish('lab');
    await store.enqueue([delivery], NOON);
    const claimed = await store.claimDelivery('phone', NOON, 1000);
    if (claimed !== undefined) await store.endDelivery(claimed, end, NOON);
    const { healthy, reason } = await healthAt(now);
    expect(healthy).toBe(true);
    return reason;
  }

  test('that a target does not take, without calling the worker ill', async () => {
    const end = { state: 'waiting', reason: 'answered 503', dueAt: NOON + MINUTE_MS } as const;
    expect(await ended(end, NOON + 10 * MINUTE_MS)).toMatch(
      /; target phone takes no news: answered 503 \(1 wait, the oldest for 10m\)$/,
    );
  });

  test('that were given up, for a day', async () => {
    const end = { state: 'dead', reason: 'answered 404' } as const;
    expect(await ended(end, NOON + 10 * MINUTE_MS)).toMatch(
      /; news for target phone were given up: answered 404$/,
    );
    const counts = await store.deliveryCounts();
    expect(newsTroubles(counts, NOON + 24 * 60 * MINUTE_MS)).toEqual([]);
  });
});
