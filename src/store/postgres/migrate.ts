import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Client } from 'pg';
import { PlumblineError } from '../../lib/errors.ts';
import { projectPath } from '../../lib/project.ts';

/** As `server_version_num` has it. */
const OLDEST_SERVER = 150_000;

export const MIGRATIONS = pathToFileURL(projectPath('migrations/postgres', '/'));

/**
 * Brings the database to the newest schema, each migration in one transaction of its own, while all other workers that start wait.
 * `plumbline_schema` counts the migrations that ran. A database with a schema newer than this program's is refused untouched
 * (`database_newer`).
 */
export async function migrate(client: Client, location: string, folder: URL = MIGRATIONS): Promise<void> {
  const migrations = readMigrations(folder);
  await requireVersion(client, location);
  if ((await schemaVersion(client)) === migrations.length) return;
  // Ends with the connection, whatever happens.
  await client.query(
    `SET lock_timeout = 0; SELECT pg_advisory_lock(hashtextextended('plumbline schema', 0))`,
  );
  const current = await schemaVersion(client);
  if (current > migrations.length) throw tooNew(location, current, migrations.length);
  for (let version = current; version < migrations.length; version += 1) {
    await client.query('BEGIN');
    await client.query(migrations[version] ?? '');
    await client.query('CREATE TABLE IF NOT EXISTS plumbline_schema (version integer PRIMARY KEY)');
    await client.query('DELETE FROM plumbline_schema');
    await client.query(`INSERT INTO plumbline_schema VALUES (${version + 1})`);
    await client.query('COMMIT');
  }
}

/** Throws for a database that is not of this program's schema: one that is only read can't be brought there. */
export async function requireSchema(client: Client, location: string): Promise<void> {
  await requireVersion(client, location);
  const known = readMigrations(MIGRATIONS).length;
  const current = await schemaVersion(client);
  if (current > known) throw tooNew(location, current, known);
  if (current === known) return;
  throw new PlumblineError('database_damaged', `the database ${location} has schema ${current} of ${known}`, {
    hint: 'An older Plumbline wrote it, or none: start this one once, plumbline run, which brings it up to date.',
  });
}

async function requireVersion(client: Client, location: string): Promise<void> {
  const found = await client.query(`SELECT current_setting('server_version_num') AS version`);
  const version = Number(found.rows[0]?.version);
  if (version >= OLDEST_SERVER) return;
  throw new PlumblineError('database_damaged', `${location} is PostgreSQL ${Math.floor(version / 10_000)}`, {
    hint: `Plumbline needs ${OLDEST_SERVER / 10_000} or newer.`,
  });
}

function tooNew(location: string, current: number, known: number): PlumblineError {
  return new PlumblineError(
    'database_newer',
    `the database ${location} has schema ${current}; this version of Plumbline knows ${known}`,
    { hint: 'Start the newer Plumbline that wrote it, or name another database in database.url.' },
  );
}

/** How many migrations this database has seen. */
export async function schemaVersion(client: Client): Promise<number> {
  const there = await client.query("SELECT to_regclass('plumbline_schema') IS NOT NULL AS there");
  if (there.rows[0]?.there !== 1) return 0;
  const found = await client.query('SELECT version FROM plumbline_schema');
  return Number(found.rows[0]?.version ?? 0);
}

function readMigrations(folder: URL): readonly string[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}_.*\.sql$/.test(name));
  return names.sort().map((name) => readFileSync(new URL(name, folder), 'utf8'));
}
