import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/sqlite/store.ts';
import { PROJECT, SAMPLE } from '../support/project.ts';
import { type RawServer, startRawServer } from '../support/raw-server.ts';

let folder: string;
let path: string;
let model: RawServer;
let worker: ChildProcess | undefined;
let other: Database.Database | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  path = join(folder, 'p.db');
  // A model that never answers: every question of the worker waits.
  model = await startRawServer(() => {});
});
afterEach(async () => {
  worker?.kill('SIGKILL');
  other?.close();
  await model.close();
  rmSync(folder, { recursive: true });
});

/** Another program with a write transaction open, such as a forgotten sqlite3 shell. */
function lock(): void {
  other = new Database(path);
  other.exec('BEGIN IMMEDIATE');
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
database: { path: ${path} }
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
    timeout: 60_000,
  }, async () => {
    const { child, exit } = startWorker();
    const rows = () => {
      const reader = new Database(path, { readonly: true, fileMustExist: false });
      try {
        return reader.prepare<[], { n: number }>('SELECT count(*) AS n FROM results').get()?.n ?? 0;
      } catch {
        return 0;
      } finally {
        reader.close();
      }
    };
    await expect.poll(rows, { timeout: 20_000 }).toBe(3);
    lock();
    const asked = performance.now();
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    expect(performance.now() - asked).toBeLessThan(10_000);
    other?.close();
    const store = openStore(path);
    // The worker could not sign off: it counts as living until its lease has ended.
    expect(await store.closeOrphanedQuestions(Date.now() + 60_000)).toBe(3);
    await store.close();
  });

  it('says so at the start, and what to do', async () => {
    openStore(path).close();
    lock();
    const { stderr, exit } = startWorker();
    expect(await exit).toEqual([1, null]);
    expect(await stderr).toMatch(/is locked by another program/);
    expect(await stderr).toMatch(/sqlite3 shell/);
    expect(await stderr).not.toMatch(/\n {4}at /);
  });
});
