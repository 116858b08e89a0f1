import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Database } from 'better-sqlite3';
import { PlumblineError } from '../../lib/errors.ts';
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
  if (current > migrations.length) {
    throw new PlumblineError(
      'database_newer',
      `the database ${path} has schema ${current}; this version of Plumbline knows ${migrations.length}`,
      { hint: 'Start the newer Plumbline that wrote it, or name another file in database.path.' },
    );
  }
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
  mkdirSync(folder, { recursive: true });
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  db.prepare('VACUUM INTO ?').run(join(folder, `${basename(path)}.schema-${version}.${stamp}`));
}
