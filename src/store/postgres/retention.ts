import { PlumblineError } from '../../lib/errors.ts';
import { isoTime } from '../../lib/time.ts';
import type { Ledger } from '../store.ts';
import type { Connection, Transaction } from './connection.ts';
import { isHeld } from './errors.ts';
import { type Statement, statement } from './statement.ts';

/** Rows deleted in one transaction, where they can't go with their month. */
const RUNS_AT_ONCE = 200;
const PROMPTS_AT_ONCE = 200;
/** A month that somebody reads from is dropped a minute later; nobody waits behind it for longer than this. */
const DROP_WAIT = statement(`SET LOCAL lock_timeout = '1s'`);

const ALONE = statement(
  `SELECT pg_try_advisory_xact_lock(hashtextextended('plumbline retention', 0)) AS ours`,
);
const MONTHS = statement(`
  SELECT substr(c.relname, 6) AS month FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
  WHERE i.inhparent = 'runs'::regclass ORDER BY length(c.relname), c.relname`);
/** Runs of monitors that have no newer one, and those under way. */
const KEPT = (month: string): string => `
  WITH RECURSIVE names (monitor) AS (
    SELECT min(monitor) FROM runs
    UNION ALL
    SELECT (SELECT min(r.monitor) FROM runs AS r WHERE r.monitor > n.monitor) FROM names AS n WHERE n.monitor IS NOT NULL
  ),
  newest AS (
    SELECT n.monitor, (SELECT window_end FROM runs AS r WHERE r.monitor = n.monitor ORDER BY window_end DESC LIMIT 1) AS window_end
    FROM names AS n WHERE n.monitor IS NOT NULL
  )
  SELECT r.monitor, r.window_end FROM runs_${month} AS r
  WHERE r.status = 'running' OR (r.monitor, r.window_end) IN (SELECT monitor, window_end FROM newest)`;
const countOf = (month: string): Statement => statement(`SELECT count(*) AS count FROM runs_${month}`);
const anyKept = (month: string): Statement => statement(`${KEPT(month)} LIMIT 1`);
const deleteOthers = (month: string): Statement =>
  statement(`
    DELETE FROM runs_${month} WHERE (monitor, window_end) IN (
      SELECT monitor, window_end FROM runs_${month} WHERE (monitor, window_end) NOT IN (${KEPT(month)}) LIMIT ${RUNS_AT_ONCE})`);

const OLD_EPISODES = statement('DELETE FROM episodes WHERE "end" < @before');
const FORGET = statement(`
  WITH old AS (
    SELECT id, window_end FROM results WHERE prompt IS NOT NULL AND window_end < @before AND model_status IS NOT NULL
    LIMIT ${PROMPTS_AT_ONCE}),
  rejected AS (DELETE FROM rejected_answers AS a USING old WHERE a.result_id = old.id AND a.window_end = old.window_end)
  UPDATE results AS r SET prompt = NULL, response = NULL FROM old WHERE r.id = old.id AND r.window_end = old.window_end`);

/** Keeps the database from growing for ever: what is old goes by the month, which costs nothing and leaves no holes. */
export function createRetention({
  ask,
  write,
}: Connection): Pick<Ledger, 'deleteRunsBefore' | 'deletePromptsBefore'> {
  return {
    async deletePromptsBefore(before) {
      const deleted = await ask(({ change }) => change(FORGET, { before: isoTime(before) }));
      return { deleted, more: deleted === PROMPTS_AT_ONCE };
    },

    deleteRunsBefore: (before) =>
      write(async (transaction) => {
        const [lock] = await transaction.rows<{ readonly ours: 0 | 1 }>(ALONE);
        if (lock?.ours !== 1) return { deleted: 0, more: false };
        await transaction.change(OLD_EPISODES, { before: isoTime(before) });
        const months = await transaction.rows<{ readonly month: string }>(MONTHS);
        const past = months.map(({ month }) => month).filter((month) => endOf(month) <= before);
        for (const month of past) {
          const deleted = await empty(transaction, month);
          if (deleted > 0) return { deleted, more: true };
        }
        return { deleted: 0, more: false };
      }),
  };
}

/** Ends a month of which nothing has to stay; else deletes some of the rest of it. Returns how many runs went. */
async function empty(transaction: Transaction, month: string): Promise<number> {
  const kept = await transaction.rows(anyKept(month));
  if (kept.length > 0) return transaction.change(deleteOthers(month));
  const [row] = await transaction.rows<{ readonly count: number }>(countOf(month));
  await transaction.change(DROP_WAIT);
  for (const table of ['claim_feedback', 'feedback', 'rejected_answers', 'claims', 'results', 'runs']) {
    await drop(transaction, `${table}_${month}`);
  }
  // One without a run is gone as well, and is no reason to stop here.
  return row?.count ?? 0;
}

/** To be tried again at once would keep everybody else waiting again. */
async function drop({ change }: Transaction, table: string): Promise<void> {
  try {
    await change(statement(`DROP TABLE ${table}`));
  } catch (thrown) {
    if (!isHeld(thrown)) throw thrown;
    throw new PlumblineError(
      'database_locked',
      `${table} is old and could not be dropped: somebody reads it`,
      {
        hint: 'It is tried again in a minute; look in pg_stat_activity for a query that goes on for long.',
        retryable: true,
        cause: thrown,
      },
    );
  }
}

/** `2026_11`, as in the names of the parts: its end as epoch ms. */
function endOf(month: string): number {
  const [year = 0, number = 0] = month.split('_').map(Number);
  return Date.UTC(year, number, 1);
}
