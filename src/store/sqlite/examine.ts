import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import DatabaseFile from 'better-sqlite3';
import { PlumblineError } from '../../lib/errors.ts';
import { databaseError } from './database.ts';
import { requireSchema } from './migrate.ts';

/** What can be said of a database file without changing a byte of it. */
export interface Examination {
  readonly exists: boolean;
  readonly bytes: number;
  /** What the file system has left; for a folder that is not there yet, that of the one above it. */
  readonly freeBytes: number;
}

const LOCK_TIMEOUT_MS = 3000;

/**
 * Looks at the file of a database: every page, whether it is of our schema, and whether a write would be let in. Creates and
 * changes nothing. Throws `database_damaged`, `database_newer` or `database_locked`, as the worker would.
 */
export function examineDatabase(path: string): Examination {
  const exists = existsSync(path);
  const folder = nearestFolder(dirname(path));
  const { bavail, bsize } = statfsSync(folder);
  const free = { freeBytes: bavail * bsize };
  requireWritable(exists ? path : folder);
  // SQLite makes files of its own beside it.
  requireWritable(folder);
  if (!exists) return { exists, bytes: 0, ...free };
  examine(path);
  return { exists, bytes: statSync(path).size, ...free };
}

function examine(path: string): void {
  try {
    const db = new DatabaseFile(path, { fileMustExist: true, timeout: LOCK_TIMEOUT_MS });
    try {
      requireSchema(db, path);
      const verdict = String(db.pragma('quick_check(1)', { simple: true }));
      if (verdict !== 'ok') {
        throw new PlumblineError('database_damaged', `${path} is not whole: ${verdict}`, {
          hint: 'Stop the worker, and put a copy from plumbline backup, or from backup/ beside it, in its place.',
        });
      }
      db.exec('BEGIN IMMEDIATE; ROLLBACK');
    } finally {
      db.close();
    }
  } catch (thrown) {
    throw databaseError(thrown, path) ?? thrown;
  }
}

function nearestFolder(folder: string): string {
  return existsSync(folder) ? folder : nearestFolder(dirname(folder));
}

function requireWritable(path: string): void {
  try {
    accessSync(path, constants.W_OK);
  } catch (cause) {
    throw new PlumblineError('database_damaged', `${path} may not be written by this user`, {
      hint: 'Give it to the user that the worker runs as, or name another file in database.path.',
      cause,
    });
  }
}
