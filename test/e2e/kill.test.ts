import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunRow } from '../../src/store/rows/run-row.ts';
import { createTestDatabase } from '../support/database/create.ts';
import type { TestDatabase } from '../support/database/database.ts';
import { PROJECT, SAMPLE } from '../support/project.ts';

let folder: string;
let worker: ChildProcess | undefined;
let database: TestDatabase;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  database = await createTestDatabase(folder);
});
afterEach(async () => {
  worker?.kill('SIGKILL');
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** A window a second, three series: a run is always near. */
function writeConfig(): void {
  writeFileSync(
    join(folder, 'plumbline.yaml'),
    `
sources: { sample: { kind: csv, path: ${SAMPLE}, replay: true, tags: [room, sensor] } }
monitors:
  - name: busy
    cron: "* * * * * *"
    window: 2h
    delay: 0s
    source: sample
    catchUp: 1000
    query: { measurement: environment, fields: [temperature, humidity, co2] }
model: { url: none }
web: off
database: { ${database.config} }
log: { level: info, format: json }
`,
  );
}

/** Resolves once the worker has said its first word: from then on it runs windows. */
async function startWorker(): Promise<ChildProcess> {
  const main = join(PROJECT, 'dist', 'main.js');
  worker = spawn(process.execPath, [main, 'run', '--config', join(folder, 'plumbline.yaml')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (worker.stdout !== null) await once(worker.stdout, 'data');
  return worker;
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill(signal);
  const [code] = await exit;
  return code;
}

const runs = () => database.rows<RunRow>('SELECT * FROM runs ORDER BY window_end');

describe('a worker that is killed', () => {
  it('leaves a ledger that completes after restart with every window once', {
    timeout: 180_000,
  }, async () => {
    writeConfig();
    for (let kills = 0; kills < 10; kills += 1) {
      const child = await startWorker();
      await sleep(Math.random() * 1500);
      await kill(child, 'SIGKILL');
    }
    const last = await startWorker();
    const killedBy = Date.now();
    // The last worker is at work, and nothing of before is left open.
    const isOpen = ({ status, window_end }: RunRow) => status !== 'done' && Date.parse(window_end) < killedBy;
    const isNew = ({ status, window_end }: RunRow) => status === 'done' && Date.parse(window_end) > killedBy;
    await expect
      .poll(async () => (await runs()).some(isNew) && !(await runs()).some(isOpen), {
        timeout: 120_000,
        interval: 500,
      })
      .toBe(true);
    expect(await kill(last, 'SIGTERM')).toBe(0);

    const ends = (await runs()).map(({ window_end }) => Date.parse(window_end));
    const gaps = ends.slice(1).map((end, i) => end - (ends[i] ?? 0));
    expect(new Set(gaps)).toEqual(new Set([1000]));
    const counts = await database.rows(
      `SELECT DISTINCT count(r.id) AS n FROM runs LEFT JOIN results r USING (monitor, window_end)
       WHERE status = 'done' GROUP BY window_end`,
    );
    expect(counts).toEqual([{ n: 3 }]);
  });
});
