import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePorts } from './free-ports.ts';
import { findProgram } from './programs.ts';

/** What a test that needs the server says when it is skipped. */
export const POSTGRES_HINT = 'skipped without PostgreSQL: apt-get install postgresql (Debian, 15 or newer)';

export const PASSWORD = 'a-password/of the@database';
const READY_ATTEMPTS = 600;
const READY_PAUSE_MS = 25;

/** A real PostgreSQL on loopback, with a temporary folder of its own. */
export interface Postgres {
  readonly port: number;
  /** Address of a database, with its password. */
  url(database?: string): string;
  createDatabase(): Promise<string>;
  /** Takes all rows out of the tables of a store. */
  emptyTables(database?: string): Promise<void>;
  /** Runs SQL in a database and returns the rows of the last statement. */
  query(sql: string, database?: string): Promise<readonly Record<string, unknown>[]>;
  /** Ends it as a crash does, or in good order; it can be started again. */
  halt(how?: 'fast' | 'crash'): Promise<void>;
  start(): Promise<void>;
  /** Makes a standby that follows this server. */
  standby(): Promise<Postgres>;
  /** Makes a primary of a standby. */
  promote(): Promise<void>;
  stop(): Promise<void>;
}

const TABLES = `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
  AND NOT relispartition AND relname <> 'plumbline_schema'`;

/** Where Debian keeps the programs of the server. */
function serverProgram(name: string): string | undefined {
  const versions = '/usr/lib/postgresql';
  const found = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)) : [];
  const paths = found.map((version) => join(versions, version, 'bin', name));
  return paths.find((path) => existsSync(path)) ?? findProgram(name);
}

/** In CI it has to be there: a test that was skipped would be missed by nobody. */
export const hasPostgres = (): boolean =>
  process.env.CI === 'true' ||
  (serverProgram('initdb') !== undefined && serverProgram('postgres') !== undefined);

/** PostgreSQL refuses to run as root. */
function someoneElse(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const numberOf = (option: string, user: string) =>
    Number(execFileSync('id', [option, user], { encoding: 'utf8' }));
  try {
    return { uid: numberOf('-u', 'postgres'), gid: numberOf('-g', 'postgres') };
  } catch {
    return { uid: numberOf('-u', 'nobody'), gid: numberOf('-g', 'nobody') };
  }
}

/** Gives a folder to whoever the server runs as. */
export function giveToServer(folder: string): void {
  const { uid, gid } = someoneElse();
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-postgres-'));
  giveToServer(folder);
  return folder;
}

/** Starts a server with an empty cluster, in a folder of its own or in this one, on a free port and waits until it answers. */
export async function startPostgres(given?: string): Promise<Postgres> {
  const user = someoneElse();
  const folder = given ?? makeFolder();
  const passwords = join(folder, 'password');
  writeFileSync(passwords, `${PASSWORD}\n`, { mode: 0o644 });
  const data = join(folder, 'data');
  const options = ['-D', data, '-U', 'plumbline', '-A', 'scram-sha-256', '--pwfile', passwords, '-E', 'UTF8'];
  run('initdb', [...options, '--locale=C.UTF-8', '--no-sync', '--no-instructions'], user);
  appendFileSync(join(data, 'pg_hba.conf'), '\nhost replication all 127.0.0.1/32 scram-sha-256\n');
  // What a test writes need not outlive the machine.
  const settings = ['fsync = off', 'max_connections = 60', 'wal_level = replica', 'max_wal_size = 512MB'];
  const quiet = [
    "unix_socket_directories = ''",
    "listen_addresses = '127.0.0.1'",
    'log_min_messages = fatal',
  ];
  appendFileSync(join(data, 'postgresql.conf'), `\n${[...settings, ...quiet].join('\n')}\n`);
  return startIn(folder, user, given === undefined);
}

function run(program: string, args: readonly string[], user: ReturnType<typeof someoneElse>): void {
  const env = { ...process.env, PGPASSWORD: PASSWORD };
  execFileSync(serverProgram(program) ?? program, args, {
    ...user,
    env,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

async function startIn(
  folder: string,
  user: ReturnType<typeof someoneElse>,
  isOwn = true,
): Promise<Postgres> {
  const [port = 0] = await freePorts(1);
  const data = join(folder, 'data');
  const standbys: Postgres[] = [];
  let child: ChildProcess | undefined;
  let databases = 0;

  const url = (database = 'postgres') =>
    `postgres://plumbline:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`;

  const query: Postgres['query'] = async (sql, database) => {
    const client = new Client({ connectionString: url(database) });
    client.on('error', () => {});
    await client.connect();
    try {
      const found: unknown = await client.query(sql);
      const last = Array.isArray(found) ? found.at(-1) : found;
      return last.rows;
    } finally {
      await client.end();
    }
  };

  const start = async (): Promise<void> => {
    const args = ['-D', data, '-p', String(port)];
    child = spawn(serverProgram('postgres') ?? 'postgres', args, { ...user, cwd: '/', stdio: 'ignore' });
    for (let attempt = 0; attempt < READY_ATTEMPTS && child.exitCode === null; attempt += 1) {
      const isReady = await query('SELECT 1').then(
        () => true,
        () => false,
      );
      if (isReady) return;
      await new Promise((resolve) => setTimeout(resolve, READY_PAUSE_MS));
    }
    throw new Error('PostgreSQL did not get ready');
  };

  const halt: Postgres['halt'] = (how = 'fast') =>
    new Promise((resolve) => {
      const ending = child;
      child = undefined;
      if (ending === undefined || ending.exitCode !== null) return resolve();
      ending.once('exit', () => resolve());
      ending.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    });

  const stop = async (): Promise<void> => {
    for (const one of standbys) await one.stop();
    await halt('crash');
    for (const name of [data, join(folder, 'password')]) rmSync(name, { recursive: true, force: true });
    // One that was given is somebody else's.
    if (isOwn) rmSync(folder, { recursive: true, force: true });
  };

  try {
    await start();
  } catch (thrown) {
    await stop();
    throw thrown;
  }
  return {
    ...{ port, url, query, halt, start, stop },
    async createDatabase() {
      databases += 1;
      const name = `test_${databases}`;
      await query(`CREATE DATABASE ${name}`);
      return name;
    },
    async emptyTables(database) {
      const tables = await query(TABLES, database);
      // Of a few rows each: to truncate them takes ten times as long.
      await query(tables.map(({ relname }) => `DELETE FROM ${relname}`).join('; '), database);
    },
    async standby() {
      const beside = makeFolder();
      const to = join(beside, 'data');
      run('pg_basebackup', ['-D', to, '-d', url(), '-R', '-X', 'stream', '-c', 'fast'], user);
      const follower = await startIn(beside, user);
      standbys.push(follower);
      return follower;
    },
    async promote() {
      await query('SELECT pg_promote(true)');
    },
  };
}
