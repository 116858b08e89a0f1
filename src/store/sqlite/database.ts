import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import DatabaseFile, { type Database, SqliteError } from 'better-sqlite3';
import { PlumblineError } from '../../lib/errors.ts';
import { makeFolder } from '../../lib/folder.ts';
import { migrate, requireSchema } from './migrate.ts';

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
    if (path !== ':memory:') makeFolder(dirname(path));
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
 * Opens a database that is there, to read only: nothing is created or migrated, and no right to write is needed.
 * Throws as `openDatabase` does, and `database_damaged` for a file that is missing.
 */
export function openToRead(path: string): Database {
  requireDatabase(path);
  try {
    const db = readable(path);
    try {
      requireSchema(db, path);
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

/** Throws `database_damaged` where no file is: what only looks, or corrects, creates none. */
export function requireDatabase(path: string): void {
  if (existsSync(path)) return;
  throw new PlumblineError('database_damaged', `there is no database ${path}`, {
    hint: 'The worker creates it when it starts: plumbline run. Or is database.path another one?',
  });
}

/** Larger ones are not read into memory for the want of a right to write. */
const MAX_COPIED_BYTES = 1_000_000_000;

/**
 * Reading a database with a journal takes two small files beside it. Where these are not there and can't be made, no
 * worker has it open, and the file by itself is whole: it is read into memory, as one without a journal.
 */
function readable(path: string): Database {
  const db = new DatabaseFile(path, { readonly: true, fileMustExist: true, timeout: LOCK_TIMEOUT_MS });
  try {
    db.pragma('user_version');
    return db;
  } catch (error) {
    db.close();
    const isAlone = !existsSync(`${path}-wal`) && statSync(path).size <= MAX_COPIED_BYTES;
    if (!/^SQLITE_(?:CANTOPEN|READONLY)/.test(codeOf(error)) || !isAlone) throw error;
    return new DatabaseFile(withoutJournal(readFileSync(path)), { readonly: true });
  }
}

/** Bytes 18 and 19 of the header say how it is written and read: 2 with a journal beside it, 1 without. */
function withoutJournal(file: Buffer): Buffer {
  return file.fill(1, 18, 20);
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
  if (code === 'SQLITE_FULL') {
    return new PlumblineError('database_full', `the disk of the database ${path} is full`, {
      hint: 'Make room on it; what could not be written is due again.',
      retryable: true,
      cause: thrown,
    });
  }
  return /^SQLITE_(?:CANTOPEN|IOERR|READONLY)/.test(code) ? unusable(thrown, path) : undefined;
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
