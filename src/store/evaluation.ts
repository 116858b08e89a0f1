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

/** What came of the questions about windows that ended in a span of time, by model and status. */
export interface ModelRecord {
  /** The model that answered; null where none did. */
  readonly model: string | null;
  readonly status: string;
  readonly questions: number;
  /** Of them, those of whose answer something could be shown. */
  readonly shown: number;
  readonly supported: number;
  readonly refuted: number;
  readonly unverifiable: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** From question to answer, all together; of those that were answered. */
  readonly ms: number;
  readonly longestMs: number;
}
