import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/database/create.ts';
import type { TestDatabase } from '../support/database/database.ts';
import { PROJECT, SAMPLE } from '../support/project.ts';
import { type RawServer, startRawServer } from '../support/raw-server.ts';

let folder: string;
let database: TestDatabase;
let model: RawServer;
let worker: ChildProcess | undefined;
let other: { release(): Promise<void> } | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  database = await createTestDatabase(folder);
  // A model that never answers: every question of the worker waits.
  model = await startRawServer(() => {});
});
afterEach(async () => {
  worker?.kill('SIGKILL');
  await other?.release();
  other = undefined;
  await model.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** Another program with a transaction open, such as a forgotten shell. */
async function lock(): Promise<void> {
  other = await database.lock();
}

function startWorker() {
  const config = join(folder, 'plumbline.yaml');
  const monitors = ['temperature', 'humidity', 'co2'].map(
    (field) =>
      `  - { name: ${field}, cron: "* * * * *", window: 2h, source: sample, query: { measurement: environment, fields: [${field}] } }`,
  );
  writeFileSync(
    config,
    `
sources: { sample: { kind: csv, path: ${SAMPLE}, replay: true, tags: [room, sensor] } }
monitors:
${monitors.join('\n')}
model: { url: "${model.url}", name: silent }
web: off
database: { ${database.config} }
log: { level: info, format: json }
`,
  );
  const main = join(PROJECT, 'dist', 'main.js');
  const child = spawn(process.execPath, [main, 'run', '--config', config], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  worker = child;
  return { child, stdout: text(child.stdout), stderr: text(child.stderr), exit: once(child, 'exit') };
}

describe('a worker whose database another program has locked', () => {
  it('ends within ten seconds of SIGTERM though questions wait, and the next start closes them', {
    timeout: 120_000,
  }, async () => {
    const { child, exit } = startWorker();
    const rows = () =>
      database.rows<{ readonly n: number }>('SELECT count(*) AS n FROM results').then(
        ([found]) => found?.n,
        () => 0,
      );
    await expect.poll(rows, { timeout: 60_000 }).toBe(3);
    await lock();
    const asked = performance.now();
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    expect(performance.now() - asked).toBeLessThan(10_000);
    await other?.release();
    other = undefined;
    const store = await database.open();
    // The worker could not sign off: it counts as living until its lease has ended. On a server other workers may ask.
    const closed = await store.closeOrphanedQuestions(Date.now() + 60_000);
    expect(closed).toBe(database.onServer ? 0 : 3);
    const waiting = database.onServer ? await database.rows('SELECT 1 AS waits FROM questions') : [];
    expect(waiting).toHaveLength(3 - closed);
    await store.close();
  });

  it('heeds SIGTERM while it starts, too', { timeout: 120_000 }, async ({ skip }) => {
    if (!database.onServer) skip('a locked file ends the start by itself');
    // As another worker holds it that brings the schema up to date, and hangs.
    await database.rows("SELECT pg_advisory_lock(hashtextextended('plumbline schema', 0))");
    const { child, exit } = startWorker();
    const waiting = `SELECT count(*) AS n FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
      WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`;
    const starts = () => database.rows<{ readonly n: number }>(waiting).then(([found]) => found?.n);
    await expect.poll(starts, { timeout: 60_000 }).toBe(1);
    const asked = performance.now();
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    expect(performance.now() - asked).toBeLessThan(10_000);
  });

  it('says so at the start, and what to do', { timeout: 120_000 }, async () => {
    await (await database.open()).close();
    await lock();
    const { stderr, exit } = startWorker();
    expect(await exit).toEqual([1, null]);
    const [what, whatToDo] = database.onServer
      ? [/kept a statement waiting too long/, /pg_stat_activity/]
      : [/is locked by another program/, /sqlite3 shell/];
    expect(await stderr).toMatch(what);
    expect(await stderr).toMatch(whatToDo);
    expect(await stderr).not.toMatch(/\n {4}at /);
  });
});
