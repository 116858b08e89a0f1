import type { Database } from 'better-sqlite3';

/** A row of `evaluations`. */
export interface EvaluationRow {
  readonly at: string;
  readonly data: string;
  readonly model: string;
  readonly role: string;
  readonly prompt_hash: string;
  /** JSON. */
  readonly scores: string;
  readonly outcomes: string;
}

/** The operations on what `plumbline eval` measured. */
export function createEvaluations(db: Database) {
  const insert = db.prepare<[EvaluationRow]>(`
    INSERT INTO evaluations (at, data, model, role, prompt_hash, scores, outcomes)
    VALUES (@at, @data, @model, @role, @prompt_hash, @scores, @outcomes)`);
  // With max() SQLite takes the other columns from the row that has it.
  const newest = db.prepare<[], Omit<EvaluationRow, 'outcomes'>>(`
    SELECT max(at) AS at, data, model, role, prompt_hash, scores FROM evaluations
    GROUP BY data, model, role, prompt_hash ORDER BY at`);

  return {
    async recordEvaluation(row: EvaluationRow): Promise<void> {
      insert.run(row);
    },

    /** The newest evaluation of each data file, model, role and prompt, oldest first. */
    async evaluations(): Promise<readonly Omit<EvaluationRow, 'outcomes'>[]> {
      return newest.all();
    },
  };
}
