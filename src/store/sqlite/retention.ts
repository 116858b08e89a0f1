import { isoTime } from '../../lib/time.ts';
import type { Ledger } from '../store.ts';
import type { Connection } from './connection.ts';

/** Runs deleted in one transaction: some milliseconds, in which nobody else can write. */
const RUNS_AT_ONCE = 200;

/** Keeps the database from growing for ever. */
export function createRetention({ db, write }: Connection): Pick<Ledger, 'deleteRunsBefore'> {
  const old = db.prepare(`
    DELETE FROM runs WHERE (monitor, window_end) IN (
      SELECT monitor, window_end FROM runs AS r
      WHERE window_end < @before AND status <> 'running'
        AND window_end < (SELECT max(window_end) FROM runs WHERE monitor = r.monitor)
      LIMIT ${RUNS_AT_ONCE})`);

  const oldEpisodes = db.prepare('DELETE FROM episodes WHERE "end" < @before');

  return {
    deleteRunsBefore: (before) =>
      write(() => {
        const { changes } = old.run({ before: isoTime(before) });
        oldEpisodes.run({ before: isoTime(before) });
        return { deleted: changes, more: changes === RUNS_AT_ONCE };
      }),
  };
}
