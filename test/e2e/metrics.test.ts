import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { completion } from '../model/support.ts';
import { createTestDatabase } from '../support/database/create.ts';
import type { TestDatabase } from '../support/database/database.ts';
import { freePorts } from '../support/free-ports.ts';
import { PROJECT, SAMPLE } from '../support/project.ts';
import { type Family, parseMetrics } from '../support/prometheus.ts';
import { type RawServer, send, startRawServer } from '../support/raw-server.ts';

const MAIN = join(PROJECT, 'dist', 'main.js');
const ANSWER = {
  ...{ summary: 'The temperature is 900 °C. The mean is 900 °C.', verdict: 'normal' },
  ...{ evidence: [], advice: 'None.' },
};

let folder: string;
let worker: ChildProcess | undefined;
let database: TestDatabase;
const servers: RawServer[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  database = await createTestDatabase(folder);
});
afterEach(async () => {
  worker?.kill('SIGKILL');
  for (const server of servers.splice(0)) await server.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

async function server(...behave: Parameters<typeof startRawServer>): Promise<string> {
  const started = await startRawServer(...behave);
  servers.push(started);
  return started.url;
}

/** A worker as users start it: a monitor that is due each second, one whose file is not there, a model that lies, a receiver that is down. */
async function startWorker(): Promise<string> {
  const [port = 0] = await freePorts(1);
  const model = await server((socket, { method }) =>
    method === 'POST' ? send(socket, 200, completion(JSON.stringify(ANSWER))) : send(socket, 404, 'none'),
  );
  const hook = await server((socket) => send(socket, 503, 'down'));
  const query = 'query: { measurement: environment, fields: [temperature] }';
  writeFileSync(
    join(folder, 'plumbline.yaml'),
    `
sources:
  sample: { kind: csv, path: ${SAMPLE}, replay: true, tags: [room, sensor] }
  none: { kind: csv, path: none.csv }
monitors:
  - { name: room, cron: "* * * * * *", window: 2h, delay: 0s, source: sample, history: 0s, maxQuestions: 1,
      unit: "°C", limits: { fail: [900, 1000] }, ${query} }
  - { name: lost, cron: "* * * * * *", window: 2h, delay: 0s, source: none, attempts: 1, ${query} }
targets: { hook: { kind: webhook, url: "${hook}" } }
news: { waitForModel: 0s }
model: { url: "${model}/v1", name: liar }
web: { listen: "127.0.0.1:${port}" }
database: { ${database.config} }
log: { level: silent }
`,
  );
  worker = spawn(process.execPath, [MAIN, 'run', '--config', 'plumbline.yaml'], {
    cwd: folder,
    stdio: 'ignore',
  });
  return `http://127.0.0.1:${port}`;
}

async function scrape(page: string): Promise<ReadonlyMap<string, Family>> {
  const answer = await fetch(`${page}/metrics`);
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return parseMetrics(await answer.text());
}

/** The value of a series; undefined where it is not there. */
function figure(
  families: ReadonlyMap<string, Family>,
  name: string,
  labels: Readonly<Record<string, string>> = {},
) {
  const family = [...families].find(
    ([key]) => name === key || (name.startsWith(`${key}_`) && families.get(key)?.type === 'histogram'),
  );
  const wanted = JSON.stringify(Object.entries(labels).toSorted());
  return family?.[1].samples.find(
    (one) => one.name === name && JSON.stringify(Object.entries(one.labels).toSorted()) === wanted,
  )?.value;
}

describe('the metrics of a worker', { timeout: 60_000 }, () => {
  it('are what Prometheus reads, count what really happened, and are all in the docs', async () => {
    const page = await startWorker();
    let found: ReadonlyMap<string, Family> = new Map();
    await vi.waitUntil(
      async () => {
        found = await scrape(page).catch(() => found);
        return (
          (figure(found, 'plumbline_claims_total', { verdict: 'refuted' }) ?? 0) > 0 &&
          (figure(found, 'plumbline_runs_total', { monitor: 'lost', status: 'failed' }) ?? 0) > 0 &&
          figure(found, 'plumbline_outbox_waiting', { target: 'hook' }) === 1 &&
          // Between two tries the monitor that fails is under way.
          figure(found, 'plumbline_healthy') === 0
        );
      },
      { timeout: 30_000, interval: 200 },
    );
    const runs = figure(found, 'plumbline_runs_total', { monitor: 'room', status: 'done' }) ?? 0;
    expect(runs).toBeGreaterThan(0);
    // The first run is in it, though the page began after it.
    expect(figure(found, 'plumbline_run_seconds_count', { status: 'done' })).toBe(runs);
    expect(
      figure(found, 'plumbline_source_read_seconds_count', { source: 'sample', result: 'read' }),
    ).toBeGreaterThanOrEqual(runs);
    expect(
      figure(found, 'plumbline_source_read_seconds_count', { source: 'none', result: 'failed' }),
    ).toBeGreaterThan(0);
    expect(figure(found, 'plumbline_model_answer_seconds_count', { status: 'answered' })).toBeGreaterThan(0);
    expect(figure(found, 'plumbline_config_last_reload_successful')).toBe(1);
    expect(figure(found, 'plumbline_due_lag_seconds', { monitor: 'room' })).toBeLessThan(60);
    const now = Date.now() / 1000;
    const lastDone = figure(found, 'plumbline_last_success_window_end_seconds', { monitor: 'room' });
    expect(Math.abs(now - (lastDone ?? 0))).toBeLessThan(60);

    const labels = [...found].flatMap(([name, { samples }]) =>
      name.startsWith('plumbline_') ? samples.flatMap((one) => Object.keys(one.labels)) : [],
    );
    expect([...new Set(labels)].toSorted()).toEqual([
      'le',
      'monitor',
      'result',
      'source',
      'status',
      'target',
      'verdict',
    ]);

    const docs = readFileSync(join(PROJECT, 'docs', 'operations.md'), 'utf8');
    const told = new Set([...docs.matchAll(/^\| `(plumbline_\w+)/gm)].map(([, name]) => name));
    expect([...told].toSorted()).toEqual(
      [...found.keys()].filter((name) => name.startsWith('plumbline_')).toSorted(),
    );

    // A config with mistakes is told of, and when the one that counts was taken over.
    const takenAt = figure(found, 'plumbline_config_last_reload_success_timestamp_seconds');
    writeFileSync(join(folder, 'plumbline.yaml'), 'monitors: []\n');
    await vi.waitUntil(
      async () => figure(await scrape(page), 'plumbline_config_last_reload_successful') === 0,
      { timeout: 10_000, interval: 200 },
    );
    expect(figure(await scrape(page), 'plumbline_config_last_reload_success_timestamp_seconds')).toBe(
      takenAt,
    );
    const exit = worker === undefined ? undefined : once(worker, 'exit');
    worker?.kill('SIGTERM');
    await exit;
  });
});
