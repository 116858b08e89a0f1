import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { PlumblineError, toPlumblineError } from '../../lib/errors.ts';
import type { Access } from '../store.ts';
import { databaseError, isLocked, openDatabase, openToRead, requireDatabase } from './database.ts';
import { watchFiles } from './identity.ts';

/** How long an operation tries again while another program has the database locked. */
const LOCK_PATIENCE_MS = 3000;
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 100;

/** An open database. Work given to `read` and `write` is synchronous, and may be done again from its start. */
export interface Connection {
  readonly db: Database;
  readonly path: string;
  /** Reads in one transaction: all statements see the same state. */
  read<T>(work: () => T): Promise<T>;
  /** Reads by one statement, which needs no transaction to see one state. */
  ask<T>(statement: () => T): Promise<T>;
  /** Writes in one transaction, all of it or nothing. */
  write<T>(work: () => T): Promise<T>;
  close(): void;
}

/**
 * Opens the database file (`:memory:` for a transient one). What SQLite has to say against a piece of work comes out as a
 * `PlumblineError`; so does that its files were removed or replaced meanwhile. SQLite itself would wait for a lock with the whole process, deaf for signals; here timers do.
 * With `read` as access nothing is created, migrated or written. Throws what `openDatabase` or `openToRead` throws.
 */
export function connect(path: string, access: Access = 'create'): Connection {
  if (access === 'change') requireDatabase(path);
  const db = access === 'read' ? openToRead(path) : openDatabase(path);
  db.pragma('busy_timeout = 0');
  const files = watchFiles(path);

  const patiently = async <T>(work: () => T): Promise<T> => {
    const until = performance.now() + LOCK_PATIENCE_MS;
    for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(2 * wait, LONGEST_PAUSE_MS)) {
      try {
        return work();
      } catch (thrown) {
        if (thrown instanceof PlumblineError) throw thrown;
        if (!isLocked(thrown) || performance.now() > until) {
          throw databaseError(thrown, path) ?? toPlumblineError(thrown);
        }
      }
      await pause(wait);
    }
  };

  return {
    db,
    path,
    read: (work) => patiently(() => db.transaction(work).deferred()),
    ask: patiently,
    write: (work) =>
      patiently(() => {
        files.check();
        const done = db.transaction(work).immediate();
        files.remember();
        return done;
      }),
    close: () => void db.close(),
  };
}
