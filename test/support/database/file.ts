import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { openStore } from '../../../src/store/sqlite/store.ts';
import type { TestDatabase } from './database.ts';

/** A file `p.db` in a folder of the test's own. */
export function fileDatabase(folder: string): TestDatabase {
  const path = join(folder, 'p.db');
  const reading = <T>(work: (db: Sqlite.Database) => T): T => {
    const db = new Sqlite(path, { readonly: true, fileMustExist: true });
    try {
      return work(db);
    } finally {
      db.close();
    }
  };
  return {
    onServer: false,
    place: { path },
    config: `path: ${JSON.stringify(path)}`,
    open: async (access) => openStore(path, access),
    rows: async <Row>(sql: string, values = {}) =>
      reading((db) => db.prepare<[typeof values], Row>(sql).all(values)),
    async change(sql) {
      if (!existsSync(path)) await openStore(path).close();
      const db = new Sqlite(path);
      try {
        db.pragma('foreign_keys = OFF');
        db.exec(sql);
      } finally {
        db.close();
      }
    },
    async lock() {
      const other = new Sqlite(path, { timeout: 5000 });
      try {
        other.exec('BEGIN IMMEDIATE');
      } catch (thrown) {
        other.close();
        throw thrown;
      }
      return { release: async () => void other.close() };
    },
    damages: async () =>
      reading((db) => {
        const integrity = db.pragma('integrity_check', { simple: true });
        const foreign = db.pragma('foreign_key_check');
        return [
          ...(integrity === 'ok' ? [] : [`integrity_check says ${integrity}`]),
          ...(Array.isArray(foreign) && foreign.length === 0 ? [] : ['some rows hang on nothing']),
        ];
      }),
    size: async () =>
      reading(
        (db) =>
          db
            .prepare<[], number>('SELECT page_count * page_size FROM pragma_page_count, pragma_page_size')
            .pluck()
            .get() ?? 0,
      ),
    copyTo: async (file) => reading((db) => void db.prepare('VACUUM INTO ?').run(file)),
    drop: async () => {
      for (const name of [path, `${path}-wal`, `${path}-shm`]) rmSync(name, { force: true });
    },
  };
}
