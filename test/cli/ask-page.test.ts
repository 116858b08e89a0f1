import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askPage } from '../../src/cli/ask-page.ts';
import { healthCommand } from '../../src/cli/health.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { freePorts } from '../support/free-ports.ts';
import { type Behaviour, type RawServer, send, startRawServer } from '../support/raw-server.ts';

const servers: RawServer[] = [];
let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  out = '';
  vi.spyOn(console, 'log').mockImplementation((line) => {
    out += `${line}\n`;
  });
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  vi.restoreAllMocks();
  process.exitCode = 0;
  rmSync(folder, { recursive: true });
});

async function listening(behave: Behaviour): Promise<string> {
  const server = await startRawServer(behave);
  servers.push(server);
  return new URL(server.url).host;
}

const says =
  (status: number, body: unknown): Behaviour =>
  (socket) =>
    send(socket, status, JSON.stringify(body));

describe('a worker that is asked how it is', () => {
  it('says it, well or not', async () => {
    const well = await listening(says(200, { ok: true, reason: 'healthy: 3 monitors' }));
    expect(await askPage({ listen: well })).toEqual({ healthy: true, reason: 'healthy: 3 monitors' });
    expect(servers[0]?.requests[0]?.path).toBe('/readyz');
    const ill = await listening(says(503, { ok: false, reason: 'unhealthy: ...' }));
    expect(await askPage({ listen: ill })).toEqual({ healthy: false, reason: 'unhealthy: ...' });
  });

  it('is reached at this machine where it listens on every address', async () => {
    const host = await listening(says(200, { ok: true, reason: 'healthy' }));
    expect(await askPage({ listen: `0.0.0.0:${host.split(':')[1]}` })).toMatchObject({ healthy: true });
  });

  it('is ill where it listens and says nothing', async () => {
    const host = await listening(() => undefined);
    expect(await askPage({ listen: host }, 200)).toEqual({
      healthy: false,
      reason: 'unhealthy: the worker listens, and did not say within 200 ms how it is',
    });
  });

  it.each([
    ['something else answers', says(404, { error: 'not found' })],
    ['somebody answers no JSON', (socket) => send(socket, 200, '<html>')],
    ['the connection is cut', (socket) => socket.destroy()],
  ] satisfies [string, Behaviour][])('is not there where %s', async (_, behave) => {
    expect(await askPage({ listen: await listening(behave) })).toBeUndefined();
  });

  it('is not there where nobody listens', async () => {
    const [port = 0] = await freePorts(1);
    expect(await askPage({ listen: `127.0.0.1:${port}` })).toBeUndefined();
  });
});

describe('plumbline health --http', () => {
  async function health(web: unknown, ...options: string[]): Promise<void> {
    const path = join(folder, 'plumbline.yaml');
    const config = {
      ...{ sources: { file: { kind: 'csv', path: 'a.csv' } }, database: { path: join(folder, 'p.db') }, web },
      monitors: [
        { name: 'm', cron: '0 * * * *', source: 'file', query: { measurement: 'e', fields: ['t'] } },
      ],
    };
    writeFileSync(path, JSON.stringify(config));
    await openStore(join(folder, 'p.db')).close();
    await healthCommand().parseAsync([...options, '--config', path], { from: 'user' });
  }

  it('prints what the worker says, which cannot write to the terminal what it likes', async () => {
    const host = await listening(says(200, { ok: true, reason: 'healthy\u001b[2J' }));
    await health({ listen: host }, '--http');
    expect([out, process.exitCode]).toEqual(['healthy\uFFFD[2J\n', 0]);
  });

  it.each([['off'], [{ listen: '127.0.0.1:1' }]])('reads the ledger where the page is %j', async (web) => {
    await health(web, '--http');
    expect([out, process.exitCode]).toEqual(['unhealthy: monitor m has no run yet\n', 1]);
  });

  it('asks nobody without being told to', async () => {
    const host = await listening(says(200, { ok: true, reason: 'healthy' }));
    await health({ listen: host });
    expect(out).toBe('unhealthy: monitor m has no run yet\n');
  });
});
