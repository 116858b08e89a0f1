/** What `plumbline eval` measured: one model in one role with one prompt. */
export interface Evaluation {
  /** Epoch ms. */
  readonly at: number;
  /** The file that the windows were taken from. */
  readonly data: string;
  readonly model: string;
  readonly role: string;
  readonly promptHash: string;
  /** JSON: the figures. */
  readonly scores: string;
  /** JSON: what came of each window. */
  readonly outcomes: string;
}

/** An evaluation without its windows, for lists. */
export type EvaluationSummary = Omit<Evaluation, 'outcomes'>;
