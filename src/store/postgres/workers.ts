import { isoTime } from '../../lib/time.ts';
import type { Workers } from '../store.ts';
import type { Connection } from './connection.ts';
import { giveUpQuestions } from './questions.ts';
import { statement } from './statement.ts';

const RENEW = statement(`
  INSERT INTO workers AS w (id, lease_until) VALUES (@worker, @until)
  ON CONFLICT (id) DO UPDATE SET lease_until = greatest(w.lease_until, excluded.lease_until)`);
const END = statement('DELETE FROM workers WHERE id = @worker');
const FORGET = statement('DELETE FROM workers WHERE lease_until <= @now');
const ORPHANS = statement(`
  UPDATE results SET model_status = 'unavailable', model_reason = 'the worker ended before the model had answered'
  WHERE model_status IS NULL AND NOT EXISTS (SELECT 1 FROM questions WHERE result_id = results.id) AND NOT EXISTS (
    SELECT 1 FROM runs JOIN workers ON workers.id = runs.worker
    WHERE runs.monitor = results.monitor AND runs.window_end = results.window_end)`);

/** The operations on who is at work. */
export function createWorkers({ ask, write }: Connection): Workers {
  return {
    renewWorker: (worker, until) =>
      ask(async ({ change }) => {
        await change(RENEW, { worker, until: isoTime(until) });
      }),

    endWorker: (worker) =>
      ask(async ({ change }) => {
        await change(END, { worker });
      }),

    closeOrphanedQuestions: (now) =>
      write(async (transaction) => {
        await transaction.change(FORGET, { now: isoTime(now) });
        return (await giveUpQuestions(transaction, isoTime(now))) + (await transaction.change(ORPHANS));
      }),
  };
}
