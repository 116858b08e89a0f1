import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestDatabase } from '../support/database/create.ts';
import type { TestDatabase } from '../support/database/database.ts';
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
  HEADER: 'header-s3cret-from-a-file',
  NTFY: 'ntfy-s3cret-from-a-file',
  SLACK: 'slack-s3cret-of-a-path',
  DISCORD: 'discord-s3cret-of-a-path',
  APPRISE: 'apprise-s3cret-of-a-path',
  GOTIFY: 'gotify-s3cret-from-a-file',
  TELEGRAM: '123456:telegram-s3cret-from-a-file',
  MAIL: 'mail-s3cret-from-a-file',
  MQTT: 'mqtt-s3cret-from-a-file',
  BACK: 'write-back-s3cret-from-a-file',
  BEAT: 'heartbeat-s3cret-of-a-path',
  PAGE: 'page-s3cret-in-the-environment',
};
type Secret = keyof typeof SECRETS;
const IN_ENVIRONMENT = ['FLUX', 'SIGN', 'HOOK', 'SLACK', 'DISCORD', 'APPRISE', 'BEAT', 'PAGE'] as const;

/** A secret as it is, as an address has it, and as the logins of HTTP and SMTP do. */
function formsOf(name: Secret): readonly string[] {
  const secret = SECRETS[name];
  const logins = [secret, `me:${secret}`, `\0me\0${secret}`];
  return [secret, encodeURIComponent(secret), ...logins.map((text) => Buffer.from(text).toString('base64'))];
}

/** The secrets that a text gives away. */
function found(text: string): readonly string[] {
  const all = Object.keys(SECRETS).filter((name): name is Secret => name in SECRETS);
  return all.filter((name) => formsOf(name).some((form) => text.includes(form)));
}

let folder: string;
let server: RawServer;
let mail: Server;
let broker: Server;
let worker: ChildProcess | undefined;
let database: TestDatabase;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-secrets-'));
  database = await createTestDatabase(folder);
  // It says back all that it was told, as some proxies do.
  server = await startRawServer((socket, { path, headers, body }) =>
    send(socket, 400, JSON.stringify({ error: `no: ${path} ${JSON.stringify(headers)} ${body}` })),
  );
  mail = createServer(refusingMail);
  // Refuses the login, as version 3.1.1 of the protocol has it.
  broker = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => socket.end(Buffer.from([0x20, 2, 0, 4])));
  });
  for (const one of [mail, broker]) {
    one.listen(0, '127.0.0.1');
    await once(one, 'listening');
  }
});
afterEach(async () => {
  worker?.kill('SIGKILL');
  await server.close();
  mail.close();
  broker.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** A mail server that says back the login that it refuses. */
function refusingMail(socket: Socket): void {
  socket.on('error', () => socket.destroy());
  socket.write('220 here\r\n');
  socket.on('data', (chunk) => {
    const said = String(chunk).trim();
    if (said.startsWith('EHLO')) socket.write('250-here\r\n250 AUTH PLAIN LOGIN\r\n');
    else if (said.startsWith('AUTH')) socket.write(`535 5.7.8 not with ${said}\r\n`);
    else socket.end('221 bye\r\n');
  });
}

function portOf(one: Server): number {
  const address = one.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function configText(): string {
  const file = (name: Secret) => {
    writeFileSync(join(folder, 'run', name), `${SECRETS[name]}\n`);
    return `\${file:run/${name}}`;
  };
  const variable = (name: (typeof IN_ENVIRONMENT)[number]) => `\${${name}}`;
  const { url } = server;
  const query = 'query: { measurement: environment, fields: [temperature] }';
  const monitor = (name: string) =>
    `  - { name: of-${name}, cron: "* * * * * *", window: 1h, delay: 0s, source: ${name}, attempts: 1, ${query}, limits: { fail: [0, 1] } }`;
  return `
sources:
  two: { kind: influxdb2, url: "${url}", org: o, bucket: b, token: "${variable('FLUX')}" }
  one: { kind: influxql, url: "${url}", database: d, auth: basic, username: me, password: "${file('BASIC')}" }
  three: { kind: influxdb3, url: "${url}", database: d, token: "${file('SQL')}" }
  sample: { kind: csv, path: "${SAMPLE}", replay: true, tags: [room, sensor] }
monitors:
${['two', 'one', 'three', 'sample'].map(monitor).join('\n')}
targets:
  hook: { kind: webhook, url: "${url}/${variable('HOOK')}", secret: "${variable('SIGN')}", headers: { x-key: "${file('HEADER')}" } }
  phone: { kind: ntfy, url: "${url}", topic: t, token: "${file('NTFY')}" }
  slack: { kind: slack, url: "${url}/services/${variable('SLACK')}" }
  discord: { kind: discord, url: "${url}/api/webhooks/1/${variable('DISCORD')}" }
  apprise: { kind: apprise, url: "${url}/notify/${variable('APPRISE')}" }
  gotify: { kind: gotify, url: "${url}", token: "${file('GOTIFY')}" }
  telegram: { kind: telegram, url: "${url}", chat: c, token: "${file('TELEGRAM')}" }
  letter: { kind: mail, host: 127.0.0.1, port: ${portOf(mail)}, security: none, username: me, password: "${file('MAIL')}", from: a@example.org, to: [b@example.org], timeout: 2s }
  house: { kind: mqtt, url: "mqtt://127.0.0.1:${portOf(broker)}", username: me, password: "${file('MQTT')}", timeout: 2s }
  back: { kind: influxdb, url: "${url}", org: o, bucket: b, token: "${file('BACK')}" }
heartbeat: { url: "${url}/ping/${variable('BEAT')}" }
model: { url: "${url}/v1", name: m, apiKey: "${file('MODEL')}" }
web: { listen: "127.0.0.1:0", token: "${variable('PAGE')}" }
database: { ${database.config} }
log: { level: trace, format: json }
`;
}

/** What a command says on both of its outputs. */
function said(...args: string[]): Promise<string> {
  const options = { cwd: folder, env: environment() };
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args, '--config', 'c.yaml'], options, (_, out, err) =>
      resolve(out + err),
    );
  });
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, ...Object.fromEntries(IN_ENVIRONMENT.map((name) => [name, SECRETS[name]])) };
}

/** What the page answers to whoever has its token: all that can be read. */
async function page(url: string): Promise<string> {
  const headers = { authorization: `Bearer ${SECRETS.PAGE}` };
  const get = async (path: string) => (await fetch(url + path, { headers })).text();
  const description = z
    .object({ paths: z.record(z.string(), z.looseObject({})) })
    .parse(JSON.parse(await get('/api/v1/openapi.json')));
  const paths = Object.entries(description.paths).filter(
    ([path, calls]) => 'get' in calls && !path.includes('events') && !path.includes('{'),
  );
  expect(paths.length).toBeGreaterThan(7);
  const all = [...paths.map(([path]) => path), '/metrics', '/readyz', '/api/v1/results/1', '/'];
  return (await Promise.all(all.map(get))).join('\n');
}

/** What a receiver sees: one of them, its own, or of a webhook with a header the two. */
function secretsOf({ path, headers, body }: RawServer['requests'][number]): readonly string[] {
  return found(`${path} ${JSON.stringify(headers)} ${body}`);
}

test('no secret of any kind gets into log, database or the words of a command', {
  timeout: 150_000,
}, async () => {
  mkdirSync(join(folder, 'run'));
  writeFileSync(join(folder, 'c.yaml'), configText());
  worker = spawn(process.execPath, [MAIN, 'run', '--config', 'c.yaml'], {
    cwd: folder,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [worker.stdout, worker.stderr]) stream?.on('data', (chunk) => (log += chunk));
  const wanted = ['of-two', 'of-one', 'of-three', 'of-sample'].map((name) => `"monitor":"${name}"`);
  const targets = [
    'hook',
    'phone',
    'slack',
    'discord',
    'apprise',
    'gotify',
    'telegram',
    'letter',
    'house',
    'back',
  ];
  wanted.push(
    ...targets.map((name) => `"target":"${name}"`),
    'asked the model',
    'the heartbeat is not heard',
  );
  while (!wanted.every((one) => log.includes(one))) {
    if (worker.exitCode !== null) throw new Error(`the worker is gone: ${log}`);
    await new Promise((resolve) => worker?.stdout?.once('data', resolve));
  }
  const url = /"url":"(http[^"]+)"/.exec(log)?.[1] ?? '';
  const shown = await page(url);
  expect(shown).toContain('plumbline_outbox_');
  expect(found(shown)).toEqual([]);
  const commands = [await said('doctor'), await said('check', '--live'), await said('test-nothing')];
  commands.push(await said('notify', 'test'));
  const exit = once(worker, 'exit');
  worker.kill('SIGTERM');
  await exit;
  commands.push(await said('health'), await said('monitors'), await said('results', '--format', 'json'));

  // The servers were really asked with them, and said them back.
  const asked = JSON.stringify(server.requests);
  for (const name of ['FLUX', 'SQL', 'MODEL', 'BASIC', 'NTFY', 'GOTIFY', 'BACK', 'BEAT'] as const)
    expect(found(asked)).toContain(name);
  for (const name of ['SIGN', 'MAIL', 'MQTT', 'PAGE'] as const) expect(found(asked)).not.toContain(name);
  const together = server.requests.map(secretsOf).filter((names) => names.length > 1);
  expect([...new Set(together.map(String))]).toEqual(['HOOK,HEADER']);
  expect(log).toMatch(/source_rejected/);
  expect(found(log)).toEqual([]);
  for (const text of commands) expect(found(text)).toEqual([]);
  if (database.onServer) await database.copyTo(join(folder, 'p.db'));
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
