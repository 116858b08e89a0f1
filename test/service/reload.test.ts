import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { App } from '../../src/app.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { Config } from '../../src/config/schema.ts';
import { trialNews } from '../../src/deliver/trial.ts';
import type { Reloader } from '../../src/service/reload.ts';
import type { Page } from '../../src/service/serve.ts';
import { type Service, startService } from '../../src/service/service.ts';
import type { Worker } from '../../src/worker.ts';
import { NOON } from '../support/pipeline.ts';
import { SAMPLE } from '../support/project.ts';
import { type RawServer, send, startRawServer } from '../support/raw-server.ts';

const TOKEN = 'token-of-the-page';
let folder: string;
let service: Service;
let app: App;
let worker: Worker;
let reloader: Reloader;
let page: Page;
const said: string[] = [];
const servers: RawServer[] = [];
/** An hourly monitor sees one new window whenever the clock is moved by an hour. */
const time = { now: NOON };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  time.now = NOON;
});
afterEach(async () => {
  await service.stop(1000);
  for (const server of servers.splice(0)) await server.close();
  rmSync(folder, { recursive: true });
  said.length = 0;
});

async function serverSaying(status: number): Promise<RawServer> {
  const server = await startRawServer((socket) => send(socket, status, '{}'));
  servers.push(server);
  return server;
}

interface Text {
  readonly monitors?: Readonly<Record<string, string>>;
  readonly more?: string;
  readonly web?: string;
  readonly model?: string;
  readonly database?: string;
}

function write({
  monitors = { kept: '' },
  more = '',
  web = '{ listen: "127.0.0.1:0" }',
  model = '{ url: none }',
  database = join(folder, 'p.db'),
}: Text): void {
  const all = Object.entries(monitors).map(
    ([name, rest]) => `
  - { name: ${name}, cron: "0 * * * *", window: 2h, delay: 0s, source: sample, history: 0s,
      query: { measurement: environment, fields: [temperature] }${rest} }`,
  );
  const text = `
sources: { sample: { kind: csv, path: ${SAMPLE}, replay: true, tags: [room, sensor] } }
monitors:${all.join('')}
model: ${model}
web: ${web}
database: { path: ${database} }
${more}
`;
  writeFileSync(join(folder, 'plumbline.yaml'), text);
}

async function start(text: Text): Promise<void> {
  write(text);
  const file = join(folder, 'plumbline.yaml');
  const loaded = loadConfig(file, {});
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const log = pino({ level: 'info' }, { write: (line: string) => void said.push(line) });
  const watch = { file, environment: {}, adapt: (one: Config) => one };
  service = await startService(loaded.config, { ...watch, clock: () => time.now, log });
  ({ app, worker, page, reloader } = service);
  await worker.idle();
}

async function get(path: string, token = ''): Promise<{ readonly status: number; readonly text: string }> {
  const headers = token === '' ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch(`${page.url()}${path}`, { headers });
  return { status: answer.status, text: await answer.text() };
}

const monitorsShown = async (token = '') =>
  [...(await get('/api/v1/monitors', token)).text.matchAll(/"name":"(\w+)"/g)].map(([, name]) => name);

describe('after a change of the config', () => {
  it('page, readiness, figures and rights go by the new one', async () => {
    await start({});
    const url = page.url();
    expect(await monitorsShown()).toEqual(['kept']);
    expect((await get('/api/v1/overview')).text).not.toContain('"other"');
    const target = 'targets: { hook: { kind: webhook, url: "http://127.0.0.1:1/" } }';
    write({
      monitors: { other: '', added: '' },
      web: `{ listen: "127.0.0.1:0", token: ${TOKEN} }`,
      more: target,
    });
    await reloader.reload();
    // The same server, which now wants the token.
    expect(page.url()).toBe(url);
    expect((await get('/api/v1/monitors')).status).toBe(401);
    expect(await monitorsShown(TOKEN)).toEqual(['other', 'added']);
    expect((await get('/api/v1/overview', TOKEN)).text).toContain('"other"');
    expect((await get('/api/v1/news', TOKEN)).text).toMatch(/"target":"hook".*"kind":"webhook"/);
    await worker.idle();
    expect((await get('/readyz')).text).toContain('2 monitors up to date');
    const overview = (await get('/api/v1/overview', TOKEN)).text;
    expect(overview).toContain('"monitor":"added"');
    expect(overview).not.toContain('"monitor":"kept"');
    const figures = (await get('/metrics', TOKEN)).text;
    expect(figures).toContain('plumbline_window_lag_seconds{monitor="added"} 0\n');
    expect(figures).not.toContain('lag_seconds{monitor="kept"');
  });

  it('the page moves, goes and comes back with its address', async () => {
    await start({ web: 'off' });
    expect(page.url()).toBeUndefined();
    write({ web: '{ listen: "127.0.0.1:0" }' });
    await reloader.reload();
    const first = page.url();
    expect(await monitorsShown()).toEqual(['kept']);
    write({ web: '{ listen: "localhost:0" }' });
    await reloader.reload();
    expect(page.url()).not.toBe(first);
    await expect(fetch(`${first}/healthz`)).rejects.toThrow();
    expect((await get('/healthz')).status).toBe(200);
    write({ web: 'off' });
    await reloader.reload();
    expect(page.url()).toBeUndefined();
  });

  it('health and figures say what has mistakes, and since when the old one counts, until it is mended', async () => {
    await start({});
    expect((await get('/metrics')).text).toContain('plumbline_config_last_reload_successful 1\n');
    time.now += 60_000;
    write({ monitors: { kept: ', unit: 5' } });
    await reloader.reload();
    const ready = await get('/readyz');
    expect(ready.status).toBe(200);
    expect(ready.text).toMatch(
      /healthy: .*; .*plumbline\.yaml has 1 mistake: line 5, monitors\[0\]\.unit: found .*goes on with the config of 2026-11-01T12:00:00\.000Z/,
    );
    const figures = (await get('/metrics')).text;
    expect(figures).toContain('plumbline_config_last_reload_successful 0\n');
    expect(figures).toContain(`plumbline_config_last_reload_success_timestamp_seconds ${NOON / 1000}\n`);
    rmSync(join(folder, 'plumbline.yaml'));
    await reloader.reload();
    expect((await get('/readyz')).text).toContain("a file that can't be read (ENOENT");
    write({});
    await reloader.reload();
    expect((await get('/readyz')).text).not.toContain('plumbline.yaml');
    expect((await get('/metrics')).text).toContain('plumbline_config_last_reload_successful 1\n');
  });

  it('log and health say what counts from the next start on, as long as it differs', async () => {
    await start({});
    write({ database: join(folder, 'other.db') });
    await reloader.reload();
    const note = 'database.path was changed: it counts from the next start on';
    expect(said.join('')).toContain(note);
    expect((await get('/readyz')).text).toContain(note);
    write({});
    await reloader.reload();
    expect((await get('/readyz')).text).not.toContain(note);
  });

  it('news go where the target is now, also those that waited for where it was', async () => {
    const [former, later] = [await serverSaying(503), await serverSaying(200)];
    const target = ({ url }: RawServer) => `targets: { hook: { kind: webhook, url: "${url}/in" } }`;
    await start({ more: target(former) });
    const { store } = app.pipeline;
    await store.enqueue(
      [{ target: 'hook', key: 'k', news: JSON.stringify(trialNews(NOON)), dueAt: NOON }],
      NOON,
    );
    worker.wake();
    await vi.waitFor(() => expect(former.requests).toHaveLength(1));
    write({ more: target(later) });
    await reloader.reload();
    time.now += 10_000;
    worker.wake();
    await vi.waitFor(() => expect(later.requests).toHaveLength(1));
    await vi.waitFor(async () =>
      expect(await store.deliveryCounts()).toMatchObject([{ target: 'hook', sent: 1, waiting: 0 }]),
    );
    expect(former.requests).toHaveLength(1);
  });

  it('the model that it names is asked, and none once it names none', async () => {
    const [former, later] = [await serverSaying(500), await serverSaying(500)];
    const model = ({ url }: RawServer) => `{ url: "${url}/v1", name: m, loadTimeout: 1s, answerTimeout: 1s }`;
    const monitors = { kept: ', ask: always' };
    await start({ monitors, model: model(former) });
    expect(former.requests.length).toBeGreaterThan(0);
    expect(later.requests).toEqual([]);
    write({ monitors, model: model(later) });
    await reloader.reload();
    const asked = former.requests.length;
    time.now += 3_600_000;
    worker.wake();
    await worker.idle();
    expect(later.requests.length).toBeGreaterThan(0);
    expect(former.requests).toHaveLength(asked);
    write({ monitors });
    await reloader.reload();
    const askedLater = later.requests.length;
    time.now += 3_600_000;
    worker.wake();
    await worker.idle();
    expect(later.requests).toHaveLength(askedLater);
    const [newest] = await app.pipeline.store.findResults({ latest: true, limit: 1 });
    expect(newest?.window.end).toBe(time.now);
    expect(newest?.exchange.status).toBe('not_asked');
  });

  it('the heartbeat goes to its new address', async () => {
    const [former, later] = [await serverSaying(200), await serverSaying(200)];
    const beat = ({ url }: RawServer) => `heartbeat: { url: "${url}/ping", every: 1m }`;
    await start({ more: beat(former) });
    await vi.waitFor(() => expect(former.requests).toHaveLength(1));
    write({ more: beat(later) });
    await reloader.reload();
    await vi.waitFor(() => expect(later.requests).toMatchObject([{ path: '/ping/start' }]));
    write({ more: beat(later), monitors: { other: '' } });
    await reloader.reload();
    expect(later.requests).toHaveLength(1);
  });
});
