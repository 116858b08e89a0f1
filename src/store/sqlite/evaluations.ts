import { isoTime } from '../../lib/time.ts';
import type { ModelRecord } from '../evaluation.ts';
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
  ask,
  read,
  write,
}: Connection): Pick<Opinions, 'recordEvaluation' | 'evaluations' | 'modelRecords'> {
  const insert = db.prepare(`
    INSERT INTO evaluations (at, data, model, role, prompt_hash, scores, outcomes)
    VALUES (@at, @data, @model, @role, @promptHash, @scores, @outcomes)`);
  // With max() SQLite takes the other columns from the row that has it.
  const newest = db.prepare<[], EvaluationRow>(`
    SELECT max(at) AS at, data, model, role, prompt_hash, scores FROM evaluations
    GROUP BY data, model, role, prompt_hash ORDER BY at`);
  const ms = '(julianday(responded_at) - julianday(prompted_at)) * 86400000';
  const records = db.prepare<[string, string], ModelRecord>(`
    SELECT model, model_status AS status, count(*) AS questions, total(summary_by = 'model') AS shown,
      total(claims_supported) AS supported, total(claims_refuted) AS refuted,
      total(claims_unverifiable) AS unverifiable, total(prompt_tokens) AS promptTokens,
      total(completion_tokens) AS completionTokens, round(total(${ms})) AS ms,
      round(coalesce(max(${ms}), 0)) AS longestMs
    FROM results INDEXED BY results_asked
    WHERE window_end >= ? AND window_end < ? AND model_status <> 'not_asked'
    GROUP BY model, model_status ORDER BY model, model_status`);

  return {
    modelRecords: ({ start, end }) => ask(() => records.all(isoTime(start), isoTime(end))),

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
