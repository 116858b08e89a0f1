import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Database } from 'better-sqlite3';
import { PlumblineError } from '../../lib/errors.ts';
import { makeFolder } from '../../lib/folder.ts';
import { projectPath } from '../../lib/project.ts';

export const MIGRATIONS = pathToFileURL(projectPath('migrations', '/'));

/**
 * Brings the database to the newest schema, each migration in one transaction of its own.
 * `PRAGMA user_version` counts the migrations that ran. A database with a schema newer than this
 * program's is refused untouched (`database_newer`); one with rows is copied to `backup/` beside it first.
 */
export function migrate(db: Database, path: string, folder: URL = MIGRATIONS): void {
  const migrations = readMigrations(folder);
  const current = schemaVersion(db);
  if (current > migrations.length) throw tooNew(path, current, migrations.length);
  if (current > 0 && current < migrations.length && path !== ':memory:') backUp(db, path, current);
  for (let version = current; version < migrations.length; version += 1) {
    const sql = migrations[version] ?? '';
    db.transaction(() => {
      // Two workers may start at once: whoever comes second finds the step done.
      if (schemaVersion(db) !== version) return;
      db.exec(sql);
      db.pragma(`user_version = ${version + 1}`);
    }).immediate();
  }
}

/** Throws for a database that is not of this program's schema: one that is only read can't be brought there. */
export function requireSchema(db: Database, path: string): void {
  const known = readMigrations(MIGRATIONS).length;
  const current = schemaVersion(db);
  if (current > known) throw tooNew(path, current, known);
  if (current === known) return;
  throw new PlumblineError('database_damaged', `the database ${path} has schema ${current} of ${known}`, {
    hint: 'An older Plumbline wrote it, or none: start this one once, plumbline run, which brings it up to date.',
  });
}

function tooNew(path: string, current: number, known: number): PlumblineError {
  return new PlumblineError(
    'database_newer',
    `the database ${path} has schema ${current}; this version of Plumbline knows ${known}`,
    { hint: 'Start the newer Plumbline that wrote it, or name another file in database.path.' },
  );
}

/** How many migrations this database has seen. */
export function schemaVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

function readMigrations(folder: URL): readonly string[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}_.*\.sql$/.test(name));
  return names.sort().map((name) => readFileSync(new URL(name, folder), 'utf8'));
}

function backUp(db: Database, path: string, version: number): void {
  const folder = join(dirname(path), 'backup');
  makeFolder(folder);
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  db.prepare('VACUUM INTO ?').run(join(folder, `${basename(path)}.schema-${version}.${stamp}`));
}
