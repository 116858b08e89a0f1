import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import DatabaseFile from 'better-sqlite3';
import { PlumblineError, toPlumblineError } from '../../lib/errors.ts';
import { makeFolder } from '../../lib/folder.ts';
import type { Store } from '../store.ts';
import type { Connection } from './connection.ts';
import { databaseError } from './database.ts';

/** Pages copied at once: between two steps others may write. */
const PAGES_AT_ONCE = 2000;

/** Copies the database by SQLite's online backup: as it stands at one moment, though others write. */
export function createBackup({ db, path }: Connection): Pick<Store, 'backUp'> {
  return {
    async backUp(file) {
      if (existsSync(file)) {
        throw new PlumblineError('usage', `${file} is there already`, { hint: 'Name a file that is not.' });
      }
      const partial = `${file}.partial`;
      try {
        makeFolder(dirname(file));
        await db.backup(partial, { progress: () => PAGES_AT_ONCE });
        const bytes = provenSize(partial);
        renameSync(partial, file);
        return bytes;
      } catch (thrown) {
        throw databaseError(thrown, path) ?? toPlumblineError(thrown);
      } finally {
        for (const rest of ['', '-wal', '-shm', '-journal']) rmSync(`${partial}${rest}`, { force: true });
      }
    },
  };
}

/** Looks at every page of the copy; throws where one is not as it should be. */
function provenSize(file: string): number {
  const copy = new DatabaseFile(file);
  try {
    // One file, which needs no others beside it.
    copy.pragma('journal_mode = DELETE');
    const verdict = String(copy.pragma('integrity_check(1)', { simple: true }));
    if (verdict !== 'ok') throw new PlumblineError('database_damaged', `the copy is not whole: ${verdict}`);
    return (
      Number(copy.pragma('page_count', { simple: true })) * Number(copy.pragma('page_size', { simple: true }))
    );
  } finally {
    copy.close();
  }
}
