// A worker of its own for one number of series: `node worker.js SERIES RUNS PORT FOLDER`, which sends its figures to its parent.
// With no run it only writes what was learned into the database.
import { join } from 'node:path';
import { createApp } from '../../src/app.ts';
import { configSchema } from '../../src/config/schema.ts';
import { baselineSettings } from '../../src/detect/settings.ts';
import { createLogger } from '../../src/lib/log.ts';
import { runWindow } from '../../src/run.ts';
import { freshBaseline } from '../../src/store/baseline-pool.ts';
import { median, rounded, timed } from '../tick/measure.ts';
import { FIRST_END, readingOf, STEP_MS, WINDOW_MS } from './sensors.ts';

/** More points than a baseline remembers: none is larger. */
const PAST_POINTS = 7000;
const SAVED_AT_ONCE = 500;

const [series = 0, runs = 0, port = 0] = process.argv.slice(2, 5).map(Number);
const folder = process.argv[5] ?? '';

const config = configSchema.parse({
  sources: {
    influx: {
      kind: 'influxdb2',
      url: `http://127.0.0.1:${port}`,
      ...{ org: 'lab', bucket: 'sensors', token: 'none', timeout: '60s', budget: '10m' },
      maxPoints: 10_000_000,
    },
  },
  monitors: [
    {
      name: 'plant',
      cron: '* * * * *',
      source: 'influx',
      query: { measurement: 'environment', fields: ['temperature'], groupBy: ['sensor'] },
      unit: '°C',
      ask: 'never',
    },
  ],
});
const [monitor] = config.monitors;
if (monitor === undefined) throw new Error('the config has one monitor');
let now = FIRST_END;
const databasePath = join(folder, `${series}.db`);
const app = await createApp(config, { clock: () => now, log: createLogger('silent', 'json'), databasePath });
const { signal } = new AbortController();

/** What was learned long ago: the same of each series, as large as it gets. */
async function remember(): Promise<void> {
  if (monitor === undefined) return;
  const from = FIRST_END - (PAST_POINTS + 1) * STEP_MS;
  const key = { monitor: monitor.name, source: 'influx', series: '' };
  const { baseline } = freshBaseline(key, baselineSettings(monitor));
  for (let row = 0; row < PAST_POINTS; row += 1) {
    baseline.push(from + row * STEP_MS, readingOf(0, from + row * STEP_MS));
  }
  const content = { kind: 'snapshot' as const, snapshot: baseline.snapshot() };
  for (let first = 0; first < series; first += SAVED_AT_ONCE) {
    const count = Math.min(SAVED_AT_ONCE, series - first);
    const steps = Array.from({ length: count }, (_, at) => {
      const name = `environment.temperature{sensor=s${first + at}}`;
      return { ...key, series: name, seq: 1, content };
    });
    await app.pipeline.store.saveBaselines(monitor.name, steps, 0);
  }
}

async function tick(round: number): Promise<void> {
  if (monitor === undefined) return;
  const end = FIRST_END + round * STEP_MS;
  now = end + monitor.delay;
  const report = await runWindow(monitor, { start: end - WINDOW_MS, end }, app.pipeline, signal);
  if (report.status === 'failed') throw report.error;
  if (report.status === 'taken' || report.resultIds.length !== series) throw new Error('not all series');
  if (report.untrained.length > 0) throw new Error('the baselines were not there');
}

async function measure() {
  const first = await timed(() => tick(0));
  const later = [];
  for (let round = 1; round <= runs; round += 1) later.push(await timed(() => tick(round)));
  return {
    series,
    points: (series * WINDOW_MS) / STEP_MS,
    firstCpuSeconds: rounded(first.cpuMs / 1000, 2),
    cpuSeconds: rounded(median(later.map(({ cpuMs }) => cpuMs)) / 1000, 2),
    seconds: rounded(median(later.map(({ ms }) => ms)) / 1000, 2),
    peakMB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

if (runs === 0) await remember();
else process.send?.(await measure());
await app.close();
process.disconnect?.();
