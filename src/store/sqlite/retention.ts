import { isoTime } from '../../lib/time.ts';
import type { Ledger } from '../store.ts';
import type { Connection } from './connection.ts';

/** Runs deleted in one transaction: some milliseconds, in which nobody else can write. */
const RUNS_AT_ONCE = 200;
const PROMPTS_AT_ONCE = 200;

/** Keeps the database from growing for ever. */
export function createRetention({
  db,
  write,
}: Connection): Pick<Ledger, 'deleteRunsBefore' | 'deletePromptsBefore'> {
  const old = db.prepare(`
    DELETE FROM runs WHERE (monitor, window_end) IN (
      SELECT monitor, window_end FROM runs AS r
      WHERE window_end < @before AND status <> 'running'
        AND window_end < (SELECT max(window_end) FROM runs WHERE monitor = r.monitor)
      LIMIT ${RUNS_AT_ONCE})`);

  const oldEpisodes = db.prepare('DELETE FROM episodes WHERE "end" < @before');

  const withPrompts = db
    .prepare<[{ before: string }], number>(`
      SELECT id FROM results WHERE prompt IS NOT NULL AND window_end < @before AND model_status IS NOT NULL
      LIMIT ${PROMPTS_AT_ONCE}`)
    .pluck();
  const forget = db.prepare('UPDATE results SET prompt = NULL, response = NULL WHERE id = ?');
  const forgetRejected = db.prepare('DELETE FROM rejected_answers WHERE result_id = ?');

  return {
    deletePromptsBefore: (before) =>
      write(() => {
        const ids = withPrompts.all({ before: isoTime(before) });
        for (const id of ids) {
          forget.run(id);
          forgetRejected.run(id);
        }
        return { deleted: ids.length, more: ids.length === PROMPTS_AT_ONCE };
      }),
    deleteRunsBefore: (before) =>
      write(() => {
        const { changes } = old.run({ before: isoTime(before) });
        oldEpisodes.run({ before: isoTime(before) });
        return { deleted: changes, more: changes === RUNS_AT_ONCE };
      }),
  };
}
