import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { createFleet } from '../torture/fleet.ts';
import { startSource } from './source.ts';

export interface ScaleFigures {
  readonly workers: number;
  /** Windows done in a second, and the series in them, while there was more to do than could be done. */
  readonly windowsPerSecond: number;
  readonly seriesPerSecond: number;
  /** The same by worker, the busiest first. */
  readonly byWorker: readonly number[];
}

export interface ScaleOptions {
  readonly project: string;
  readonly url: string;
  readonly workers: number;
  readonly monitors: number;
  readonly seriesPerMonitor: number;
  /** How long the source takes for each answer, ms. */
  readonly sourceMs: number;
  readonly forMs: number;
}

/** Lets workers run monitors that are due every second on a source that takes its time, and counts what they get done. */
export async function measureScale(options: ScaleOptions): Promise<ScaleFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-scale-'));
  const source = await startSource({ series: options.seriesPerMonitor, delayMs: options.sourceMs });
  const config = join(folder, 'plumbline.yaml');
  writeFileSync(config, configText(options, source.url));
  const fleet = createFleet(options.project, config);
  const client = new Client({ connectionString: options.url });
  try {
    for (let count = 0; count < options.workers; count += 1) fleet.start();
    await client.connect();
    const doneBy = async () =>
      (
        await client
          .query(`SELECT worker, count(*)::int AS n FROM runs WHERE status = 'done' GROUP BY worker`)
          .catch(() => ({ rows: [] }))
      ).rows;
    // All are at work before anything is counted.
    while ((await doneBy()).length < options.workers) await pause(200);
    await pause(3000);
    const before = new Map((await doneBy()).map(({ worker, n }) => [worker, n]));
    const since = performance.now();
    await pause(options.forMs);
    const seconds = (performance.now() - since) / 1000;
    const rates = (await doneBy()).map(({ worker, n }) => (n - (before.get(worker) ?? 0)) / seconds);
    const windowsPerSecond = rates.reduce((sum, rate) => sum + rate, 0);
    return {
      workers: options.workers,
      windowsPerSecond: round(windowsPerSecond),
      seriesPerSecond: round(windowsPerSecond * options.seriesPerMonitor),
      byWorker: rates.map(round).toSorted((a, b) => b - a),
    };
  } finally {
    await fleet.killAll();
    await client.end();
    await source.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const round = (value: number): number => Math.round(value * 10) / 10;

function configText({ url, monitors }: ScaleOptions, source: string): string {
  const all = Array.from(
    { length: monitors },
    (_, index) => `
  - { name: m${index}, cron: "* * * * * *", window: 10s, delay: 0s, source: slow, catchUp: 10000, history: 0s, ask: never,
      query: { measurement: room, fields: [temperature] } }`,
  );
  return `
sources:
  slow: { kind: influxql, url: "${source}", database: d, concurrency: 1 }
monitors:${all.join('')}
model: { url: none }
web: off
database: { url: "${url}" }
log: { level: warn, format: json }
`;
}
