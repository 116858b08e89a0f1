export type Judgement = 'right' | 'wrong';

/** What somebody said of one detector's finding in one result; of a result only the newest word counts. */
export interface Feedback {
  readonly monitor: string;
  readonly series: string;
  readonly detector: string;
  readonly judgement: Judgement;
  /** Epoch ms. */
  readonly at: number;
}
