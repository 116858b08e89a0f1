import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import DatabaseFile, { type Database } from 'better-sqlite3';
import { PlumblineError } from '../lib/errors.ts';
import { migrate } from './migrate.ts';

/**
 * Opens (and where needed creates and migrates) the database. WAL lets people read the table while the
 * worker writes. NORMAL does without a disk flush in each run: a power cut may take back the last runs, but
 * whole, ledger and results together, so they are due again.
 * Throws `database_newer`, `database_damaged` or `database_locked`.
 */
export function openDatabase(path: string): Database {
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    const db = new DatabaseFile(path, { timeout: 10_000 });
    try {
      db.pragma('foreign_keys = ON');
      migrate(db, path);
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = NORMAL');
    } catch (error) {
      db.close();
      throw error;
    }
    return db;
  } catch (error) {
    throw databaseError(error, path);
  }
}

/** What SQLite or the file system says, in words that tell what to do. */
function databaseError(thrown: unknown, path: string): unknown {
  if (thrown instanceof PlumblineError || !(thrown instanceof Error)) return thrown;
  const code = 'code' in thrown ? String(thrown.code) : '';
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return new PlumblineError(
      'database_damaged',
      `${path} is no intact SQLite database (${thrown.message})`,
      {
        hint: 'Move the file away, or restore a copy from backup/ beside it; the worker starts with a new one.',
        cause: thrown,
      },
    );
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new PlumblineError('database_locked', `${path} is locked by another program`, {
      hint: 'End the program that holds a write transaction open on it, for example a sqlite3 shell.',
      retryable: true,
      cause: thrown,
    });
  }
  return new PlumblineError('database_damaged', `the database ${path} cannot be opened: ${thrown.message}`, {
    hint: 'Look whether the folder exists, is writable for this user and has space left.',
    cause: thrown,
  });
}
