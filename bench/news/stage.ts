import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app.ts';
import { configSchema } from '../../src/config/schema.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { createLogger } from '../../src/lib/log.ts';
import { NO_NOTES, type SeriesWindow, type Source, type Window } from '../../src/source/source.ts';
import { createBaselinePool } from '../../src/store/baseline-pool.ts';
import { startWorker } from '../../src/worker.ts';

export const MINUTE = 60_000;

export interface StageOptions {
  readonly clock: Clock;
  readonly url: string;
  readonly monitor: object;
  readonly read: (window: Window) => readonly SeriesWindow[];
}

/** A worker with one monitor over a source in memory, a store in a file of its own, and a webhook. */
export async function startStage({ clock, url, monitor, read }: StageOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-news-'));
  const config = configSchema.parse({
    sources: { memory: { kind: 'influxdb2', url: 'http://127.0.0.1:1', org: 'o', bucket: 'b' } },
    targets: { hook: { kind: 'webhook', url } },
    monitors: [
      {
        ...{ name: 'm', delay: '0s', source: 'memory', history: '0s' },
        query: { measurement: 'm', fields: ['a'] },
        ...monitor,
      },
    ],
    news: { perHour: 10_000 },
    model: { url: 'none' },
    database: { path: join(folder, 'news.db') },
  });
  const app = await createApp(config, { clock, log: createLogger('silent', 'json') });
  const { store } = app.pipeline;
  const source: Source = {
    ...{ name: 'memory', kind: 'influxdb2', budget: { mostMs: MINUTE, leastMs: MINUTE } },
    read: async (_query, window) => read(window),
  };
  const pipeline = {
    ...app.pipeline,
    sources: new Map([['memory', source]]),
    baselines: createBaselinePool(store),
  };
  return {
    ...{ store, path: config.database.path },
    start: () => startWorker({ ...app, pipeline }),
    async close() {
      await app.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A quiet series with a reading at each multiple of an interval. */
export function seriesOf(
  series: string,
  { start, end }: Window,
  intervalMs: number,
  level: number,
): SeriesWindow {
  const times: number[] = [];
  for (let time = Math.ceil(start / intervalMs) * intervalMs; time < end; time += intervalMs)
    times.push(time);
  const values = times.map(
    (time) => level + Math.round(20 * Math.sin(time / 7e6) + 10 * Math.sin(time / 1.3e4)) / 50,
  );
  return { series, times: Float64Array.from(times), values: Float64Array.from(values), notes: NO_NOTES };
}

/** A receiver that takes everything, and when by the true clock it did. */
export async function startReceiver() {
  const received: { readonly at: number; readonly key: string }[] = [];
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      received.push({ at: Date.now(), key: String(request.headers['idempotency-key']) });
      response.end('ok');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    received,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
