import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, createApp } from '../src/app.ts';
import { configSchema } from '../src/config/schema.ts';
import { createLogger } from '../src/lib/log.ts';
import { runWindow } from '../src/run.ts';
import { HOUR, NOON, never } from './support/pipeline.ts';
import { SAMPLE } from './support/project.ts';
import { type RawServer, send, startRawServer } from './support/raw-server.ts';

let folder: string;
let server: RawServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  server = await startRawServer((socket) => send(socket, 500, '{}'));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

function appOn(path: string): Promise<App> {
  const query = { measurement: 'environment', fields: ['temperature'] };
  const config = configSchema.parse({
    sources: { sample: { kind: 'csv', path: SAMPLE, replay: true, tags: ['room', 'sensor'] } },
    monitors: [{ name: 'm1', cron: '0 * * * *', window: '1h', source: 'sample', query }],
    model: { url: server.url },
    database: { path },
  });
  return createApp(config, { clock: () => NOON, log: createLogger('silent', 'json') });
}

describe('a question whose end cannot be stored', () => {
  it('leaves its row waiting and the worker alive', async () => {
    const path = join(folder, 'p.db');
    const app = await appOn(path);
    const [monitor] = app.config.monitors;
    if (monitor === undefined) throw new Error('the config has a monitor');
    const report = await runWindow(monitor, { start: NOON - HOUR, end: NOON }, app.pipeline, never);
    const other = new Database(path);
    other.exec(
      "CREATE TRIGGER full_disk BEFORE UPDATE ON results BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END",
    );
    other.close();
    for (const question of report.status === 'done' ? report.questions : []) void app.lane?.ask(question);
    await app.lane?.idle();
    expect(await app.pipeline.store.findResults({ limit: 9 })).toMatchObject([
      { exchange: { status: null } },
    ]);
    await app.close();
  });
});
