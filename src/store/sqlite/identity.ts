import { statSync } from 'node:fs';
import { PlumblineError } from '../../lib/errors.ts';

/**
 * Looks whether the files of an open database are still the ones in its folder. SQLite goes on with files that were
 * removed or replaced, and all that it then writes is lost with the process, without a word.
 */
export function watchFiles(path: string) {
  const database = identityOf(path);
  let journal = identityOf(journalOf(path));
  return {
    /** Throws `database_damaged` for a database or journal that is not the one that was opened. */
    check(): void {
      if (database === undefined) return;
      if (identityOf(path) !== database) throw gone(path, path);
      if (journal !== undefined && identityOf(journalOf(path)) !== journal) throw gone(path, journalOf(path));
    },

    /** Called after a write: the journal comes with the first one, and goes when the last program closes the database. */
    remember(): void {
      journal ??= identityOf(journalOf(path));
    },
  };
}

function journalOf(path: string): string {
  return `${path}-wal`;
}

/** Device and number of a file; undefined where there is none, as of `:memory:`. */
function identityOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino}`;
}

function gone(path: string, file: string): PlumblineError {
  const what = statSync(file, { throwIfNoEntry: false }) === undefined ? 'removed' : 'replaced by another';
  return new PlumblineError('database_damaged', `${file} was ${what} while the database ${path} was in use`, {
    hint: 'Nothing is written any more. Restart the worker; to put a copy in place, stop it first.',
  });
}
