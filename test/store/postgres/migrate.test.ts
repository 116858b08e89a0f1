import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIGRATIONS, migrate, schemaVersion } from '../../../src/store/postgres/migrate.ts';
import { openStore } from '../../../src/store/postgres/store.ts';
import { TYPES } from '../../../src/store/postgres/types.ts';
import { openDatabase } from '../../../src/store/sqlite/database.ts';
import { hasPostgres, POSTGRES_HINT, type Postgres, startPostgres } from '../../support/postgres.ts';

describe.skipIf(!hasPostgres())(`the schema in PostgreSQL (${POSTGRES_HINT})`, () => {
  let server: Postgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  async function withClient<T>(database: string, work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: server.url(database), types: TYPES });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  it('is made once by workers that start at the same moment', async () => {
    const name = await server.createDatabase();
    const stores = await Promise.all(Array.from({ length: 6 }, () => openStore(server.url(name))));
    expect(await server.query('SELECT version FROM plumbline_schema', name)).toHaveLength(1);
    for (const store of stores) await store.close();
  });

  it('has the tables, columns and views of SQLite, under the same names', async () => {
    const name = await server.createDatabase();
    await (await openStore(server.url(name))).close();
    const db = openDatabase(':memory:');
    const sqlite = db
      .prepare<[], { place: string }>(
        `SELECT m.name || '.' || c.name AS place FROM sqlite_master AS m, pragma_table_info(m.name) AS c
         WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite_%'`,
      )
      .all()
      .map(({ place }) => place);
    db.close();
    const postgres = await server.query(
      `SELECT table_name || '.' || column_name AS place FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name !~ '\\d{4}_\\d\\d$'`,
      name,
    );
    const places = new Set(postgres.map(({ place }) => String(place)));
    expect(sqlite.filter((place) => !places.has(place))).toEqual([]);
    // Questions wait in the memory of the one worker that a file has.
    const own = /^questions\./;
    const more = [...places].filter((place) => !sqlite.includes(place) && !own.test(place)).sort();
    // What says in which month a row is, and how far a baseline is.
    expect(more).toEqual([
      'baselines.newest',
      'claim_feedback.window_end',
      'claims.window_end',
      'feedback.window_end',
      'plumbline_schema.version',
      'rejected_answers.window_end',
    ]);
  });

  it('lets a database of a newer schema be, and names both versions', async () => {
    const name = await server.createDatabase();
    await (await openStore(server.url(name))).close();
    const known = Number((await server.query('SELECT version FROM plumbline_schema', name))[0]?.version);
    await server.query(`UPDATE plumbline_schema SET version = ${known + 1}`, name);
    for (const access of ['create', 'change', 'read'] as const)
      await expect(openStore(server.url(name), access)).rejects.toMatchObject({
        code: 'database_newer',
        message: expect.stringContaining(`has schema ${known + 1}; this version of Plumbline knows ${known}`),
      });
  });

  it('is not made where it is only looked at or corrected', async () => {
    const name = await server.createDatabase();
    for (const access of ['change', 'read'] as const)
      await expect(openStore(server.url(name), access)).rejects.toThrow(/has schema 0 of/);
    expect(await server.query(`SELECT 1 FROM pg_tables WHERE schemaname = 'public'`, name)).toEqual([]);
  });

  it('is as it was after a migration that fails half-way', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
    const next = pathToFileURL(`${folder}/migrations/`);
    cpSync(MIGRATIONS, next, { recursive: true });
    writeFileSync(new URL('9999_more.sql', next), 'CREATE TABLE more (x integer); SELECT * FROM nowhere;');
    const name = await server.createDatabase();
    await (await openStore(server.url(name))).close();
    await withClient(name, async (client) => {
      const before = await schemaVersion(client);
      await expect(migrate(client, 'here', next)).rejects.toThrow(/nowhere/);
      await client.query('ROLLBACK');
      expect(await schemaVersion(client)).toBe(before);
    });
    expect(await server.query(`SELECT to_regclass('more') AS more`, name)).toEqual([{ more: null }]);
    await (await openStore(server.url(name))).close();
    rmSync(folder, { recursive: true });
  });

  it('leaves tables of others that bear its names alone', async () => {
    const name = await server.createDatabase();
    await server.query('CREATE TABLE results (mine text)', name);
    await expect(openStore(server.url(name))).rejects.toMatchObject({ code: 'database_damaged' });
    expect(await server.query(`SELECT to_regclass('runs') AS runs`, name)).toEqual([{ runs: null }]);
  });

  it('only reads where it was opened to read', async () => {
    const name = await server.createDatabase();
    await (await openStore(server.url(name))).close();
    const store = await openStore(server.url(name), 'read');
    expect(await store.lastWindowEnd('m')).toBeNull();
    await expect(store.endWorker('w')).rejects.toMatchObject({ code: 'database_damaged' });
    await store.close();
  });

  it('lets two parts of a table be made beside a transaction that reads it', async () => {
    const name = await server.createDatabase();
    await (await openStore(server.url(name))).close();
    await withClient(name, async (reader) => {
      await reader.query('BEGIN; SELECT * FROM results');
      const store = await openStore(server.url(name));
      const skipped = [Date.UTC(2026, 0, 5), Date.UTC(2026, 1, 5)].map((end) => ({
        start: end - 1,
        end,
        reason: 'x',
      }));
      await store.skipRuns('m', skipped, 0);
      await store.close();
    });
    const parts = `SELECT count(*)::int AS parts FROM pg_inherits WHERE inhparent = 'results'::regclass`;
    expect(await server.query(parts, name)).toEqual([{ parts: 2 }]);
  });

  it('grows by migrations that are numbered without a gap, each number once', () => {
    const numbers = readdirSync(MIGRATIONS).flatMap((name) => /^(\d{4})_.*\.sql$/.exec(name)?.[1] ?? []);
    expect(numbers.sort()).toEqual(numbers.map((_, index) => String(index + 1).padStart(4, '0')));
  });
});
