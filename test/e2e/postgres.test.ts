import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hasPostgres, PASSWORD, POSTGRES_HINT, type Postgres, startPostgres } from '../support/postgres.ts';
import { PROJECT, SAMPLE } from '../support/project.ts';

const MAIN = join(PROJECT, 'dist', 'main.js');
let folder: string;
let config: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  config = join(folder, 'plumbline.yaml');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A window a second. */
function writeConfig(database: string, { web = 'off', level = 'info' } = {}): void {
  writeFileSync(
    config,
    `
sources: { sample: { kind: csv, path: ${SAMPLE}, replay: true, tags: [room, sensor] } }
monitors:
  - name: busy
    cron: "* * * * * *"
    window: 2h
    delay: 0s
    source: sample
    query: { measurement: environment, fields: [temperature, humidity] }
model: { url: none }
web: ${web}
database: ${database}
log: { level: ${level}, format: json }
`,
  );
}

function plumbline(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const command = [MAIN, ...args, '--config', config];
    execFile(process.execPath, command, { cwd: PROJECT }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

/** All that the page answers, the failures too. */
async function pageOf(url: string): Promise<string> {
  const get = async (path: string) => (await fetch(url + path)).text();
  const { paths } = z
    .object({ paths: z.record(z.string(), z.looseObject({})) })
    .parse(JSON.parse(await get('/api/v1/openapi.json')));
  const readable = Object.entries(paths).filter(
    ([path, calls]) => 'get' in calls && !path.includes('events') && !path.includes('{'),
  );
  expect(readable.length).toBeGreaterThan(7);
  const all = [...readable.map(([path]) => path), '/metrics', '/readyz', '/api/v1/results/1', '/'];
  return (await Promise.all(all.map(get))).join('\n');
}

describe.skipIf(!hasPostgres())(`a worker on PostgreSQL (${POSTGRES_HINT})`, () => {
  let server: Postgres;
  beforeAll(async () => {
    server = await startPostgres();
    writeFileSync(join(folder, 'address'), `${server.url()}\n`);
    writeConfig(`{ url: "\${file:${join(folder, 'address')}}" }`);
  });
  afterAll(() => server.stop());

  it('does what is due of the sample, and the commands tell of it; none tells the password', {
    timeout: 120_000,
  }, async () => {
    const doctor = await plumbline('doctor');
    expect(doctor.stdout).toContain('its tables will be created');
    const worker = spawn(process.execPath, [MAIN, 'run', '--config', config], { cwd: PROJECT });
    const said: string[] = [];
    for (const stream of [worker.stdout, worker.stderr])
      stream.on('data', (chunk: Buffer) => void said.push(chunk.toString()));
    const count = async () =>
      Number(
        (await server.query(`SELECT count(*) AS n FROM runs WHERE status = 'done'`).catch(() => []))[0]?.n ??
          0,
      );
    while ((await count()) < 2 && worker.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 50));
    worker.kill('SIGTERM');
    await once(worker, 'exit');
    expect(
      await server.query(`SELECT DISTINCT verdict <> '' AS judged, points > 0 AS read FROM latest_results`),
    ).toEqual([{ judged: true, read: true }]);
    expect(
      await server.query('SELECT status, attempt, count(*) > 1 AS several FROM runs GROUP BY 1, 2'),
    ).toEqual([{ status: 'done', attempt: 1, several: true }]);
    const results = await plumbline('results', '--latest', '--json');
    expect(JSON.parse(results.stdout)).toHaveLength(2);
    const health = await plumbline('health');
    const after = await plumbline('doctor');
    expect(after.stdout).toContain('can be written');
    expect(after.stdout).toMatch(/the clock of the database is ahead of this machine's by -?\d+ ms/);
    const all = [doctor, results, health, after].flatMap(({ stdout, stderr }) => [stdout, stderr]);
    const check = await plumbline('check');
    expect(check.stdout).toContain(`postgres://plumbline@127.0.0.1:${server.port}/postgres`);
    for (const text of [...said, ...all, check.stdout]) {
      expect(text).not.toContain(PASSWORD);
      expect(text).not.toContain(encodeURIComponent(PASSWORD));
    }
  });

  it.each([
    ['address', PASSWORD],
    ['environment', undefined],
  ])(
    'tells nothing of the password in its %s on the page, also while the server is away',
    {
      timeout: 180_000,
    },
    async (_, inAddress) => {
      const host = `127.0.0.1:${server.port}`;
      const login = inAddress === undefined ? '' : `:${encodeURIComponent(inAddress)}`;
      const database = `{ url: "postgres://plumbline${login}@${host}/${await server.createDatabase()}" }`;
      writeConfig(database, { web: '{ listen: "127.0.0.1:0" }', level: 'trace' });
      const env = { ...process.env, ...(inAddress === undefined ? { PGPASSWORD: PASSWORD } : {}) };
      const worker = spawn(process.execPath, [MAIN, 'run', '--config', config], { cwd: PROJECT, env });
      let log = '';
      for (const stream of [worker.stdout, worker.stderr]) stream.on('data', (chunk) => (log += chunk));
      const until = (line: RegExp) =>
        expect.poll(() => line.test(log), { timeout: 60_000, message: log.slice(-1000) }).toBe(true);
      try {
        await until(/"msg":"the page/);
        await until(/run done/);
        const url = /"url":"(http[^"]+)","msg":"the page/.exec(log)?.[1] ?? '';
        const whole = await pageOf(url);
        expect(whole).toContain('plumbline_runs_total');
        await server.halt('crash');
        const broken = await pageOf(url);
        expect(broken).toContain('database_unreachable');
        await until(/database_unreachable/);
        await server.start();
        for (const text of [log, whole, broken]) {
          for (const form of [PASSWORD, encodeURIComponent(PASSWORD)]) expect(text).not.toContain(form);
          for (const secret of [PASSWORD, `plumbline:${PASSWORD}`])
            expect(text).not.toContain(Buffer.from(secret).toString('base64'));
        }
      } finally {
        worker.kill('SIGKILL');
      }
    },
  );

  it('says of a database that lets it not in what to do, and ends', { timeout: 60_000 }, async () => {
    writeConfig(`{ url: "postgres://plumbline:wrong@127.0.0.1:${server.port}/postgres" }`);
    const { code, stderr } = await plumbline('run');
    expect(code).toBe(1);
    expect(stderr).toContain('Look at user and password in database.url');
    expect(stderr).not.toContain('wrong@');
  });
});

describe('a worker on SQLite', () => {
  it('loads nothing that speaks to PostgreSQL', () => {
    const script = join(folder, 'loaded.mjs');
    const url = (path: string) => JSON.stringify(pathToFileURL(join(PROJECT, path)).href);
    const lines = [
      "import { createRequire } from 'node:module';",
      `import { openStore } from ${url('dist/app.js')};`,
      `await import(${url('dist/cli/doctor/database.js')});`,
      'const { cache } = createRequire(import.meta.url);',
      'const isLoaded = () => Object.keys(cache).some((path) => /node_modules.pg./.test(path));',
      "await (await openStore({ path: ':memory:' })).close();",
      'const before = isLoaded();',
      `await import(${url('dist/store/postgres/store.js')});`,
      'console.log(before, isLoaded());',
    ];
    writeFileSync(script, lines.join('\n'));
    expect(execFileSync(process.execPath, [script], { encoding: 'utf8' })).toBe('false true\n');
  });
});
