import type { Transaction } from './connection.ts';
import { statement } from './statement.ts';

const LOCK = statement('SELECT pg_advisory_xact_lock(hashtextextended(@name, 0))');

/**
 * Lets one transaction at a time do something by this name, until it ends. A statement sees what was there when it
 * began: that nothing else was begun meanwhile has to be known before.
 */
async function take({ rows }: Transaction, name: string): Promise<void> {
  await rows(LOCK, { name: `plumbline ${name}` });
}

/** Whoever begins or judges the runs of a monitor does it alone. */
export const lockMonitor = (transaction: Transaction, monitor: string) =>
  take(transaction, `monitor ${monitor}`);

/** Whoever takes or joins the news for a target does it alone. */
export const lockTarget = (transaction: Transaction, target: string) => take(transaction, `target ${target}`);
