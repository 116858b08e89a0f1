import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { digestCommand } from '../../src/cli/digest.ts';
import { notifyCommand } from '../../src/cli/notify.ts';
import { seriesCommand } from '../../src/cli/series.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { send, startRawServer } from '../support/raw-server.ts';
import { newResult } from '../support/results.ts';

const NOON = Date.parse('2026-11-01T12:00:00Z');

let folder: string;
let out: string;
let errors: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  [out, errors] = ['', ''];
  vi.spyOn(console, 'log').mockImplementation((line) => {
    out += `${line}\n`;
  });
  vi.spyOn(console, 'error').mockImplementation((line) => {
    errors += `${line}\n`;
  });
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
  rmSync(folder, { recursive: true });
});

function configFile(targets: object = {}): string {
  const path = join(folder, 'plumbline.yaml');
  const config = {
    ...{
      sources: { file: { kind: 'csv', path: 'a.csv' } },
      targets,
      database: { path: join(folder, 'p.db') },
    },
    monitors: [{ name: 'm', cron: '0 * * * *', source: 'file', query: { measurement: 'e', fields: ['t'] } }],
  };
  writeFileSync(path, JSON.stringify(config));
  return path;
}

/** A store in which one series fell silent. */
async function silentSeries(): Promise<void> {
  const store = openStore(join(folder, 'p.db'));
  const options = { now: NOON, leaseMs: 30_000, worker: 'w', attempts: 3 };
  const run = await store.claimRun('m', { start: NOON - 3_600_000, end: NOON }, options);
  if (run === undefined) throw new Error('the run should be free');
  const results = [newResult({ verdict: 'missing' })];
  await store.finishRun(run, { source: 'file', fallbackReason: null, results, baselines: [] }, NOON);
  await store.close();
}

describe('plumbline notify test', () => {
  const run = (...args: string[]) =>
    notifyCommand().parseAsync(['test', ...args, '--config', configFile(targets)], { from: 'user' });
  let targets: object = {};

  it('sends each target one message, says what it answered, and fails where one did not take it', async () => {
    const good = await startRawServer((socket) => send(socket, 200, 'ok'));
    const bad = await startRawServer((socket) => send(socket, 403, 'wrong key'));
    targets = { a: { kind: 'webhook', url: good.url }, b: { kind: 'webhook', url: bad.url } };
    await run();
    expect(out).toBe(`a (${good.url}): taken\n`);
    expect(errors).toBe(`b (${bad.url}): not taken: answered 403: wrong key; news would be given up\n`);
    expect(process.exitCode).toBe(1);
    await run('a');
    expect(process.exitCode).toBe(0);
    expect(good.requests.map(({ body }) => JSON.parse(body).kind)).toEqual(['test', 'test']);
    await Promise.all([good.close(), bad.close()]);
  });

  it('names the targets there are, where it is asked for another', async () => {
    targets = { phone: { kind: 'ntfy', topic: 't' } };
    await expect(run('fone')).rejects.toMatchObject({ code: 'usage', hint: 'There are: phone.' });
  });
});

describe('plumbline series', () => {
  const run = (...args: string[]) =>
    seriesCommand().parseAsync([...args, '--config', configFile()], { from: 'user' });

  it('lists every series with how it is, since when, and its last reading', async () => {
    await silentSeries();
    await run();
    expect(out).toContain('MISSING   since 2026-11-01T12:00:00.000Z');
    expect(out).toMatch(/last 22 °C at \S+, usually every 1m/);
    out = '';
    await run('--json');
    expect(JSON.parse(out)).toMatchObject([{ verdict: 'missing', last: 22, usual_interval_s: 60 }]);
  });

  it('retires one, and says when there is none of that name', async () => {
    await silentSeries();
    await run('forget', newResult().series);
    expect(out).toMatch(/^Forgotten: /);
    await run('forget', newResult().series);
    expect(errors).toMatch(/no series/);
    expect(process.exitCode).toBe(1);
  });
});

describe('plumbline digest', () => {
  const run = (...args: string[]) =>
    digestCommand().parseAsync([...args, '--config', configFile()], { from: 'user' });

  it('says what happened since a time, in the form that is asked for, and sends nothing', async () => {
    await silentSeries();
    await run('--since', '2026-11-01');
    expect(out).toMatch(/^Digest: 1 silent\n\nIn short:\n- From 2026-11-01 00:00 to /);
    expect(out).toMatch(/\nSilent:\n- \S+ \(m\): silent, last reading 22 °C at 1970-01-01 00:02\.\n/);
    out = '';
    await run('--since', '2026-11-01', '--format', 'html');
    expect(out).toMatch(/^<!doctype html>/);
    const store = openStore(join(folder, 'p.db'));
    expect(await store.lastDigestEnd()).toBeNull();
    expect(await store.deliveryCounts()).toEqual([]);
    await store.close();
  });

  it('refuses a time to come', async () => {
    await silentSeries();
    await expect(run('--since', '2999-01-01')).rejects.toMatchObject({ code: 'usage' });
  });
});
