import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { createFleet } from '../torture/fleet.ts';
import { secondsOf, secondsOfSiblings } from './processor.ts';
import { startSource } from './source.ts';

export interface MinuteFigures {
  readonly series: number;
  readonly workers: number;
  /** Of each watched minute: its series that were done, and how long after its end the last of them was, s. */
  readonly rounds: readonly { readonly done: number; readonly lastAfterS: number }[];
  /** Processor seconds of a minute, of all workers and of the server. */
  readonly workersS: number;
  readonly serverS: number;
  /** Windows of the watched minutes by the workers that did them. */
  readonly byWorker: readonly number[];
}

export interface MinuteOptions {
  readonly project: string;
  readonly url: string;
  readonly series: number;
  readonly workers: number;
  readonly minutes: number;
}

const MINUTE = 60_000;
const SERIES_A_MONITOR = 250;
const LONGEST_START_MS = 3 * MINUTE;

/** Lets workers share monitors of 250 series that are due each minute, windows of an hour with a reading a minute. */
export async function measureMinutes(options: MinuteOptions): Promise<MinuteFigures> {
  const { project, url, series, workers, minutes } = options;
  const monitors = Math.ceil(series / SERIES_A_MONITOR);
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-minutes-'));
  const source = await startSource({ series: SERIES_A_MONITOR, everyS: 60 });
  const config = join(folder, 'plumbline.yaml');
  writeFileSync(config, configText(monitors, source.url, url));
  const fleet = createFleet(project, config);
  const client = new Client({ connectionString: url });
  try {
    for (let count = 0; count < workers; count += 1) fleet.start();
    await client.connect();
    const [backend] = (await client.query('SELECT pg_backend_pid() AS pid')).rows;
    const spent = () => ({
      workersS: fleet.living().reduce((sum, { process }) => sum + secondsOf(process.pid), 0),
      serverS: secondsOfSiblings(backend.pid),
    });
    // The first round learns who is there. Where the cores are not enough it never ends, and the figures say so.
    const until = Date.now() + LONGEST_START_MS;
    while (Date.now() < until && !(await isDone(client, monitors))) await pause(500);
    const first = nextMinute();
    await pause(first - Date.now());
    const before = spent();
    const last = first + (minutes - 1) * MINUTE;
    await pause(last + MINUTE - Date.now());
    const after = spent();
    return {
      ...{ series: monitors * SERIES_A_MONITOR, workers },
      ...(await counted(client, first, last)),
      workersS: round((after.workersS - before.workersS) / minutes),
      serverS: round((after.serverS - before.serverS) / minutes),
    };
  } finally {
    await fleet.killAll();
    await client.end();
    await source.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const nextMinute = (): number => (Math.floor(Date.now() / MINUTE) + 1) * MINUTE;
const round = (value: number): number => Math.round(value * 10) / 10;

/** Whether each monitor has done a window, and none is under way. */
async function isDone(client: Client, monitors: number): Promise<boolean> {
  const found = await client
    .query(
      `SELECT count(DISTINCT monitor) FILTER (WHERE status = 'done')::int AS done,
         count(*) FILTER (WHERE status = 'running')::int AS running FROM runs`,
    )
    .catch(() => undefined);
  return found?.rows[0]?.done === monitors && found.rows[0]?.running === 0;
}

async function counted(
  client: Client,
  first: number,
  last: number,
): Promise<Pick<MinuteFigures, 'rounds' | 'byWorker'>> {
  const span = [new Date(first), new Date(last)];
  const rounds = await client.query(
    `SELECT sum(series)::int AS done, extract(epoch FROM max(finished_at) - window_end)::float8 AS after FROM runs
     WHERE status = 'done' AND window_end BETWEEN $1 AND $2 GROUP BY window_end ORDER BY window_end`,
    span,
  );
  const workers = await client.query(
    `SELECT count(*)::int AS n FROM runs WHERE status = 'done' AND window_end BETWEEN $1 AND $2 GROUP BY worker ORDER BY 1 DESC`,
    span,
  );
  return {
    rounds: rounds.rows.map(({ done, after }) => ({ done, lastAfterS: round(after) })),
    byWorker: workers.rows.map(({ n }) => n),
  };
}

function configText(monitors: number, source: string, url: string): string {
  const all = Array.from(
    { length: monitors },
    (_, index) => `
  - { name: m${index}, cron: "* * * * *", window: 1h, delay: 0s, source: rooms, history: 0s, ask: never,
      query: { measurement: room, fields: [temperature] } }`,
  );
  return `
sources:
  rooms: { kind: influxql, url: "${source}", database: d }
monitors:${all.join('')}
model: { url: none }
web: off
database: { url: "${url}" }
log: { level: warn, format: json }
`;
}
