import { isoTime } from '../../lib/time.ts';
import type { Opinions } from '../store.ts';
import type { Connection } from './connection.ts';

/** A row of `evaluations`; scores and outcomes are JSON. */
interface EvaluationRow {
  readonly at: string;
  readonly data: string;
  readonly model: string;
  readonly role: string;
  readonly prompt_hash: string;
  readonly scores: string;
}

/** The operations on what `plumbline eval` measured. */
export function createEvaluations({
  db,
  read,
  write,
}: Connection): Pick<Opinions, 'recordEvaluation' | 'evaluations'> {
  const insert = db.prepare(`
    INSERT INTO evaluations (at, data, model, role, prompt_hash, scores, outcomes)
    VALUES (@at, @data, @model, @role, @promptHash, @scores, @outcomes)`);
  // With max() SQLite takes the other columns from the row that has it.
  const newest = db.prepare<[], EvaluationRow>(`
    SELECT max(at) AS at, data, model, role, prompt_hash, scores FROM evaluations
    GROUP BY data, model, role, prompt_hash ORDER BY at`);

  return {
    recordEvaluation: (evaluation) =>
      write(() => void insert.run({ ...evaluation, at: isoTime(evaluation.at) })),

    evaluations: () =>
      read(() =>
        newest.all().map(({ at, prompt_hash, ...row }) => ({
          ...row,
          at: Date.parse(at),
          promptHash: prompt_hash,
        })),
      ),
  };
}
