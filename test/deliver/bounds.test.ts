import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { configSchema } from '../../src/config/schema.ts';
import { type Delivery, type News, parseNews } from '../../src/deliver/news.ts';
import { deliverWaiting } from '../../src/deliver/postman.ts';
import type { Target } from '../../src/deliver/target.ts';
import { createLogger } from '../../src/lib/log.ts';
import { createBaselinePool } from '../../src/store/baseline-pool.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { startWorker, type Worker } from '../../src/worker.ts';
import { calm, HOUR, MINUTE, memorySource, NOON, sensor } from '../support/pipeline.ts';
import { type RawServer, send, startRawServer } from '../support/raw-server.ts';
import { someNews } from './support.ts';

// What people are promised of how much they are told, and when; the clock is moved.

const log = createLogger('silent', 'json');
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface StageOptions {
  readonly monitors: number;
  /** Series of each monitor. */
  readonly series: number;
  /** Whether a series has no reading at a minute after noon; `index` counts over all of them. */
  readonly isSilent: (index: number, minute: number) => boolean;
  readonly monitor?: object;
  readonly news?: object;
}

/** A worker over a file, with a clock that is moved, and a webhook. */
async function stage({ monitors, series, isSilent, monitor, news }: StageOptions) {
  const server = await startRawServer((socket) => send(socket, 200, 'ok'));
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  const config = configSchema.parse({
    model: { url: 'none' },
    sources: { influx: { kind: 'influxdb2', url: 'http://127.0.0.1:1', org: 'o', bucket: 'b' } },
    targets: { hook: { kind: 'webhook', url: server.url } },
    monitors: Array.from({ length: monitors }, (_, i) => ({
      ...{ name: `m${i}`, cron: '*/5 * * * *', window: '1h', delay: '0s', source: 'influx', history: '0s' },
      query: { measurement: `m${i}`, fields: ['t'] },
      ...monitor,
    })),
    news: news ?? {},
    database: { path: join(folder, 'p.db') },
  });
  let now = NOON;
  const read = (name: number) =>
    Array.from({ length: series }, (_, i) => {
      const index = name * series + i;
      const at = (minute: number) =>
        isSilent(index, minute - NOON / MINUTE) ? undefined : calm(minute) + index;
      return sensor(`m${name}.t{n=${i}}`, at);
    });
  const all = Array.from({ length: monitors }, (_, i) => read(i));
  const source = memorySource('influx', () => []);
  source.read = async (query, window) => {
    const name = 'measurement' in query ? Number(query.measurement.slice(1)) : 0;
    return (all[name] ?? []).map((one) => one(window)).filter(({ times }) => times.length > 0);
  };
  let app: Awaited<ReturnType<typeof createApp>> | undefined;
  let worker: Worker | undefined;

  async function stop(): Promise<void> {
    await worker?.stop(1000);
    await app?.close();
    worker = undefined;
    app = undefined;
  }
  closing.push(
    () => rmSync(folder, { recursive: true }),
    () => server.close(),
    stop,
  );

  return {
    stop,
    /** Lets the worker look at each of these minutes after noon; it is started where it is not there. */
    async live(from: number, until: number, step: number): Promise<void> {
      for (let minute = from; minute <= until; minute += step) {
        now = NOON + minute * MINUTE;
        if (app === undefined || worker === undefined) {
          app = await createApp(config, { clock: () => now, log });
          const { store } = app.pipeline;
          const pipeline = {
            ...app.pipeline,
            sources: new Map([['influx', source]]),
            baselines: createBaselinePool(store),
          };
          worker = startWorker({ ...app, pipeline });
        } else worker.wake();
        await worker.idle();
      }
    },
    store: () => app?.pipeline.store,
    told: () => bodies(server),
  };
}

const bodies = ({ requests }: RawServer): { kind: string; at: string; title: string; series: object[] }[] =>
  requests.map(({ body }) => JSON.parse(body));

describe('a silent series', () => {
  it.each([
    ['an hour', 60],
    ['two hours', 120],
  ])('is told within one and a half times its silentAfter of %s, and not before', async (_, silentAfter) => {
    const lastReading = 9;
    const { live, told } = await stage({
      ...{ monitors: 1, series: 2, isSilent: (index, minute) => index === 1 && minute > lastReading },
      monitor: { silentAfter: `${silentAfter}m` },
    });
    await live(0, lastReading + silentAfter - 1, 5);
    expect(told()).toEqual([]);
    await live(lastReading + silentAfter - 4, lastReading + 1.5 * silentAfter, 5);
    expect(told()).toMatchObject([{ kind: 'problem', title: 'm0.t{n=1}: silent' }]);
  });
});

describe('forty series that are silent by one cause', () => {
  it.each([
    ['of one monitor', 1, 40],
    ['of four monitors of a source', 4, 10],
  ])('%s are one message, and one when they are back', async (_, monitors, series) => {
    const { live, told } = await stage({
      ...{ monitors, series, isSilent: (_index, minute) => minute >= 30 && minute < 200 },
      monitor: { silentAfter: '1h' },
    });
    await live(0, 300, 5);
    expect(told().map(({ kind }) => kind)).toEqual(['problem', 'over']);
    expect(told()[0]?.title).toMatch(/nothing comes from influx|40 series/);
  });
});

describe('a restart after a day off', () => {
  it('tells how things are, not what was: no flood', async () => {
    // Half of the series came and went while nobody looked; one of them is silent still.
    const isSilent = (index: number, minute: number): boolean =>
      index % 2 === 1 && (Math.floor(minute / 90) % 2 === 1 || (index === 7 && minute > 1200));
    const { live, stop, told } = await stage({
      ...{ monitors: 5, series: 4, isSilent, monitor: { silentAfter: '30m', cron: '*/15 * * * *' } },
      news: { remind: '1d' },
    });
    await live(0, 60, 15);
    await stop();
    const before = told().length;
    await live(25 * 60, 25 * 60 + 5, 5);
    const after = told().slice(before);
    expect(after).toMatchObject([
      { kind: 'problem', title: 'm1.t{n=3}: silent', at: '2026-11-02T12:45:00.000Z' },
    ]);
  });

  it.each([
    ['a quarter of an hour', 25, ['problem', 'over']],
    ['longer', 26, []],
  ])('after %s tells what came and went meanwhile: %i minutes', async (_, minute, kinds) => {
    const { live, stop, told } = await stage({
      ...{ monitors: 1, series: 2, isSilent: (index, at) => index === 0 && at >= 5 && at < 10 },
      monitor: { window: '5m', silentAfter: '2m' },
    });
    await live(0, 5, 5);
    await stop();
    await live(minute, minute, 1);
    expect(told().map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe('a thousand changes of state in a minute', () => {
  async function office(isRead: boolean) {
    const store = openStore(':memory:');
    closing.push(() => store.close());
    let now = NOON;
    const received: News[] = [];
    const target: Target = {
      ...{ name: 'phone', location: 'nowhere', isRead, timeoutMs: 1000, close: async () => undefined },
      async deliver(news): Promise<Delivery> {
        received.push(news);
        return { outcome: 'delivered' };
      },
    };
    const options = { store, clock: () => now, random: () => 1, log, giveUpMs: 24 * HOUR, perHour: 20 };
    const never = new AbortController().signal;
    for (let i = 0; i < 1000; i += 1) {
      now = NOON + i * 60;
      const news = JSON.stringify(someNews({ key: `k${i}`, title: `change ${i}` }));
      await store.enqueue([{ target: 'phone', key: `k${i}`, news, dueAt: now }], now);
      await deliverWaiting(target, options, never, never);
    }
    for (let minute = 0; minute <= 120; minute += 1) {
      now = NOON + HOUR + minute * MINUTE;
      await deliverWaiting(target, options, never, never);
    }
    return { store, received };
  }

  it('are bounded messages to people, in which all are counted, and leave nothing behind', async () => {
    const { store, received } = await office(true);
    expect(received).toHaveLength(21);
    expect(received.reduce((sum, { count }) => sum + count, 0)).toBe(1000);
    expect(await store.deliveryCounts()).toMatchObject([{ waiting: 0, sent: 21, dead: 0 }]);
  });

  it('are all delivered to a program, in their order', async () => {
    const { received } = await office(false);
    expect(received.map(({ key }) => key)).toEqual(Array.from({ length: 1000 }, (_, i) => `k${i}`));
    expect(parseNews(JSON.stringify(received[0]))).toBeDefined();
  });
});
