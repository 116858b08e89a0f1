import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/database/create.ts';
import type { TestDatabase } from '../support/database/database.ts';
import { PROJECT } from '../support/project.ts';
import { type RawServer, startRawServer } from '../support/raw-server.ts';

/** Collects garbage all the time, as a long-lived process sooner or later does. */
const COLLECTING = 'data:text/javascript,setInterval(gc, 20).unref()';

let folder: string;
let server: RawServer;
let worker: ChildProcess | undefined;
let database: TestDatabase;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  database = await createTestDatabase(folder);
  server = await startRawServer((socket) =>
    socket.write(
      'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{"results":[',
    ),
  );
});
afterEach(async () => {
  worker?.kill('SIGKILL');
  await server.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** A worker that collects garbage all the time, on a source that falls silent after `timeout`. */
function startWorker(timeout: string): { child: ChildProcess; lines: AsyncIterable<string> } {
  const config = join(folder, 'plumbline.yaml');
  writeFileSync(
    config,
    `
sources: { influx: { kind: influxql, url: ${server.url}, database: d, timeout: ${timeout} } }
monitors:
  - { name: m, cron: "* * * * *", source: influx, query: { measurement: m, fields: [a] } }
model: { url: none }
web: off
database: { ${database.config} }
log: { level: info, format: json }
`,
  );
  const main = join(PROJECT, 'dist', 'main.js');
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', COLLECTING, main, 'run', '--config', config],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  worker = child;
  return { child, lines: createInterface({ input: child.stdout }) };
}

describe('a worker whose source sends a head and then nothing more', () => {
  it('ends the read at its time limit', { timeout: 60_000 }, async () => {
    const { lines } = startWorker('1s');
    for await (const line of lines) {
      if (!line.includes('run failed')) continue;
      expect(JSON.parse(line)).toMatchObject({ error_code: 'source_timeout' });
      return;
    }
    throw new Error('the worker ended');
  });

  it('ends on SIGTERM though its time limit is far away', { timeout: 60_000 }, async () => {
    const { child } = startWorker('1h');
    await expect.poll(() => server.requests.length, { timeout: 40_000 }).toBe(1);
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  });
});
