import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { hasInfluxd, INFLUXD_HINT, type Influxd, startInfluxd } from '../support/influxd.ts';
import { PROJECT } from '../support/project.ts';

const MAIN = join(PROJECT, 'dist', 'main.js');
const NOW = Math.floor(Date.now() / 1000) * 1000;

/** A name that looks like a variable of the config. */
const VARIABLE = `\${HOME}`;

/** Readings of the last two hours, one each ten seconds, and some things that are no sensors. */
function lines(): readonly string[] {
  const written: string[] = [];
  for (let i = 0; i < 720; i += 1) {
    const time = NOW - i * 10_000;
    for (const room of ['lab', 'hall']) {
      const climate = `temperature=${20 + (i % 7) / 10},humidity=${40 + (i % 11)},state="on"`;
      written.push(`environment,room=${room},sensor=a ${climate} ${time}`);
    }
    written.push(`net,host=pi bytes_recv=${(10_000 - i) * 1000}i,up=true ${time}`);
    if (i % 90 === 0) written.push(`tank level=${3 + i / 1000} ${time}`);
  }
  const odd = String.raw`odd\ "name"\ ${VARIABLE}\,x,ta\=g=v\ 1 fi\ eld=1.5`;
  return [...written, `${odd} ${NOW - 60_000}`, `old value=1 ${NOW - 60 * 86_400_000}`];
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe.skipIf(!hasInfluxd())(`plumbline discover (${INFLUXD_HINT})`, () => {
  let influxd: Influxd;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-discover-'));
    influxd = await startInfluxd();
    await influxd.execute('CREATE DATABASE "home"');
    await influxd.write('home', lines(), 'ms');
  }, 60_000);
  afterAll(async () => {
    await influxd.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const plumbline = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
    new Promise((resolve) => {
      const options = { cwd: folder, env: { PATH: process.env.PATH ?? '', ...env } };
      execFile(process.execPath, [MAIN, ...args], options, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
      });
    });

  test('writes a config that is right, finds its points, and guesses units', {
    timeout: 60_000,
  }, async () => {
    const file = join(folder, 'lab.yaml');
    const found = await plumbline(['discover', '--url', influxd.url, '--write', file]);
    expect(found).toMatchObject({ code: 0, stdout: expect.stringContaining(`in ${file}`) });
    const loaded = loadConfig(file, {});
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    const { monitors } = loaded.config;
    expect(monitors.map(({ name, unit, limits: { fail } }) => ({ name, unit, fail }))).toEqual([
      { name: 'environment-humidity', unit: '%', fail: [0, 100] },
      { name: 'environment-temperature', unit: '°C', fail: [-60, 150] },
      { name: 'net-up', unit: '', fail: undefined },
      { name: expect.stringMatching(/^odd-name/), unit: '', fail: undefined },
      { name: 'tank-level', unit: '', fail: undefined },
    ]);
    expect(monitors[1]).toMatchObject({ cron: '*/5 * * * *', window: 3_600_000 });
    expect(monitors[1]?.query).toMatchObject({ measurement: 'environment', groupBy: ['room', 'sensor'] });
    expect(monitors[3]?.query).toMatchObject({ measurement: `odd "name" ${VARIABLE},x`, fields: ['fi eld'] });
    expect(monitors[4]).toMatchObject({ window: 86_400_000 });
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('# environment: state hold text.');
    expect(text).toContain('# net: bytes_recv only rise');
    expect(text).toContain('# old: value had no value in the last 30 days.');

    // All of it can be read, and a second go touches nothing.
    const checked = await plumbline(['check', '--live', '--config', file]);
    expect(checked).toMatchObject({ code: 0 });
    expect(checked.stdout.match(/^ok /gm)).toHaveLength(5);
    const again = await plumbline(['discover', '--url', influxd.url, '--write', file]);
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('looks into the source of a config, and leaves its secrets where they are', {
    timeout: 60_000,
  }, async () => {
    const file = join(folder, 'old.yaml');
    const login = 'auth: basic, username: me, password: in-the-old-file';
    writeFileSync(
      file,
      `sources: { lab: { kind: influxql, url: "${influxd.url}", database: home, ${login} } }
monitors: [{ name: m, cron: "* * * * *", source: lab, query: { measurement: environment, fields: [temperature] } }]
`,
    );
    const { code, stdout } = await plumbline(['discover', '--config', file]);
    expect(code).toBe(0);
    expect(stdout).toContain(`password: \${INFLUX_PASSWORD}`);
    expect(stdout).not.toContain('in-the-old-file');
  });

  test('says what it wants to know where there are several databases, or nothing to watch', {
    timeout: 60_000,
  }, async () => {
    await influxd.execute('CREATE DATABASE "empty"');
    const several = await plumbline(['discover'], { INFLUX_URL: influxd.url });
    expect(several).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/2 databases: home, empty[\s\S]*--database/),
    });
    const empty = await plumbline(['discover', '--url', influxd.url, '--database', 'empty']);
    expect(empty).toMatchObject({ code: 1, stderr: expect.stringContaining('no field of numbers') });
    expect(await plumbline(['discover'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('INFLUX_URL'),
    });
  });
});
