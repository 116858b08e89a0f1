import { request } from 'node:http';
import { type App, createApp } from '../../src/app.ts';
import { configSchema, type MonitorConfig } from '../../src/config/schema.ts';
import { learn } from '../../src/learn.ts';
import { createLogger } from '../../src/lib/log.ts';
import { type FinishedReport, runWindow } from '../../src/run.ts';
import { buildFlux } from '../../src/source/flux-query.ts';
import type { Window } from '../../src/source/source.ts';

const QUERY = { measurement: 'environment', fields: ['temperature'], where: { room: 'office' } };
const BUCKET = 'sensors';

export interface Ticker {
  /** One tick through the real pipeline: claim, read, inspect, store. */
  tick(window: Window): Promise<FinishedReport>;
  close(): Promise<void>;
}

/** A worker's pipeline on a database file, with one monitor of that source; nothing is ever asked of a model. */
export function createTicker(source: object, windowMs: number, databasePath: string): Ticker {
  const config = configSchema.parse({
    sources: { measured: source },
    monitors: [
      {
        name: 'office',
        cron: '* * * * *',
        source: 'measured',
        window: `${windowMs}ms`,
        history: `${windowMs}ms`,
        query: QUERY,
        unit: '°C',
      },
    ],
    // An address that is never called: with `none` no question would be made of a run.
    model: { url: 'http://127.0.0.1:9/v1' },
  });
  const [monitor] = config.monitors;
  if (monitor === undefined) throw new Error('the config has one monitor');
  let now = 0;
  const app = createApp(config, { clock: () => now, log: createLogger('silent', 'json'), databasePath });
  return {
    async tick(window) {
      now = window.end + monitor.delay;
      return tick(app, monitor, window);
    },
    close: () => app.close(),
  };
}

async function tick(app: App, monitor: MonitorConfig, window: Window): Promise<FinishedReport> {
  const { signal } = new AbortController();
  const report = await runWindow(monitor, window, app.pipeline, signal);
  if (report.status === 'failed') throw report.error;
  if (report.status === 'taken') throw new Error('the window is taken');
  if (report.untrained.length > 0) {
    await learn({ ...report, monitor, window, series: report.untrained }, app.pipeline, signal);
  }
  return report;
}

export function influxSource(url: string): object {
  return { kind: 'influxdb2', url, org: 'lab', bucket: BUCKET, token: 'none', timeout: '60s' };
}

/** The query that the tick sends for a window. */
export function fluxFor(window: Window): string {
  return buildFlux(BUCKET, { ...QUERY, groupBy: [], aggregate: 'mean' }, window);
}

/** The same query with nothing done but reading its bytes; returns how many. */
export function bareQuery(url: string, window: Window): Promise<number> {
  return new Promise((resolve, reject) => {
    const post = request(`${url}/api/v2/query?org=lab`, { method: 'POST', agent: false }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve(bytes)).on('error', reject);
    });
    post.on('error', reject);
    post.end(JSON.stringify({ query: fluxFor(window), type: 'flux' }));
  });
}
