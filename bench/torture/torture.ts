import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { seededRandom } from '../../src/lib/random.ts';
import { createTestDatabase } from '../../test/support/database/create.ts';
import { crashes, createFleet, type Fleet } from './fleet.ts';
import { progress, violationsOf, windowsOf } from './invariants.ts';
import { mountSmall, ORDEALS, type Ordeal, type Stage, unmount } from './ordeals.ts';
import { type SensorServer, startSensors } from './sensors.ts';
import { baselineViolations } from './uninterrupted.ts';

export interface TortureOptions {
  /** The folder that holds `dist/`. */
  readonly project: string;
  readonly forMs: number;
  readonly seed: string;
  /** Names of ordeals; left out, all that are possible here. */
  readonly only?: readonly string[];
  readonly tell?: (line: string) => void;
  /** Where a copy of the database is put when something was wrong. */
  readonly keepAs?: string;
}

export interface TortureReport {
  readonly seed: string;
  readonly ordeals: Readonly<Record<string, number>>;
  readonly skipped: Readonly<Record<string, string>>;
  readonly windows: number;
  readonly workers: number;
  /** Until everything that was due was done, once all was well again. */
  readonly recoveryMs: number;
  readonly violations: readonly string[];
}

/** A run that was under way at a kill waits for its lease, one that failed for its next attempt. */
const RECOVERY_MS = 180_000;

/**
 * Lets workers run against servers of its own, treats them badly for a while, lets one finish what is due, and looks
 * whether anything was lost, doubled, halved or wrong. Talks to 127.0.0.1 only, and leaves nothing behind.
 */
export async function torture(options: TortureOptions): Promise<TortureReport> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-torture-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  const isSmall = mountSmall(data);
  const database = await createTestDatabase(data);
  const [flaky, steady] = [await startSensors(), await startSensors()];
  const config = join(folder, 'plumbline.yaml');
  writeFileSync(config, configText(flaky, steady, database.config));
  const fleet = createFleet(options.project, config);
  const random = seededRandom(options.seed);
  const stage: Stage = { fleet, flaky, folder: data, isSmall, database, random, violations: [] };
  try {
    const ordeals = await suffer(stage, options);
    const recoveryMs = await recover(stage);
    const violations = [...stage.violations, ...crashes(fleet)];
    const store = await database.open('read');
    for (const [monitor, server] of [
      ['flaky', flaky],
      ['steady', steady],
      ['narrow', steady],
    ] as const) {
      const source = server === flaky ? 'flaky' : 'steady';
      violations.push(...(await violationsOf(database, monitor, server.log)));
      violations.push(...(await baselineViolations(store, monitor, source)));
    }
    await store.close();
    if (violations.length > 0 && options.keepAs !== undefined) await database.copyTo(options.keepAs);
    const { seed } = options;
    return {
      ...ordeals,
      seed,
      windows: await windowsOf(database),
      workers: fleet.all.length,
      recoveryMs,
      violations,
    };
  } finally {
    await fleet.killAll();
    await Promise.all([flaky.close(), steady.close(), database.drop()]);
    if (isSmall) unmount(data);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function suffer(
  stage: Stage,
  { forMs, only, tell }: TortureOptions,
): Promise<Pick<TortureReport, 'ordeals' | 'skipped'>> {
  const chosen = ORDEALS.filter(({ name }) => only === undefined || only.includes(name));
  const skipped = Object.fromEntries(
    chosen.flatMap(({ name, impossible }) => {
      const why = impossible(stage);
      return why === undefined ? [] : [[name, why]];
    }),
  );
  const possible = chosen.filter(({ name }) => !(name in skipped));
  const counts: Record<string, number> = {};
  // The database is there, and a baseline learned, before anything happens.
  stage.fleet.start();
  await pause(4000);
  const until = performance.now() + forMs;
  for (;;) {
    const left = until - performance.now();
    const ordeal = next(
      possible.filter(({ atMostMs }) => atMostMs <= left),
      counts,
      stage.random,
    );
    if (ordeal === undefined) return { ordeals: counts, skipped };
    if (stage.fleet.living().length === 0) stage.fleet.start();
    tell?.(ordeal.name);
    await ordeal.run(stage);
    counts[ordeal.name] = (counts[ordeal.name] ?? 0) + 1;
    if (stage.random() < 0.3) await stage.fleet.killAll();
  }
}

/** Any that has not had its turn yet, else any. */
function next(
  fitting: readonly Ordeal[],
  counts: Readonly<Record<string, number>>,
  random: () => number,
): Ordeal | undefined {
  const fresh = fitting.filter(({ name }) => counts[name] === undefined);
  const among = fresh.length > 0 ? fresh : fitting;
  return among[Math.floor(random() * among.length)];
}

/** One worker, all well: until nothing of before is open and new windows are done. Returns how long that took. */
async function recover({ fleet, database, violations, ...stage }: Stage): Promise<number> {
  await fleet.killAll();
  stage.flaky.mood = 'good';
  const began = Date.now();
  const worker = fleet.start();
  const until = began + RECOVERY_MS;
  for (;;) {
    await pause(500);
    const { open, newest } = await progress(database, began);
    if (open === 0 && newest > began && newest <= Date.now()) break;
    if (Date.now() > until) {
      violations.push(`${open} windows are still open ${RECOVERY_MS / 1000} s after all was well again`);
      break;
    }
  }
  const took = Date.now() - began;
  await terminateWell(fleet, worker, violations);
  return took;
}

async function terminateWell(
  fleet: Fleet,
  worker: ReturnType<Fleet['start']>,
  violations: string[],
): Promise<void> {
  const took = await fleet.terminate(worker);
  if (worker.process.exitCode !== 0) violations.push(`the last worker ended with ${worker.process.exitCode}`);
  if (took > 10_000) violations.push(`the last worker took ${Math.round(took)} ms to end`);
}

/** Windows that overlap, of a server that is treated badly and one that is not; and windows that each have their own points. */
function configText(flaky: SensorServer, steady: SensorServer, database: string): string {
  const source = ({ url }: SensorServer) =>
    `{ kind: influxql, url: "${url}", database: torture, timeout: 2s }`;
  const monitor = (name: string, window: string, from: string) => `
  - name: ${name}
    cron: "* * * * * *"
    window: ${window}
    delay: 0s
    source: ${from}
    catchUp: 10000
    attempts: 100
    history: 3m
    query: { measurement: room, fields: [temperature] }`;
  return `
sources:
  flaky: ${source(flaky)}
  steady: ${source(steady)}
monitors:${monitor('flaky', '20s', 'flaky')}${monitor('steady', '20s', 'steady')}${monitor('narrow', '1s', 'steady')}
model: { url: none }
web: off
database: { ${database} }
log: { level: info, format: json }
`;
}
