import { once } from 'node:events';
import { createServer } from 'node:net';
import mqtt from 'mqtt';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../src/app.ts';
import { configSchema } from '../../src/config/schema.ts';
import { createLogger } from '../../src/lib/log.ts';
import { createBaselinePool } from '../../src/store/baseline-pool.ts';
import { startWorker } from '../../src/worker.ts';
import { hasMosquitto, LOGIN, startMosquitto } from '../support/mosquitto.ts';
import { calm, HOUR, memorySource, NOON, sensor } from '../support/pipeline.ts';
import { type RawServer, send, startRawServer } from '../support/raw-server.ts';

const log = createLogger('silent', 'json');
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A receiver that answers these statuses in turn, and 200 from then on. */
async function receiver(...statuses: number[]): Promise<RawServer> {
  const server = await startRawServer((socket) => send(socket, statuses.shift() ?? 200, 'ok'));
  closing.push(() => server.close());
  return server;
}

/** A worker that watches one sensor, hour by hour, and tells a webhook; the sensor is silent in the hours that are named. */
async function watched(
  url: string,
  silent: readonly number[],
  news: object = {},
  monitors = 1,
  targets: object = { hook: { kind: 'webhook', url, timeout: '1s' } },
  more: object = {},
) {
  const config = configSchema.parse({
    model: { url: 'none' },
    sources: { influx: { kind: 'influxdb2', url: 'http://127.0.0.1:1', org: 'o', bucket: 'b' } },
    targets,
    monitors: Array.from({ length: monitors }, (_, i) => ({
      ...{ name: `m${i + 1}`, cron: '0 * * * *', window: '1h', delay: '0s', source: 'influx', history: '0s' },
      query: { measurement: 'environment', fields: ['temperature'] },
    })),
    news,
    ...more,
  });
  let now = NOON;
  const app = await createApp(config, { clock: () => now, log, databasePath: ':memory:' });
  const isSilent = (minute: number) => silent.includes(Math.floor((minute * 60_000 - NOON) / HOUR) + 1);
  const read = sensor('environment.temperature', (minute) => (isSilent(minute) ? undefined : calm(minute)));
  const source = memorySource('influx', (window) => {
    const series = read(window);
    return series.times.length === 0 ? [] : [series];
  });
  const pipeline = {
    ...app.pipeline,
    sources: new Map([['influx', source]]),
    baselines: createBaselinePool(app.pipeline.store),
  };
  closing.push(() => app.close());
  return {
    store: app.pipeline.store,
    /** What a worker does that starts at this hour. */
    async at(hour: number) {
      now = NOON + hour * HOUR;
      const worker = startWorker({ ...app, pipeline });
      await worker.idle();
      return worker;
    },
  };
}

const bodies = ({ requests }: RawServer) => requests.map(({ body }) => JSON.parse(body));

describe('a worker with a target', () => {
  it('tells of a sensor that falls silent, once, and of its return', async () => {
    const server = await receiver();
    const { at } = await watched(server.url, [1, 2]);
    for (const hour of [0, 1, 2, 3]) await at(hour);
    expect(bodies(server).map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
      'problem: environment.temperature: silent',
      'over: environment.temperature: normal again',
    ]);
    const [problem, over] = bodies(server);
    expect(over.thread).toBe(problem.key);
    expect(problem.series[0]).toMatchObject({ verdict: 'missing', since: '2026-11-01T13:00:00.000Z' });
  });

  it('tells once that nothing comes from a source, and once that it does again, over all of its monitors', async () => {
    const server = await receiver();
    const { at, store } = await watched(server.url, [1, 2], {}, 5);
    for (const hour of [0, 1, 2, 3]) await at(hour);
    expect(bodies(server).map(({ kind }) => kind)).toEqual(['problem', 'over']);
    expect(await store.told('m5')).toMatchObject([{ verdict: 'normal' }]);
  });

  it('tells once that a monitor never saw a reading, unlike of a silent series, and once that the first have come', async () => {
    const server = await receiver();
    const { at } = await watched(server.url, [0, 1, 2, 3, 4, 5]);
    for (const hour of [0, 1, 2, 5, 6, 7]) await at(hour);
    expect(bodies(server).map(({ kind, severity, title }) => ({ kind, severity, title }))).toEqual([
      { kind: 'problem', severity: 'warning', title: 'm1: no reading was ever seen' },
      { kind: 'over', severity: 'success', title: 'm1: the first readings have come' },
    ]);
    const [problem, over] = bodies(server);
    expect(problem.text).toMatch(
      /^The query of m1 has found nothing in influx so far: no point was ever seen: /,
    );
    expect(over.thread).toBe(problem.key);
  });

  it('says nothing of a monitor whose first readings come within news.for', async () => {
    const server = await receiver();
    const { at } = await watched(server.url, [0, 1], { for: '3h' });
    for (const hour of [0, 1, 2, 3, 4, 5]) await at(hour);
    expect(bodies(server)).toEqual([]);
  });

  it('tells that a monitor never saw a reading when that has lasted for news.for', async () => {
    const server = await receiver();
    const { at } = await watched(server.url, [0, 1, 2, 3], { for: '2h' });
    const told: number[] = [];
    for (const hour of [0, 1, 2, 3]) {
      await at(hour);
      told.push(bodies(server).length);
    }
    expect(told).toEqual([0, 0, 1, 1]);
  });

  it('reports once what happened, also where the hour of it was slept through', async () => {
    const server = await receiver();
    const digest = { cron: '30 15 * * *', targets: ['hook'] };
    const { at } = await watched(server.url, [1, 2, 3], {}, 1, undefined, { digest });
    for (const hour of [0, 1, 2, 5, 5.1]) await at(hour);
    const digests = bodies(server).filter(({ kind }) => kind === 'digest');
    expect(digests).toMatchObject([
      {
        key: 'digest/2026-11-01T15:30:00.000Z',
        title: 'Digest: 1 ended',
        window: { start: '2026-10-31T15:30:00.000Z', end: '2026-11-01T15:30:00.000Z' },
      },
    ]);
    expect(digests[0].text).toContain('was silent in 3 windows');
  });

  it('does not tell windows that are made up for long after', async () => {
    const server = await receiver();
    const { at } = await watched(server.url, [1, 2], { maxAge: '30m' });
    await at(0);
    await at(20);
    expect(bodies(server)).toEqual([]);
  });

  it('keeps what could not be delivered until it can', async () => {
    const server = await receiver(503);
    const { at, store } = await watched(server.url, [1]);
    await at(0);
    await at(1);
    expect(await store.deliveryCounts()).toMatchObject([
      { target: 'hook', waiting: 1, reason: 'answered 503: ok' },
    ]);
    await at(1.1);
    expect(bodies(server).map(({ key }) => key)).toEqual(
      Array(2).fill('influx/2026-11-01T13:00:00.000Z/silent'),
    );
    expect(await store.deliveryCounts()).toMatchObject([{ waiting: 0, sent: 1 }]);
  });

  it.skipIf(!hasMosquitto())(
    'shows at a broker how series are after each run, of those that it is to know of',
    async () => {
      const { port, stop } = await startMosquitto();
      closing.push(stop);
      const target = { kind: 'mqtt', url: `mqtt://127.0.0.1:${port}`, ...LOGIN, timeout: '2s' };
      const home = { ...target, only: { monitors: ['m2'], severity: 'failure' } };
      const { at } = await watched('http://127.0.0.1:1', [], {}, 2, { home });
      const client = mqtt.connect(`mqtt://127.0.0.1:${port}`, LOGIN);
      closing.push(() => client.endAsync(true));
      const seen = new Map<string, string>();
      client.on('message', (topic, payload) => seen.set(topic, payload.toString()));
      await client.subscribeAsync('plumbline/series/#');
      await at(0);
      const topic = 'plumbline/series/m2/environment_2e_temperature';
      await vi.waitUntil(() => seen.has(`${topic}/score`), { timeout: 8000 });
      expect(Number(seen.get(`${topic}/value`))).toBeCloseTo(20, -1);
      expect(seen.get(topic)).toBe('OFF');
      expect([...seen.keys()].filter((one) => !one.startsWith(topic))).toEqual([]);
    },
  );

  it('connects to a broker before there are any news, which tells others that it lives', async () => {
    const broker = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    await once(broker, 'listening');
    const address = broker.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const targets = { home: { kind: 'mqtt', url: `mqtt://127.0.0.1:${port}`, timeout: '1s' } };
    const connected = once(broker, 'connection');
    const { at } = await watched('http://127.0.0.1:1', [], {}, 1, targets);
    await at(0);
    const [socket] = await connected;
    socket.destroy();
    broker.close();
  });
});
