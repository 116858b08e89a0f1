import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { projectPath } from '../../src/lib/project.ts';
import { createTestDatabase } from '../../test/support/database/create.ts';
import type { TestDatabase } from '../../test/support/database/database.ts';

/** Debian's; playwright-core brings none of its own. */
export const CHROMIUM = '/usr/bin/chromium';

const MINUTE = 60_000;
const DAYS = 3;

/** A worker as shipped over sensors with a known fault, and a model that says one thing too much. */
export interface Stage {
  readonly url: string;
  readonly database: TestDatabase;
  /** What the worker's log says. */
  readonly log: readonly string[];
  end(): Promise<void>;
}

export interface StageOptions {
  /** Cron of the monitors. */
  readonly cron: string;
  readonly rooms: readonly string[];
  /** What the model says of the series with the fault. */
  readonly said: string;
  /** Further lines of the config. */
  readonly config?: string;
  /** Days before now whose windows are run before the worker starts, so that there is a past. */
  readonly pastDays?: number;
}

/** Writes sensors' files, starts the model and the built worker; resolves once the page is served. */
export async function setStage({
  cron,
  rooms,
  said,
  config = '',
  pastDays = 0,
}: StageOptions): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-page-'));
  const csv = join(folder, 'rooms.csv');
  const database = await createTestDatabase(folder);
  const now = Date.now();
  writeFileSync(csv, sensorFile(rooms, now, DAYS + pastDays));
  const model = await startModel(said);
  const file = join(folder, 'plumbline.yaml');
  writeFileSync(
    file,
    `sources: { rooms: { kind: csv, path: ${JSON.stringify(csv)}, tags: [room] } }
monitors:
  - name: temperature
    cron: "${cron}"
    window: 6h
    delay: 0s
    source: rooms
    unit: "°C"
    query: { measurement: rooms, fields: [temperature] }
    limits: { fail: [-20, 60], suspect: [10, 35] }
    ask: on_finding
  - name: humidity
    cron: "${cron}"
    window: 6h
    delay: 0s
    source: rooms
    unit: "%"
    query: { measurement: rooms, fields: [humidity] }
    ask: never
model: { url: "${model.url}", name: small-model }
database: { ${database.config} }
log: { format: json }
web: { listen: "127.0.0.1:0" }
${config}`,
  );
  if (pastDays > 0) await runPast(file, now - pastDays * 24 * 60 * MINUTE, now - 15 * MINUTE, folder);
  const worker = spawn(process.execPath, [projectPath('dist', 'main.js'), 'run', '--config', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const log: string[] = [];
  const url = await pageOf(worker, log);
  return {
    ...{ url, database, log },
    async end() {
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      worker.kill('SIGTERM');
      await ended;
      await model.close();
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** What a worker would have recorded in this span. */
async function runPast(config: string, from: number, to: number, folder: string): Promise<void> {
  const span = ['--from', new Date(from).toISOString(), '--to', new Date(to).toISOString()];
  const out = ['--out', join(folder, 'scores.csv')];
  const args = [projectPath('dist', 'main.js'), 'replay', '--config', config, ...span, ...out, '--store'];
  await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 });
}

function pageOf(worker: ChildProcess, log: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    worker.once('exit', (code) => reject(new Error(`the worker ended with ${code}: ${log.join('\n')}`)));
    if (worker.stdout === null) return;
    createInterface({ input: worker.stdout }).on('line', (line) => {
      log.push(line);
      const url = /"url":"(http:[^"]+)","msg":"the page/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}

/** Days of quiet rooms up to an hour from now; in the first one the heating ran away some hours ago. */
function sensorFile(rooms: readonly string[], now: number, days: number): string {
  const lines = ['time,room,temperature,humidity'];
  const first = Math.floor(now / MINUTE) * MINUTE - days * 24 * 60 * MINUTE;
  for (let time = first; time < now + 60 * MINUTE; time += MINUTE) {
    rooms.forEach((room, i) => {
      const ago = (now - time) / MINUTE;
      const wave = 2 * Math.sin((ago / (24 * 60)) * 2 * Math.PI + i);
      const jitter = noise((time - first) / MINUTE + i * 977) * 0.25;
      const isRunaway = i === 0 && ago > 40 && ago < 110;
      const isLost = i === 1 && ago > 500 && ago < 640;
      if (isLost) return;
      const temperature = (isRunaway ? 34 : 20 + i * 0.7 + wave) + jitter;
      const humidity = 48 - 1.8 * wave + noise((time - first) / MINUTE + i * 31 + 7) * 0.6;
      lines.push(`${new Date(time).toISOString()},${room},${temperature.toFixed(2)},${humidity.toFixed(1)}`);
    });
  }
  return `${lines.join('\n')}\n`;
}

/** The same for the same minute, between -1 and 1. */
function noise(seed: number): number {
  const wave = Math.sin(seed * 12.9898) * 43_758.5453;
  return 2 * (wave - Math.floor(wave)) - 1;
}

/** A server that answers every question with the same words. */
async function startModel(said: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const content = JSON.stringify({ verdict: 'anomalous', summary: said, evidence: [], advice: '' });
  const message = { role: 'assistant', content };
  const answer = JSON.stringify({
    ...{ id: 'c1', object: 'chat.completion', created: 0, model: 'small-model' },
    choices: [{ index: 0, message, finish_reason: 'stop' }],
    usage: { prompt_tokens: 412, completion_tokens: 38, total_tokens: 450 },
  });
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(request.url?.endsWith('/models') ? '{"data":[{"id":"small-model"}]}' : answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A browser that calls nobody on its own. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}
