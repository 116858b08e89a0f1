import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { someNews } from '../deliver/support.ts';
import { createTestDatabase } from '../support/database/create.ts';
import type { TestDatabase } from '../support/database/database.ts';
import { PROJECT, SAMPLE } from '../support/project.ts';
import { type RawServer, send, startRawServer } from '../support/raw-server.ts';

const NEWS = 120;
const KILLS = 4;

let folder: string;
let worker: ChildProcess | undefined;
let receivers: readonly RawServer[] = [];
let database: TestDatabase;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  database = await createTestDatabase(folder);
});
afterEach(async () => {
  worker?.kill('SIGKILL');
  for (const receiver of receivers) await receiver.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** Two receivers that take their time; the second one fails now and then. */
async function startReceivers(): Promise<readonly RawServer[]> {
  let count = 0;
  const answer = (status: () => number) =>
    startRawServer((socket) => void setTimeout(() => send(socket, status(), ''), 15));
  return [
    await answer(() => 200),
    await answer(() => {
      count += 1;
      return count === 40 ? 503 : 200;
    }),
  ];
}

function configWith([first, second]: readonly RawServer[]): string {
  const file = join(folder, 'plumbline.yaml');
  const text = `
sources: { sample: { kind: csv, path: ${SAMPLE}, replay: true } }
monitors:
  - { name: rare, cron: "0 0 29 2 *", source: sample, query: { measurement: e, fields: [temperature] } }
model: { url: none }
web: off
targets:
  a: { kind: webhook, url: "${first?.url}", timeout: 1s }
  b: { kind: webhook, url: "${second?.url}", timeout: 1s }
news: { perHour: 10000 }
database: { ${database.config} }
log: { level: info, format: json }
`;
  writeFileSync(file, text);
  return file;
}

async function fillOutbox(): Promise<void> {
  const store = await database.open();
  const rows = ['a', 'b'].flatMap((target) =>
    Array.from({ length: NEWS }, (_, i) => {
      const key = `k${String(i).padStart(4, '0')}`;
      return { target, key, news: JSON.stringify(someNews({ key })), dueAt: 0 };
    }),
  );
  await store.enqueue(rows, Date.now());
  await store.close();
}

async function startWorker(config: string): Promise<ChildProcess> {
  worker = spawn(process.execPath, [join(PROJECT, 'dist', 'main.js'), 'run', '--config', config], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (worker.stdout !== null) await once(worker.stdout, 'data');
  worker.stdout?.resume();
  return worker;
}

async function waiting(): Promise<number> {
  const store = await database.open('read');
  const counts = await store.deliveryCounts();
  await store.close();
  return counts.reduce((sum, one) => sum + one.waiting + one.dead, 0);
}

describe('deliveries of a worker that is killed at random points', () => {
  it('come all, in order, and twice only under the same key', { timeout: 180_000 }, async () => {
    receivers = await startReceivers();
    const config = configWith(receivers);
    await fillOutbox();
    for (let kills = 0; kills < KILLS; kills += 1) {
      const child = await startWorker(config);
      await sleep(200 + Math.random() * 600);
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    }
    await startWorker(config);
    await expect.poll(waiting, { timeout: 120_000, interval: 250 }).toBe(0);
    for (const { requests } of receivers) {
      const keys = requests.map(({ headers }) => headers['idempotency-key'] ?? '');
      expect(keys).toEqual(requests.map(({ body }) => JSON.parse(body).key));
      // In order, so that the same ones stand side by side.
      expect(keys).toEqual(keys.toSorted());
      expect(new Set(keys).size).toBe(NEWS);
      // Each death can cost one that was under way; the failure one more.
      expect(keys.length).toBeLessThanOrEqual(NEWS + KILLS + 1);
    }
  });
});
