import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  giveToServer,
  hasPostgres,
  PASSWORD,
  POSTGRES_HINT,
  type Postgres,
  startPostgres,
} from '../support/postgres.ts';
import { PROJECT, SAMPLE } from '../support/project.ts';
import { type SmallDisk, smallDisk } from '../support/small-disk.ts';

const SERIES = 3;
let folder: string;
let disk: SmallDisk | undefined;
let server: Postgres | undefined;
let worker: ChildProcess | undefined;
let said: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  said = '';
});
afterEach(async () => {
  worker?.kill('SIGKILL');
  await server?.stop();
  disk?.remove();
  rmSync(folder, { recursive: true });
});

/** A window a second, of some series. */
function startWorker(url: string): void {
  const config = join(folder, 'plumbline.yaml');
  writeFileSync(
    config,
    `
sources: { sample: { kind: csv, path: ${SAMPLE}, replay: true, tags: [room, sensor] } }
monitors:
  - { name: busy, cron: "* * * * * *", window: 2h, delay: 0s, source: sample, history: 0s, catchUp: 1000, attempts: 1,
      query: { measurement: environment, fields: [temperature, humidity, co2] } }
model: { url: none }
web: off
database: { url: "${url}" }
log: { level: info, format: json }
`,
  );
  const child = spawn(process.execPath, [join(PROJECT, 'dist', 'main.js'), 'run', '--config', config]);
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk;
    });
  worker = child;
}

async function until(holds: () => Promise<boolean> | boolean, withinMs = 60_000): Promise<void> {
  await expect.poll(holds, { timeout: withinMs, interval: 200, message: said.slice(-2000) }).toBe(true);
}

interface Window {
  readonly window_end: Date;
  readonly status: string;
  readonly results: number;
}

async function ledger(of: Postgres, database: string): Promise<readonly Window[]> {
  const found = await of.query(
    `SELECT runs.window_end, runs.status, count(results.id)::int AS results FROM runs
     LEFT JOIN results ON results.monitor = runs.monitor AND results.window_end = runs.window_end
     GROUP BY runs.window_end, runs.status ORDER BY 1`,
    database,
  );
  return found.flatMap(({ window_end, status, results }) =>
    window_end instanceof Date ? [{ window_end, status: String(status), results: Number(results) }] : [],
  );
}

const done = async (of: Postgres, database: string) =>
  (await ledger(of, database).catch(() => [])).filter(({ status }) => status === 'done').length;

/** Each window once, whole or without any result, and none given up. */
function expectWhole(windows: readonly Window[]): void {
  const ends = windows.map(({ window_end }) => window_end.getTime());
  expect(ends.slice(1).filter((end, index) => end - (ends[index] ?? 0) !== 1000)).toEqual([]);
  expect(windows.filter(({ status, results }) => results !== (status === 'done' ? SERIES : 0))).toEqual([]);
  expect(windows.filter(({ status }) => status === 'skipped')).toEqual([]);
}

/** All windows of before are done, and others after them. */
async function expectCaughtUp(of: Postgres, database: string): Promise<void> {
  const since = Date.now();
  await until(async () => {
    const windows = await ledger(of, database).catch(() => []);
    const late = windows.filter(({ window_end }) => window_end.getTime() <= since);
    const newest = windows.findLast(({ status }) => status === 'done')?.window_end.getTime() ?? 0;
    return newest > since && late.every(({ status }) => status === 'done');
  }, 120_000);
  expectWhole(await ledger(of, database));
}

async function expectGoodEnd(): Promise<void> {
  expect(worker?.exitCode).toBe(null);
  const exit = worker === undefined ? undefined : once(worker, 'exit');
  worker?.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
  expect(said).not.toContain(PASSWORD);
  expect(said).not.toMatch(/"code":"internal"/);
}

describe.skipIf(!hasPostgres())(`a PostgreSQL whose disk is full (${POSTGRES_HINT})`, () => {
  it('costs no window: the worker says so, keeps nothing by half, and makes up for it once there is room', {
    timeout: 300_000,
  }, async ({ skip }) => {
    disk = smallDisk(48) ?? skip('no right to mount a small file system here');
    server = await startPostgres();
    const tables = join(disk.folder, 'tables');
    mkdirSync(tables);
    giveToServer(tables);
    await server.query(`CREATE TABLESPACE small LOCATION '${tables}'`);
    await server.query('CREATE DATABASE small TABLESPACE small');
    startWorker(server.url('small'));
    const [one] = [server];
    await until(async () => (await done(one, 'small')) >= 3);
    disk.fill();
    await until(() => said.includes('"database_full"'));
    expect(said).toMatch(/the disk of postgres:\/\/plumbline@127\.0\.0\.1:\d+\/small is full/);
    expect(said).toContain('Make room on the disk of the PostgreSQL server');
    // Long enough for a second and a third try.
    const before = said.length;
    await until(() => (said.slice(before).match(/database_full/g) ?? []).length > 5);
    expectWhole(await ledger(server, 'small'));
    disk.makeRoom();
    await expectCaughtUp(server, 'small');
    await expectGoodEnd();
  });

  it('so that it ends in the middle of its journal is waited for, and loses nothing that was said to be done', {
    timeout: 300_000,
  }, async ({ skip }) => {
    disk = smallDisk(160) ?? skip('no right to mount a small file system here');
    giveToServer(disk.folder);
    server = await startPostgres(disk.folder);
    startWorker(server.url());
    const [one] = [server];
    await until(async () => (await done(one, 'postgres')) >= 3);
    disk.fill();
    const finished = await ledger(server, 'postgres');
    // A server without room for its journal ends, and starts only where there is room again.
    await until(async () => {
      for (let count = 0; count < 8; count += 1)
        if (
          await one.query('SELECT pg_switch_wal(); CHECKPOINT').then(
            () => false,
            () => true,
          )
        )
          break;
      return /database_(?:full|unreachable)/.test(said);
    });
    disk.makeRoom();
    await server.halt('crash');
    await server.start();
    await expectCaughtUp(server, 'postgres');
    const after = new Map((await ledger(server, 'postgres')).map((run) => [run.window_end.getTime(), run]));
    for (const run of finished.filter(({ status }) => status === 'done'))
      expect(after.get(run.window_end.getTime())).toEqual(run);
    await expectGoodEnd();
  });
});
