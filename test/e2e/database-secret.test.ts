import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PROJECT, SAMPLE } from '../support/project.ts';

const MAIN = join(PROJECT, 'dist', 'main.js');
const SECRET = 'postgres-s3cret+from/a=file';
const ENCODED = encodeURIComponent(SECRET);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-database-secret-'));
  writeFileSync(join(folder, 'password'), ENCODED);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeConfig(address: string): void {
  writeFileSync(
    join(folder, 'c.yaml'),
    `
sources: { sample: { kind: csv, path: "${SAMPLE}", replay: true, tags: [room, sensor] } }
monitors: [{ name: m, cron: "* * * * *", source: sample, query: { measurement: environment, fields: [temperature] } }]
model: { url: none }
database: { url: "${address}" }
log: { level: trace, format: json }
`,
  );
}

/** What a command says on both of its outputs. */
function said(...args: string[]): Promise<string> {
  return saidIn({}, ...args);
}

function saidIn(more: NodeJS.ProcessEnv, ...args: string[]): Promise<string> {
  const options = { cwd: folder, env: { ...process.env, ...more } };
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args, '--config', 'c.yaml'], options, (_, out, err) =>
      resolve(out + err),
    );
  });
}

/** Of the password or the login nothing is there, as it is, as an address has it, and in base64. */
function expectNothing(text: string, command: string): void {
  for (const part of [
    's3cret',
    ...[SECRET, `me:${SECRET}`].map((one) => Buffer.from(one).toString('base64')),
  ])
    expect(text, command).not.toContain(part);
}

/** A PostgreSQL that asks for the password in plain text, and says back the login that it refuses. */
function refuse(socket: Socket): void {
  socket.on('error', () => socket.destroy());
  socket.once('data', () => {
    socket.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]));
    socket.once('data', (told) => {
      const text = Buffer.from(`SFATAL\0C28P01\0Mnot with ${told.subarray(5, -1)}\0Dnor with ${ENCODED}\0\0`);
      const head = Buffer.from([0x45, 0, 0, 0, 0]);
      head.writeInt32BE(text.length + 4, 1);
      socket.end(Buffer.concat([head, text]));
    });
  });
}

test.each([
  ['in its address comes out where nobody listens', undefined, 'cannot be reached', {}],
  ['in its address comes out where a server says back the login that it refuses', refuse, 'not with ***', {}],
  ['in PGPASSWORD comes out where nobody listens', undefined, 'cannot be reached', { PGPASSWORD: SECRET }],
  [
    'in PGPASSWORD comes out where a server says back the login that it refuses',
    refuse,
    'not with ***',
    { PGPASSWORD: SECRET },
  ],
] as const)(
  'nothing of the password of a PostgreSQL %s',
  { timeout: 150_000 },
  async (_, answer, why, environment) => {
    const database = createServer(answer);
    database.listen(0, '127.0.0.1');
    await once(database, 'listening');
    const address = database.address();
    const port = typeof address === 'object' ? address?.port : 0;
    if (answer === undefined) database.close();
    const isInAddress = !('PGPASSWORD' in environment);
    const withPassword = (password: string) =>
      `postgres://me${isInAddress ? `:${password}` : ''}@127.0.0.1:${port}/p`;
    writeConfig(withPassword('$'.concat('{file:password}')));
    try {
      for (const command of ['run', 'health', 'doctor']) {
        const text = await saidIn(environment, command);
        expect(text, command).toContain(`postgres://me@127.0.0.1:${port}`);
        expect(text, command).toContain(why);
        expectNothing(text, command);
      }
      writeConfig('');
      expectNothing(await saidIn(environment, 'copy', '--to', withPassword(ENCODED)), 'copy');
    } finally {
      database.close();
    }
  },
);

test.each([
  `postgres://me:s3cret/with#signs@127.0.0.1:1/p`,
  `postgres://me:${ENCODED}@127.0.0.1:port/p`,
  `postgress://me:${ENCODED}@127.0.0.1/p`,
])(
  'nothing of the password comes out of an address that is none: %#',
  { timeout: 60_000 },
  async (address) => {
    writeConfig(address);
    for (const command of ['check', 'run', 'health', 'doctor']) {
      const text = await said(command);
      expect(text, command).toContain('database.url');
      expectNothing(text, command);
    }
    writeConfig('');
    expectNothing(await said('copy', '--to', address), 'copy');
  },
);
