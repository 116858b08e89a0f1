import { DatabaseError } from 'pg';
import { PlumblineError } from '../../lib/errors.ts';

/** What is to be done about a failed statement. */
export type Remedy =
  /** The same work may succeed on the same server at once: it was in the way of another. */
  | 'again'
  /** The connection is of no use any more; another one may be had, now or a little later. */
  | 'reconnect'
  | 'none';

/** Serialization failure, deadlock, lock not available. */
const IN_THE_WAY = /^(?:40001|40P01|55P03)$/;
/** Connection exceptions, server shutting down or starting, too many connections, a plan or a statement that went with a change of the schema. */
const GONE = /^(?:08...|57P0[1-5]|53300|0A000|26000)$/;
/** Something was to be written where that is not allowed. */
export const READ_ONLY = '25006';
const STATEMENT_TIMEOUT = '57014';

const DISK_FULL = '53100';

/** Codes of `node:net` and `node:dns`. */
const NETWORK = /^(?:ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND|ENOENT)$/;
/** What `pg` says itself of a connection that ended or could not be had, without a code. */
const ENDED =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable/i;

export function remedyFor(thrown: unknown): Remedy {
  const code = codeOf(thrown);
  if (IN_THE_WAY.test(code)) return 'again';
  if (GONE.test(code) || code === READ_ONLY || NETWORK.test(code)) return 'reconnect';
  return !(thrown instanceof DatabaseError) && ENDED.test(messageOf(thrown)) ? 'reconnect' : 'none';
}

/** What PostgreSQL or the way to it says, in words that tell what to do; undefined for a mistake of our own. */
export function databaseError(thrown: unknown, location: string): PlumblineError | undefined {
  const code = codeOf(thrown);
  const said = messageOf(thrown);
  if (IN_THE_WAY.test(code) || code === STATEMENT_TIMEOUT) {
    return new PlumblineError('database_locked', `${location} kept a statement waiting too long (${said})`, {
      hint: 'Look in pg_stat_activity for a transaction that somebody left open, and end it.',
      retryable: true,
      cause: thrown,
    });
  }
  if (code === READ_ONLY) {
    return new PlumblineError('database_unreachable', `${location} only reads: it is a standby (${said})`, {
      hint: 'Let database.url name the primary, or all servers: postgres://user@first,second/plumbline.',
      retryable: true,
      cause: thrown,
    });
  }
  if (remedyFor(thrown) === 'reconnect') {
    return new PlumblineError('database_unreachable', `${location} cannot be reached (${said})`, {
      hint: 'Look whether PostgreSQL runs at database.url and lets another connection in.',
      retryable: true,
      cause: thrown,
    });
  }
  if (code === DISK_FULL) {
    return new PlumblineError('database_full', `the disk of ${location} is full (${said})`, {
      hint: 'Make room on the disk of the PostgreSQL server; what could not be written is due again.',
      retryable: true,
      cause: thrown,
    });
  }
  return refusal(thrown, code, said, location);
}

function refusal(thrown: unknown, code: string, said: string, location: string): PlumblineError | undefined {
  const damaged = (what: string, hint: string) =>
    new PlumblineError('database_damaged', `${location} ${what} (${said})`, { hint, cause: thrown });
  if (/^28/.test(code))
    return damaged('lets nobody in with this name', 'Look at user and password in database.url.');
  if (code === '3D000') return damaged('has no such database', 'Create it: createdb --owner USER NAME.');
  if (code === '42501')
    return damaged('refuses what is needed', 'Let the user of database.url own the database.');
  if (code === '42P07')
    return damaged('has tables of others that bear our names', 'Give Plumbline a database of its own.');
  if (/^(?:42P01|3F000|42703|42883)$/.test(code))
    return damaged(
      'has lost a table that was there',
      'Restore it from a backup; for an empty database, restart the worker.',
    );
  if (/^(?:53|58|XX)/.test(code))
    return damaged('cannot write or read', 'Look at the disk and the log of the PostgreSQL server.');
  return undefined;
}

/** Whether something was to be written where that is not allowed. */
export function isReadOnly(thrown: unknown): boolean {
  return codeOf(thrown) === READ_ONLY;
}

/** Whether somebody else held a lock for too long. */
export function isHeld(thrown: unknown): boolean {
  return codeOf(thrown) === '55P03';
}

/** Whether a month has no part yet, or not any more. */
export function lacksMonth(thrown: unknown): boolean {
  return codeOf(thrown) === '23514' && /no partition of relation/.test(messageOf(thrown));
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
