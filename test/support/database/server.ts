import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { openArchive } from '../../../src/app.ts';
import { copyAll } from '../../../src/copy.ts';
import { bound, statement } from '../../../src/store/postgres/statement.ts';
import { openStore } from '../../../src/store/postgres/store.ts';
import { TYPES } from '../../../src/store/postgres/types.ts';
import type { TestDatabase } from './database.ts';

/** Rows that hang on nothing: within a month the keys forbid it, and a month may not be dropped by half. */
const ORPHANS: Readonly<Record<string, string>> = {
  results: `SELECT 1 FROM results AS r WHERE NOT EXISTS (
    SELECT 1 FROM runs WHERE runs.monitor = r.monitor AND runs.window_end = r.window_end)`,
  ...Object.fromEntries(
    ['claims', 'rejected_answers', 'feedback', 'claim_feedback'].map((table) => [
      table,
      `SELECT 1 FROM ${table} AS r WHERE NOT EXISTS (
        SELECT 1 FROM results WHERE results.id = r.result_id AND results.window_end = r.window_end)`,
    ]),
  ),
};

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, types: TYPES });
  client.on('error', () => {});
  await client.connect();
  await client.query("SET TimeZone = 'UTC'");
  return client;
}

async function once<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connected(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A database of its own on a server, whose user there has to be a superuser: `change` switches keys off. */
export async function serverDatabase(server: string): Promise<TestDatabase> {
  const name = `plumbline_test_${randomBytes(8).toString('hex')}`;
  await once(server, (client) => client.query(`CREATE DATABASE ${name}`));
  const address = new URL(server);
  address.pathname = `/${name}`;
  const url = address.href;
  let reader: Promise<Client> | undefined;
  const rows: TestDatabase['rows'] = async (sql, values = {}) => {
    reader ??= connected(url);
    const read = statement(sql);
    return (await (await reader).query(read.text, bound(read, values))).rows;
  };
  return {
    onServer: true,
    place: { url },
    config: `url: ${JSON.stringify(url)}`,
    open: (access) => openStore(url, access),
    rows,
    async change(sql, ends = []) {
      await (await openStore(url)).close();
      await once(url, async (client) => {
        for (const end of ends)
          await client.query('SELECT keep_month($1::timestamptz)', [new Date(end).toISOString()]);
        await client.query(`SET session_replication_role = replica; ${sql}`);
      });
    },
    async lock() {
      const other = await connected(url);
      try {
        await other.query("SET lock_timeout = '5s'; BEGIN; LOCK TABLE runs, results IN EXCLUSIVE MODE");
      } catch (thrown) {
        await other.end();
        throw thrown;
      }
      return { release: () => other.end() };
    },
    async damages() {
      const damages: string[] = [];
      for (const [table, sql] of Object.entries(ORPHANS))
        if ((await rows(`${sql} LIMIT 1`)).length > 0) damages.push(`some rows of ${table} hang on nothing`);
      return damages;
    },
    async size() {
      const [found] = await rows<{ readonly n: number }>('SELECT pg_database_size(current_database()) AS n');
      return found?.n ?? 0;
    },
    async copyTo(file) {
      const [from, to] = [
        await openArchive({ path: '', url }, 'read'),
        await openArchive({ path: file }, 'create'),
      ];
      try {
        await copyAll(from, to, () => {});
      } finally {
        await Promise.all([from.close(), to.close()]);
      }
    },
    async drop() {
      await (await reader)?.end();
      await once(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}
