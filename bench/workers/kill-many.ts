import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { seededRandom } from '../../src/lib/random.ts';
import { openStore } from '../../src/store/postgres/store.ts';
import type { Store } from '../../src/store/store.ts';
import { crashes, createFleet, type Fleet } from '../torture/fleet.ts';
import { SENSORS, startSensors } from '../torture/sensors.ts';
import { baselineViolations } from '../torture/uninterrupted.ts';
import { startQuickModel } from './model.ts';

export interface KillManyOptions {
  /** The folder that holds `dist/`. */
  readonly project: string;
  /** Of an empty PostgreSQL database. */
  readonly url: string;
  readonly kills: number;
  readonly seed: string;
  readonly workers?: number;
  readonly tell?: (line: string) => void;
}

export interface KillManyReport {
  readonly kills: number;
  readonly windows: number;
  readonly results: number;
  readonly answered: number;
  /** Of the windows, by how many tries they took. */
  readonly attempts: Readonly<Record<string, number>>;
  /** Until everything that was due was done, once nobody was killed any more. */
  readonly recoveryMs: number;
  readonly violations: readonly string[];
}

const MONITORS = ['one', 'two', 'three', 'four'];
/** A run that was under way at the last kill waits for its lease, and what piled up meanwhile is made up for. */
const RECOVERY_MS = 600_000;

/**
 * Lets several workers on one database run a window every two seconds, ends one after the other by `kill -9`, lets those that are left
 * finish what is due, and looks whether a window was lost, done twice or written by half, or a point missed or learned twice.
 */
export async function killMany(options: KillManyOptions): Promise<KillManyReport> {
  const { project, url, kills, seed, workers = 4, tell } = options;
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-workers-'));
  const [sensors, model] = [await startSensors(), await startQuickModel()];
  const config = join(folder, 'plumbline.yaml');
  writeFileSync(config, configText(sensors.url, model.url, url));
  const fleet = createFleet(project, config);
  const random = seededRandom(seed);
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  try {
    for (let count = 0; count < workers; count += 1) fleet.start();
    await client.connect();
    await untilBegun(client, fleet);
    for (let count = 0; count < kills; count += 1) {
      await pause(100 + random() * 900);
      const living = fleet.living();
      const victim = living[Math.floor(random() * living.length)];
      if (victim !== undefined) await fleet.kill(victim);
      fleet.start();
      if ((count + 1) % 20 === 0) tell?.(`${count + 1} killed`);
    }
    const since = performance.now();
    await recovered(client);
    const recoveryMs = Math.round(performance.now() - since);
    for (const worker of fleet.living()) await fleet.terminate(worker);
    const store = await openStore(url, 'read');
    const violations = [...crashes(fleet), ...(await violationsIn(client, store))];
    await store.close();
    return { kills, recoveryMs, violations, ...(await counts(client)) };
  } finally {
    await fleet.killAll();
    await client.end();
    await Promise.all([sensors.close(), model.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function untilBegun(client: Client, fleet: Fleet): Promise<void> {
  for (;;) {
    const [first] = fleet.all;
    if (fleet.living().length === 0) throw new Error(`no worker stays alive: ${first?.stderr}`);
    const found = await client
      .query(`SELECT count(DISTINCT monitor)::int AS n FROM baselines`)
      .catch(() => ({ rows: [{ n: 0 }] }));
    if (found.rows[0]?.n === MONITORS.length) return;
    await pause(100);
  }
}

/** Waits until no window of before is open any more, and no question waits. */
async function recovered(client: Client): Promise<void> {
  const until = performance.now() + RECOVERY_MS;
  const { rows: begun } = await client.query('SELECT now() AS begun');
  for (;;) {
    const { rows } = await client.query(
      `SELECT count(DISTINCT monitor)::int AS monitors FROM runs AS r
       WHERE status = 'done' AND window_end > $1 AND NOT EXISTS (
         SELECT 1 FROM runs AS o WHERE o.monitor = r.monitor AND o.window_end <= $1 AND o.status IN ('running', 'failed'))`,
      [begun[0]?.begun],
    );
    if (rows[0]?.monitors === MONITORS.length) return;
    if (performance.now() > until) throw new Error(`what was due is not done: ${await stateOf(client)}`);
    await pause(200);
  }
}

async function stateOf(client: Client): Promise<string> {
  const { rows } = await client.query(
    `SELECT monitor, status, count(*)::int AS n, max(window_end) AS newest, max(attempt) AS attempt, max(lease_until) AS lease,
       now() AS now FROM runs GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  return JSON.stringify(rows);
}

async function counts(client: Client) {
  const runs = await client.query(
    `SELECT attempt, count(*)::int AS n FROM runs WHERE status = 'done' GROUP BY attempt ORDER BY attempt`,
  );
  const results = await client.query(
    `SELECT count(*)::int AS n, count(*) FILTER (WHERE model_status = 'answered')::int AS answered FROM results`,
  );
  return {
    windows: runs.rows.reduce((sum, { n }) => sum + n, 0),
    attempts: Object.fromEntries(runs.rows.map(({ attempt, n }) => [attempt, n])),
    results: results.rows[0]?.n ?? 0,
    answered: results.rows[0]?.answered ?? 0,
  };
}

/** Questions to the tables, each of which has no answer where all is well. */
const VIOLATIONS: Readonly<Record<string, string>> = {
  'a window lies between two others and is not in the ledger': `
    SELECT monitor || ' after ' || window_end AS what FROM (
      SELECT monitor, window_end, lead(window_end) OVER (PARTITION BY monitor ORDER BY window_end) AS next FROM runs) AS t
    WHERE next - window_end > interval '2 seconds'`,
  'a window is neither done nor the newest ones under way': `
    SELECT monitor || ' ' || window_end || ' ' || status || ' ' || coalesce(error, '') AS what FROM runs AS r
    WHERE status <> 'done' AND EXISTS (
      SELECT 1 FROM runs AS o WHERE o.monitor = r.monitor AND o.window_end > r.window_end AND o.status = 'done')`,
  'a window that is done has not a result for each sensor': `
    SELECT r.monitor || ' ' || r.window_end || ' has ' || count(x.id) AS what FROM runs AS r
    LEFT JOIN results AS x ON x.monitor = r.monitor AND x.window_end = r.window_end
    WHERE r.status = 'done' GROUP BY r.monitor, r.window_end HAVING count(x.id) <> ${SENSORS.length}`,
  'a window that is not done has results': `
    SELECT r.monitor || ' ' || r.window_end AS what FROM runs AS r
    JOIN results AS x ON x.monitor = r.monitor AND x.window_end = r.window_end WHERE r.status <> 'done'`,
  'a question has come to its end and still waits': `
    SELECT q.result_id::text AS what FROM questions AS q JOIN results AS x ON x.id = q.result_id WHERE x.model_status IS NOT NULL`,
  'a question is open and waits nowhere': `
    SELECT x.id::text AS what FROM results AS x WHERE x.model_status IS NULL
      AND NOT EXISTS (SELECT 1 FROM questions AS q WHERE q.result_id = x.id)`,
};

/** What is wrong in a database on which no worker is at work. */
export async function violationsIn(client: Client, store: Store): Promise<readonly string[]> {
  const violations: string[] = [];
  for (const [name, sql] of Object.entries(VIOLATIONS)) {
    const { rows } = await client.query(`${sql} LIMIT 5`);
    for (const { what } of rows) violations.push(`${name}: ${what}`);
  }
  for (const monitor of MONITORS) violations.push(...(await baselineViolations(store, monitor, 'sensors')));
  return violations;
}

function configText(sensors: string, model: string, url: string): string {
  const monitors = MONITORS.map(
    (name) => `
  - name: ${name}
    cron: "*/2 * * * * *"
    window: 20s
    delay: 0s
    source: sensors
    catchUp: 10000
    attempts: 100
    history: 3m
    ask: always
    maxQuestions: 1
    query: { measurement: room, fields: [temperature] }`,
  );
  return `
sources:
  sensors: { kind: influxql, url: "${sensors}", database: d, concurrency: 4 }
monitors:${monitors.join('')}
model: { url: "${model}", name: quick }
web: off
database: { url: "${url}" }
log: { level: info, format: json }
`;
}
