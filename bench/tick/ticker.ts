import { type App, createApp } from '../../src/app.ts';
import { learn } from '../../src/attend/learn.ts';
import { configSchema, type MonitorConfig } from '../../src/config/schema.ts';
import { createLogger } from '../../src/lib/log.ts';
import { type FinishedReport, runWindow } from '../../src/run.ts';
import type { Window } from '../../src/source/source.ts';
import { QUERY } from './places.ts';

export interface Ticker {
  /** One tick through the real pipeline: claim, read, inspect, store. The first one learns the baseline as well. */
  tick(window: Window): Promise<FinishedReport>;
  close(): Promise<void>;
}

/** A worker's pipeline on a database file, with one monitor of that source; nothing is ever asked of a model. */
export async function createTicker(source: object, windowMs: number, databasePath: string): Promise<Ticker> {
  const config = configSchema.parse({
    sources: { measured: source },
    monitors: [
      {
        name: 'office',
        cron: '* * * * *',
        source: 'measured',
        window: `${windowMs}ms`,
        history: `${windowMs}ms`,
        query: { measurement: QUERY.measurement, fields: [...QUERY.fields], where: QUERY.where },
        unit: '°C',
      },
    ],
    // An address that is never called: with `none` no question would be made of a run.
    model: { url: 'http://127.0.0.1:9/v1' },
  });
  const [monitor] = config.monitors;
  if (monitor === undefined) throw new Error('the config has one monitor');
  let now = 0;
  const app = await createApp(config, {
    clock: () => now,
    log: createLogger('silent', 'json'),
    databasePath,
  });
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
