import { isoTime } from '../../lib/time.ts';
import type { Workers } from '../store.ts';
import type { Connection } from './connection.ts';

/** The operations on who is at work. */
export function createWorkers({ db, write }: Connection) {
  const renew = db.prepare(`
    INSERT INTO workers (id, lease_until) VALUES (?, ?)
    ON CONFLICT (id) DO UPDATE SET lease_until = max(lease_until, excluded.lease_until)`);
  const end = db.prepare('DELETE FROM workers WHERE id = ?');
  const forget = db.prepare('DELETE FROM workers WHERE lease_until <= ?');
  const orphans = db.prepare(`
    UPDATE results SET model_status = 'unavailable', model_reason = 'the worker ended before the model had answered'
    WHERE model_status IS NULL AND NOT EXISTS (
      SELECT 1 FROM runs JOIN workers ON workers.id = runs.worker
      WHERE runs.monitor = results.monitor AND runs.window_end = results.window_end)`);

  const renewNow = (worker: string, until: number): void => void renew.run(worker, isoTime(until));
  const operations: Workers = {
    renewWorker: (worker, until) => write(() => renewNow(worker, until)),

    endWorker: (worker) => write(() => void end.run(worker)),

    closeOrphanedQuestions: (now) =>
      write(() => {
        forget.run(isoTime(now));
        return orphans.run().changes;
      }),
  };

  return {
    /** For use inside the transaction that takes a run. */
    renewNow,
    operations,
  };
}
