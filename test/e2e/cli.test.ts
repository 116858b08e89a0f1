import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore as openFile } from '../../src/store/sqlite/store.ts';
import { createTestDatabase } from '../support/database/create.ts';
import type { TestDatabase } from '../support/database/database.ts';
import { PROJECT, SAMPLE } from '../support/project.ts';

const MAIN = join(PROJECT, 'dist', 'main.js');
let folder: string;
let config: string;
let database: TestDatabase;

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function plumbline(...args: readonly string[]): Promise<Ended> {
  return plumblineAs({}, ...args);
}

function plumblineAs(user: { uid?: number; gid?: number }, ...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { cwd: PROJECT, ...user }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  database = await createTestDatabase(folder);
  config = join(folder, 'plumbline.yaml');
  const text = `
sources:
  sample: { kind: csv, path: ${SAMPLE}, tags: [room, sensor] }
  gone: { kind: csv, path: ${join(folder, 'none.csv')} }
monitors:
  - name: room
    cron: "0 * * * *"
    window: 6h
    source: sample
    unit: "°C"
    query: { measurement: environment, fields: [temperature] }
  - name: nowhere
    cron: "0 * * * *"
    source: gone
    query: { measurement: environment, fields: [temperature] }
model: { url: none }
database: { ${database.config} }
`;
  writeFileSync(config, text);
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

describe('the commands', () => {
  it('once prints the figures of a window of the past and exits 0', async () => {
    const at = '2015-02-05T12:00:00Z';
    const { code, stdout } = await plumbline('once', 'room', '--config', config, '--at', at, '--json');
    const [row] = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(row).toMatchObject({
      series: 'environment.temperature{room=office,sensor=a}',
      points: 360,
      unit: '°C',
    });
    expect(row.window_end).toBe('2015-02-05T12:00:00.000Z');
  });

  it('once without a model does not say that one is still to answer', async () => {
    const { stdout } = await plumbline('once', 'room', '--config', config, '--at', '2015-02-05T12:00:00Z');
    expect(stdout).toContain('[written from the facts; model not asked]');
  });

  it('once exits 1 when a monitor failed, and says on standard error what to do', async () => {
    const { code, stderr } = await plumbline('once', 'nowhere', '--config', config);
    expect(code).toBe(1);
    expect(stderr).toContain('none.csv');
  });

  it('once exits 2 for a monitor that is not configured, and names those that are', async () => {
    const { code, stderr } = await plumbline('once', 'attic', '--config', config);
    expect(code).toBe(2);
    expect(stderr).toMatch(/no monitor attic[\s\S]*room, nowhere/);
  });

  it('results, show and health answer from the database that the worker writes', async () => {
    await (await database.open()).close();
    expect(await plumbline('results', '--config', config)).toMatchObject({ code: 0, stdout: '' });
    expect(await plumbline('show', '1', '--config', config)).toMatchObject({ code: 1 });
    expect((await plumbline('health', '--config', config)).code).toBe(1);
  });

  it('check lists every mistake at once and exits 2', async () => {
    const broken = join(folder, 'broken.yaml');
    writeFileSync(broken, 'sources: {}\nmonitors:\n  - name: a\n    crom: "x"\n    source: b\n');
    const { code, stderr } = await plumbline('check', '--config', broken);
    expect(code).toBe(2);
    expect(stderr).toMatch(/crom[\s\S]*cron/);
    expect(stderr).toContain('query');
  });

  it.each([
    ...['run', 'once', 'results', 'show', 'check', 'health', 'simulate', 'feedback'],
    ...['factcheck', 'replay', 'eval'],
  ])('says with %s --help how it is used, with an example', async (command) => {
    const { code, stdout } = await plumbline(command, '--help');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples?:/);
  });

  it('exits 2 for an option that does not exist', async () => {
    expect((await plumbline('results', '--latst')).code).toBe(2);
  });

  it('results, health and feedback say that there is no database, and create none', async () => {
    const other = join(folder, 'elsewhere.yaml');
    const none = join(folder, 'none', 'p.db');
    writeFileSync(
      other,
      readFileSync(config, 'utf8').replace(/(?:path|url): "[^"]*" }\n$/, `path: ${none} }\n`),
    );
    for (const args of [['results'], ['health'], ['feedback', '1', 'right']]) {
      const ended = await plumbline(...args, '--config', other);
      expect(ended).toMatchObject({
        code: 1,
        stderr: expect.stringContaining(`there is no database ${none}`),
      });
    }
    expect(existsSync(dirname(none))).toBe(false);
  });

  it('results and health read a database whose folder and file they may not write', async () => {
    const locked = join(folder, 'locked');
    const file = join(locked, 'p.db');
    const other = join(folder, 'locked.yaml');
    writeFileSync(
      other,
      readFileSync(config, 'utf8').replace(/(?:path|url): "[^"]*" }\n$/, `path: ${file} }\n`),
    );
    await openFile(file).close();
    chmodSync(file, 0o444);
    chmodSync(locked, 0o555);
    chmodSync(folder, 0o755);
    // Root may write anywhere: what is tested is what somebody else may.
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const results = await plumblineAs(user, 'results', '--config', other);
    expect(results).toMatchObject({ code: 0, stderr: expect.stringContaining('No result matches') });
    const health = await plumblineAs(user, 'health', '--config', other);
    expect(health.stdout).toContain('has no run yet');
    chmodSync(locked, 0o755);
  });

  it('baseline forget says what it forgot, and of a series that nobody knows where to find its name', async () => {
    const name = 'environment.temperature{room=office,sensor=a}';
    const store = await database.open();
    const key = { monitor: 'room', series: name, source: 'sample' };
    const seq = (await store.baselineSeq(key)) + 1;
    const content = { kind: 'snapshot', snapshot: Uint8Array.of(1) } as const;
    await store.saveBaselines(key.monitor, [{ ...key, seq, content }], Date.now());
    await store.close();
    const forgotten = await plumbline('baseline', 'forget', name, '--config', config);
    expect(forgotten).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`${name} in room, from sample`),
    });
    const unknown = await plumbline('baseline', 'forget', 'none', '--config', config);
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('results --latest') });
    expect(await plumbline('baseline', 'forget')).toMatchObject({ code: 2 });
  });

  it('series forget looks into the config that is named behind it, and only at the monitor that is', async () => {
    const forget = (monitor: string) =>
      plumbline('series', 'forget', 'none', '--config', config, '--monitor', monitor);
    expect(await forget('room')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'plumbline: no series none in room; plumbline series names them\n',
    });
  });
});
