import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasInfluxd, INFLUXD_HINT, type Influxd, startInfluxd } from '../support/influxd.ts';
import { calm } from '../support/pipeline.ts';
import { PROJECT } from '../support/project.ts';
import { type RawServer, send, startRawServer } from '../support/raw-server.ts';

const MAIN = join(PROJECT, 'dist', 'main.js');

/** The commands that the README tells a new user, in their order. */
function commandsOfReadme(): readonly string[] {
  const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
  const part = /## The first five minutes\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';
  return [...part.matchAll(/^\$ (.+)$/gm)].map(([, command = '']) => command);
}

/** Two sensors that nobody has told anything about, for three hours up to now. */
function lines(now: number): readonly string[] {
  return Array.from({ length: 720 }, (_, at) => {
    const time = now - at * 15_000;
    const air = (offset: number) =>
      `temperature=${(calm(time / 60_000) + offset).toFixed(2)},humidity=${40 + (at % 5)}`;
    return `climate,room=lab ${air(0)} ${time}\nclimate,room=hall ${air(2)} ${time}`;
  });
}

describe.skipIf(!hasInfluxd())(`the first minutes of the README (${INFLUXD_HINT})`, () => {
  let influxd: Influxd;
  let receiver: RawServer;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-first-'));
    // What a checkout brings along.
    for (const name of ['config', 'data'])
      cpSync(join(PROJECT, name), join(folder, name), {
        recursive: true,
        filter: (path) => !path.endsWith('.db'),
      });
    influxd = await startInfluxd();
    receiver = await startRawServer((socket) => send(socket, 200, '{}'));
    await influxd.execute('CREATE DATABASE "home"');
    await influxd.write('home', lines(Date.now()), 'ms');
  }, 60_000);
  afterAll(async () => {
    await influxd.stop();
    await receiver.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const argsOf = (command: string): readonly string[] =>
    command
      .replace(/ {2,}#.*$/, '')
      .replace('http://localhost:8086', influxd.url)
      .split(' ')
      .filter((word) => !['node', 'dist/main.js', 'npm', 'start', '--'].includes(word));

  async function runOnce(command: string): Promise<string> {
    const done = await new Promise<{ readonly code: unknown; readonly text: string }>((resolve) => {
      execFile(process.execPath, [MAIN, ...argsOf(command)], { cwd: folder }, (error, out, err) => {
        resolve({ code: error?.code ?? 0, text: out + err });
      });
    });
    expect(done, command).toMatchObject({ code: 0 });
    return done.text;
  }

  /** What adds a target to the config. */
  function shell(command: string): void {
    const { status } = spawnSync('sh', ['-c', command.replace('https://ntfy.sh', receiver.url)], {
      cwd: folder,
    });
    expect(status, command).toBe(0);
  }

  /** The worker, until it has done a run. */
  async function start(command: string): Promise<string> {
    const worker = spawn(process.execPath, [MAIN, 'run', ...argsOf(command), '--no-model'], { cwd: folder });
    let log = '';
    worker.stdout.on('data', (chunk) => {
      log += chunk;
    });
    const exit = once(worker, 'exit');
    while (!/run done[\s\S]*run done/.test(log)) await Promise.race([once(worker.stdout, 'data'), exit]);
    worker.kill('SIGTERM');
    expect((await exit)[0]).toBe(0);
    return log;
  }

  test('end in a row of each own sensor', { timeout: 180_000 }, async () => {
    const commands = commandsOfReadme();
    expect(commands).toHaveLength(7);
    const said: string[] = [];
    for (const command of commands) {
      if (command.startsWith('echo')) shell(command);
      else said.push(command.startsWith('npm start') ? await start(command) : await runOnce(command));
    }
    const [sample, discovered, doctor, , results, notified] = said;
    expect(sample).toContain('"monitor":"office-temperature"');
    expect(discovered).toContain('2 monitors for 4 series are in lab.yaml');
    expect(doctor).toMatch(/^ok {7}config: lab\.yaml is right/);
    expect(doctor).toContain('0 failures');
    for (const room of ['lab', 'hall']) expect(results).toContain(`climate.temperature{room=${room}}`);
    expect(notified).toContain(`phone (${receiver.url}): taken`);
    expect(receiver.requests.map(({ path }) => path)).toEqual(['/my-sensors-7c1e']);
  });
});
