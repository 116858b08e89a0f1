import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PROJECT, SAMPLE } from '../support/project.ts';
import { type RawServer, send, startRawServer } from '../support/raw-server.ts';

const MAIN = join(PROJECT, 'dist', 'main.js');

/** One for each place in the config where a secret may stand; half of them come out of files. */
const SECRETS = {
  FLUX: 'flux-s3cret-in-the-environment',
  BASIC: 'basic-s3cret-from-a-file',
  SQL: 'sql-s3cret-from-a-file',
  MODEL: 'model-s3cret-from-a-file',
  SIGN: 'sign-s3cret-in-the-environment',
  HOOK: 'hook-s3cret-of-a-path',
  NTFY: 'ntfy-s3cret-from-a-file',
};
/** What may not be found anywhere: each as it is, and as HTTP's basic login has it. */
const FORMS = [...Object.values(SECRETS), Buffer.from(`me:${SECRETS.BASIC}`).toString('base64')];

let folder: string;
let server: RawServer;
let worker: ChildProcess | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-secrets-'));
  // It says back all that it was told, as some proxies do.
  server = await startRawServer((socket, { path, headers, body }) =>
    send(socket, 400, JSON.stringify({ error: `no: ${path} ${JSON.stringify(headers)} ${body}` })),
  );
});
afterEach(async () => {
  worker?.kill('SIGKILL');
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function configText(): string {
  const file = (name: keyof typeof SECRETS) => {
    writeFileSync(join(folder, 'run', name), `${SECRETS[name]}\n`);
    return `\${file:run/${name}}`;
  };
  const variable = (name: string) => `\${${name}}`;
  const { url } = server;
  const query = 'query: { measurement: environment, fields: [temperature] }';
  const monitor = (name: string) =>
    `  - { name: of-${name}, cron: "* * * * * *", window: 1h, delay: 0s, source: ${name}, attempts: 1, ${query} }`;
  return `
sources:
  two: { kind: influxdb2, url: "${url}", org: o, bucket: b, token: "${variable('FLUX')}" }
  one: { kind: influxql, url: "${url}", database: d, auth: basic, username: me, password: "${file('BASIC')}" }
  three: { kind: influxdb3, url: "${url}", database: d, token: "${file('SQL')}" }
  sample: { kind: csv, path: "${SAMPLE}", replay: true, tags: [room, sensor] }
monitors:
${['two', 'one', 'three', 'sample'].map(monitor).join('\n')}
targets:
  hook: { kind: webhook, url: "${url}/${variable('HOOK')}", secret: "${variable('SIGN')}" }
  phone: { kind: ntfy, url: "${url}", topic: t, token: "${file('NTFY')}" }
model: { url: "${url}/v1", name: m, apiKey: "${file('MODEL')}" }
web: off
database: { path: p.db }
log: { level: trace, format: json }
`;
}

/** What a command says on both of its outputs. */
function said(...args: string[]): Promise<string> {
  const { FLUX, SIGN, HOOK } = SECRETS;
  const options = { cwd: folder, env: { ...process.env, FLUX, SIGN, HOOK } };
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args, '--config', 'c.yaml'], options, (_, out, err) =>
      resolve(out + err),
    );
  });
}

const found = (text: string) => FORMS.filter((form) => text.includes(form));

test('no secret of any kind gets into log, database or the words of a command', {
  timeout: 90_000,
}, async () => {
  mkdirSync(join(folder, 'run'));
  writeFileSync(join(folder, 'c.yaml'), configText());
  const { FLUX, SIGN, HOOK } = SECRETS;
  worker = spawn(process.execPath, [MAIN, 'run', '--config', 'c.yaml'], {
    cwd: folder,
    env: { ...process.env, FLUX, SIGN, HOOK },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [worker.stdout, worker.stderr]) stream?.on('data', (chunk) => (log += chunk));
  const wanted = ['of-two', 'of-one', 'of-three', 'of-sample'].map((name) => `"monitor":"${name}"`);
  while (!wanted.every((one) => log.includes(one)) || !log.includes('asked the model')) {
    if (worker.exitCode !== null) throw new Error(`the worker is gone: ${log}`);
    await new Promise((resolve) => worker?.stdout?.once('data', resolve));
  }
  const commands = [await said('doctor'), await said('check', '--live'), await said('test-nothing')];
  const exit = once(worker, 'exit');
  worker.kill('SIGTERM');
  await exit;
  commands.push(await said('health'), await said('monitors'), await said('results', '--format', 'json'));

  // The servers were really asked with them, and said them back.
  const asked = JSON.stringify(server.requests);
  for (const name of ['FLUX', 'SQL', 'MODEL'] as const) expect(asked).toContain(SECRETS[name]);
  expect(log).toMatch(/source_rejected/);
  expect(found(log)).toEqual([]);
  for (const text of commands) expect(found(text)).toEqual([]);
  const files = readdirSync(folder).filter((name) => name.startsWith('p.db'));
  expect(files).toContain('p.db');
  for (const name of files) expect(found(readFileSync(join(folder, name), 'latin1'))).toEqual([]);
});

test('a file that is not there is a mistake with its line', async () => {
  writeFileSync(
    join(folder, 'c.yaml'),
    `sources:
  two: { kind: influxdb2, url: "${server.url}", org: o, bucket: b, token: "\${file:run/nobody}" }
monitors: [{ name: m, cron: "* * * * *", source: two, query: { measurement: m, fields: [f] } }]
`,
  );
  expect(await said('check')).toMatch(
    /c\.yaml:2 {2}sources\.two\.token\n {4}found a file that can't be read \(ENOENT/,
  );
});
