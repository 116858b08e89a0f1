import { isoTime } from '../../lib/time.ts';
import type { Ledger } from '../store.ts';
import type { Connection } from './connection.ts';

/**
 * Runs, and results of theirs, that are deleted in one transaction: some ten milliseconds, in which nobody else can write. A run
 * with more results goes by itself.
 */
const RUNS_AT_ONCE = 200;
const RESULTS_AT_ONCE = 2000;
const PROMPTS_AT_ONCE = 200;

/** Keeps the database from growing for ever. */
export function createRetention({
  db,
  write,
}: Connection): Pick<Ledger, 'deleteRunsBefore' | 'deletePromptsBefore'> {
  const old = db.prepare<[{ before: string }], { monitor: string; window_end: string; results: number }>(`
    SELECT monitor, window_end, coalesce(series, 0) AS results FROM runs AS r
    WHERE window_end < @before AND status <> 'running'
      AND window_end < (SELECT max(window_end) FROM runs WHERE monitor = r.monitor)
    ORDER BY window_end LIMIT ${RUNS_AT_ONCE}`);
  const deleteRun = db.prepare('DELETE FROM runs WHERE monitor = ? AND window_end = ?');

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
        const found = old.all({ before: isoTime(before) });
        let results = 0;
        let deleted = 0;
        for (const run of found) {
          results += run.results;
          if (deleted > 0 && results > RESULTS_AT_ONCE) break;
          deleted += deleteRun.run(run.monitor, run.window_end).changes;
        }
        oldEpisodes.run({ before: isoTime(before) });
        return { deleted, more: deleted < found.length || found.length === RUNS_AT_ONCE };
      }),
  };
}
