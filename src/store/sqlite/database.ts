import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import DatabaseFile, { type Database, SqliteError } from 'better-sqlite3';
import { PlumblineError } from '../../lib/errors.ts';
import { migrate } from './migrate.ts';

/** How long opening waits for another program's lock; the whole process waits with it. */
const LOCK_TIMEOUT_MS = 3000;

/**
 * Opens (and where needed creates and migrates) the database. WAL lets people read the table while the
 * worker writes. NORMAL does without a disk flush in each run: a power cut may take back the last runs, but
 * whole, ledger and results together, so they are due again.
 * Throws `database_newer`, `database_damaged` or `database_locked`.
 */
export function openDatabase(path: string): Database {
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    const db = new DatabaseFile(path, { timeout: LOCK_TIMEOUT_MS });
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
    if (error instanceof PlumblineError) throw error;
    throw databaseError(error, path) ?? unusable(error, path);
  }
}

/**
 * What SQLite says of the file, of its lock or of the disk, in words that tell what to do; undefined for
 * anything else, which is a mistake of our own.
 */
export function databaseError(thrown: unknown, path: string): PlumblineError | undefined {
  const code = codeOf(thrown);
  if (/^SQLITE_(?:NOTADB|CORRUPT)/.test(code)) {
    return new PlumblineError(
      'database_damaged',
      `${path} is no intact SQLite database (${messageOf(thrown)})`,
      {
        hint: 'Move the file away, or restore a copy from backup/ beside it; the worker starts with a new one.',
        cause: thrown,
      },
    );
  }
  if (isLocked(thrown)) {
    return new PlumblineError('database_locked', `${path} is locked by another program`, {
      hint: 'End the program that holds a write transaction open on it, for example a sqlite3 shell.',
      retryable: true,
      cause: thrown,
    });
  }
  return /^SQLITE_(?:CANTOPEN|FULL|IOERR|READONLY)/.test(code) ? unusable(thrown, path) : undefined;
}

/** Whether the same statement may succeed once another program has ended its transaction. */
export function isLocked(thrown: unknown): boolean {
  return /^SQLITE_(?:BUSY|LOCKED)/.test(codeOf(thrown));
}

function codeOf(thrown: unknown): string {
  return thrown instanceof SqliteError ? thrown.code : '';
}

function unusable(thrown: unknown, path: string): PlumblineError {
  return new PlumblineError(
    'database_damaged',
    `the database ${path} cannot be opened or written: ${messageOf(thrown)}`,
    { hint: 'Look whether the folder exists, is writable for this user and has space left.', cause: thrown },
  );
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
