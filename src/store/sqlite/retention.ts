import type { Database } from 'better-sqlite3';
import { isoTime } from '../../lib/time.ts';

/** Runs deleted in one transaction: some milliseconds, in which nobody else can write. */
const RUNS_AT_ONCE = 200;

/** Keeps the database from growing for ever. */
export function createRetention(db: Database) {
  const old = db.prepare(`
    DELETE FROM runs WHERE (monitor, window_end) IN (
      SELECT monitor, window_end FROM runs AS r
      WHERE window_end < @before AND status <> 'running'
        AND window_end < (SELECT max(window_end) FROM runs WHERE monitor = r.monitor)
      LIMIT ${RUNS_AT_ONCE})`);

  return {
    /**
     * Deletes some runs whose window ended before a moment, with their results, claims and feedback. The newest run of
     * a monitor stays: what is due follows from it. Call it again while there are `more`.
     */
    async deleteRunsBefore(before: number): Promise<{ readonly deleted: number; readonly more: boolean }> {
      const { changes } = old.run({ before: isoTime(before) });
      return { deleted: changes, more: changes === RUNS_AT_ONCE };
    },
  };
}
