import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/database/create.ts';
import type { TestDatabase } from '../support/database/database.ts';
import { PROJECT, SAMPLE } from '../support/project.ts';

const MAIN = join(PROJECT, 'dist', 'main.js');

let folder: string;
let worker: ChildProcess;
let exited: Promise<unknown>;
let said: string;
let database: TestDatabase;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  database = await createTestDatabase(folder);
  said = '';
});
afterEach(async () => {
  worker.kill('SIGKILL');
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** Monitors that are due each second, by their names, with what else is to be in their lines. */
function configText(monitors: Readonly<Record<string, string>>): string {
  const all = Object.entries(monitors).map(
    ([name, more]) => `
  - { name: ${name}, cron: "* * * * * *", window: 2h, delay: 0s, source: sample, catchUp: 1000, history: 0s,
      query: { measurement: environment, fields: [temperature] }${more} }`,
  );
  return `
sources: { sample: { kind: csv, path: ${SAMPLE}, replay: true, tags: [room, sensor] } }
monitors:${all.join('')}
model: { url: none }
web: off
database: { ${database.config} }
log: { level: info, format: json }
`;
}

const write = (text: string) => writeFileSync(join(folder, 'plumbline.yaml'), text);

async function start(): Promise<void> {
  const child = spawn(process.execPath, [MAIN, 'run', '--config', 'plumbline.yaml'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  worker = child;
  exited = once(child, 'exit');
  await until(/"monitor":"kept"/);
}

/** Waits for a line of the log; the time that took, ms. */
async function until(line: RegExp): Promise<number> {
  const began = performance.now();
  while (!line.test(said)) {
    if (worker.stdout === null || worker.exitCode !== null) throw new Error(`the worker is gone: ${said}`);
    await Promise.race([once(worker.stdout, 'data'), exited]);
  }
  return performance.now() - began;
}

const forget = () => {
  said = '';
};

async function end(): Promise<number | null> {
  const exit = once(worker, 'exit');
  worker.kill('SIGTERM');
  const [code] = await exit;
  return code;
}

interface Run {
  readonly window_end: string;
  readonly status: string;
}

async function expectNoneLost(monitor: string): Promise<void> {
  const runs = await database.rows<Run>(
    'SELECT window_end, status FROM runs WHERE monitor = @monitor ORDER BY window_end',
    { monitor },
  );
  const ends = runs.map(({ window_end }) => Date.parse(window_end));
  expect(ends.length).toBeGreaterThan(2);
  expect(ends.slice(1).filter((at, index) => at - (ends[index] ?? 0) !== 1000)).toEqual([]);
  expect(runs.filter(({ status }) => status !== 'done')).toEqual([]);
}

function health(): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, 'health', '--config', 'plumbline.yaml'], { cwd: folder }, (_, out) => {
      resolve(out);
    });
  });
}

describe('a config that changes under a worker at work', () => {
  it('is taken over with monitors added, removed and changed, and no run is lost', {
    timeout: 60_000,
  }, async () => {
    write(configText({ kept: '', changed: '', removed: '' }));
    await start();
    await until(/"monitor":"removed"/);
    forget();
    write(configText({ kept: '', changed: ', unit: K', added: '' }));
    const took = await until(/is taken over/);
    expect(said).toMatch(/"added":\["added"\],"changed":\["changed"\],"removed":\["removed"\]/);
    // Two looks, half a second apart, and a busy machine.
    expect(took).toBeLessThan(10_000);
    await until(/"monitor":"added"/);
    forget();
    await until(/"monitor":"changed"[\s\S]*"monitor":"changed"/);
    expect(said).not.toMatch(/"monitor":"removed"/);
    expect(await end()).toBe(0);
    await expectNoneLost('kept');
    await expectNoneLost('changed');
    const rows = await database.rows<{ readonly unit: string }>(
      "SELECT unit FROM results WHERE monitor = 'changed' ORDER BY window_end",
    );
    expect([rows.at(0)?.unit, rows.at(-1)?.unit]).toEqual(['', 'K']);
  });

  it('is left alone where it has mistakes, which log and health tell, until it is mended', {
    timeout: 60_000,
  }, async () => {
    write(configText({ kept: '' }));
    await start();
    forget();
    write(configText({ kept: ', unit: 5' }));
    await until(/the worker goes on with what it had.*monitors\[0\]\.unit/);
    expect(await health()).toMatch(/^unhealthy: plumbline\.yaml has .*line 5/);
    forget();
    await until(/"monitor":"kept"/);
    // A signal looks at once, and says so again.
    worker.kill('SIGHUP');
    await until(/the worker goes on with what it had/);
    write(configText({ kept: '', other: '' }));
    await until(/"monitor":"other"/);
    expect(await health()).not.toContain('mistake');
    expect(await end()).toBe(0);
    await expectNoneLost('kept');
  });

  it('is taken over when only the prompt is another, and not with one that is none', {
    timeout: 60_000,
  }, async () => {
    write(configText({ kept: '' }));
    await start();
    mkdirSync(join(folder, 'config', 'prompts'), { recursive: true });
    const prompt = join(folder, 'config', 'prompts', 'explain.md');
    forget();
    writeFileSync(prompt, 'x'.repeat(200_000));
    await until(/goes on with what it had: .*explain\.md has 200000 bytes/);
    expect(await health()).toContain('explain.md');
    writeFileSync(prompt, '## system\n\nBe brief.\n\n## user\n\nSay what is so.\n');
    await until(/is taken over/);
    expect(await end()).toBe(0);
    await expectNoneLost('kept');
  });
});
