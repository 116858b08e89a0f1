// `npm run bench:web`: how long the API takes for a week of one series while the same process runs window after window of a hundred series,
// over a database of a million results. Takes some minutes and 2 GB of the temporary folder.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app.ts';
import { configSchema } from '../../src/config/schema.ts';
import { describeWindow } from '../../src/context/describe-window.ts';
import { createLogger } from '../../src/lib/log.ts';
import { projectPath } from '../../src/lib/project.ts';
import { type Pipeline, runWindow } from '../../src/run.ts';
import { NO_NOTES, type Source, type Window } from '../../src/source/source.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { startWeb } from '../../src/web/server.ts';
import { fill } from '../store/database.ts';

const MINUTE = 60_000;
const SERIES = 100;
/** A week of windows, one a minute. */
const WINDOWS = 7 * 24 * 60;
const WINDOW_MS = 6 * 60 * MINUTE;

const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
const databasePath = join(folder, 'p.db');
const newest = Math.floor(Date.now() / MINUTE) * MINUTE;
try {
  const db = openDatabase(databasePath);
  fill(db, { monitors: 1, series: SERIES, windows: WINDOWS }, newest / 1000);
  db.close();
  await measure();
} finally {
  rmSync(folder, { recursive: true });
}

/** A point a minute of each series, in memory: what is measured is the worker, not a source. */
function memorySource(): Source {
  return {
    ...{ name: 'influx', kind: 'influxdb2', budget: { mostMs: MINUTE, leastMs: MINUTE } },
    async read(_query, { start, end }: Window) {
      const count = Math.floor((end - start) / MINUTE);
      const times = Float64Array.from({ length: count }, (_, at) => start + at * MINUTE);
      return Array.from({ length: SERIES }, (_, nth) => ({
        series: `environment.temperature{sensor=${nth + 1}}`,
        times,
        values: times.map(
          (time) => 20 + nth / 10 + Math.sin(time / 3e6) + (((time / MINUTE) * 7919 * (nth + 1)) % 10) / 50,
        ),
        notes: NO_NOTES,
      }));
    },
  };
}

async function measure(): Promise<void> {
  const config = configSchema.parse({
    sources: { influx: { kind: 'influxdb2', url: 'http://127.0.0.1:1', org: 'o', bucket: 'b' } },
    monitors: [
      {
        name: 'monitor-1',
        cron: '* * * * *',
        source: 'influx',
        window: '6h',
        delay: '0s',
        ask: 'never',
        query: { measurement: 'environment', fields: ['temperature'] },
      },
    ],
    model: { url: 'none' },
    web: { listen: '127.0.0.1:0' },
  });
  const [monitor] = config.monitors;
  const { web } = config;
  if (monitor === undefined || web === 'off') throw new Error('the config has a monitor and a page');
  let now = newest;
  const log = createLogger('silent', 'json');
  const app = await createApp(config, { clock: () => now, log, databasePath });
  const source = memorySource();
  const { store } = app.pipeline;
  const pipeline: Pipeline = {
    ...app.pipeline,
    sources: new Map([[source.name, source]]),
    historyFirstMs: 0,
  };
  const server = await startWeb({
    ...{ store, clock: () => now, log, web: () => web, config: () => config },
    configState: () => ({ ok: true, takenAt: now, notes: [] }),
    health: async () => ({ healthy: true, reason: 'healthy' }),
    proveWritable: async () => undefined,
    modelServers: () => [],
    readSeries: async (_monitor, span, signal) => ({
      series: await source.read(monitor.query, span, signal),
      ...{ source: source.name, fallbackReason: null },
    }),
    describe: (window, signal) => describeWindow(window, store, signal),
    runNow: async () => ({ refused: 'nothing is run here' }),
    tryTarget: async () => undefined,
    onChange: () => () => undefined,
    onMeasure: () => () => undefined,
  });
  const client = fork(projectPath('.build', 'bench', 'web', 'client.js'), [server.url, String(newest)]);
  let isOver = false;
  const ended = once(client, 'exit').then(() => {
    isOver = true;
  });
  let runs = 0;
  const started = performance.now();
  for (; !isOver; runs += 1) {
    now += MINUTE;
    const report = await runWindow(
      monitor,
      { start: now - WINDOW_MS, end: now },
      pipeline,
      new AbortController().signal,
    );
    if (report.status !== 'done') throw new Error(JSON.stringify(report));
  }
  await ended;
  const each = (performance.now() - started) / runs;
  console.log(`meanwhile ${runs} runs of ${SERIES} series, one after the other, ${each.toFixed(0)} ms each`);
  await server.close();
  await app.close();
}
