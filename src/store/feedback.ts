import { z } from 'zod';

export type Judgement = 'right' | 'wrong';

/** A finding that was judged. */
export interface JudgedFinding {
  readonly kind: string;
  /** Epoch ms. */
  readonly start: number;
}

/** What somebody said of one detector's finding in one result; of a result only the newest word counts. */
export interface Feedback {
  readonly monitor: string;
  readonly series: string;
  readonly detector: string;
  /** What the detector had found in that result. */
  readonly findings: readonly JudgedFinding[];
  readonly judgement: Judgement;
  /** Epoch ms. */
  readonly at: number;
}

/** Where a claim stands in the text of its result. */
export interface ClaimPlace {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

/** What somebody said of the check of one claim, with what the check had said. */
export interface ClaimFeedback extends ClaimPlace {
  readonly resultId: number;
  readonly monitor: string;
  readonly series: string;
  readonly text: string;
  readonly verdict: string;
  readonly evidence: string;
  /** Of the check: `wrong` where the data says otherwise than it did. */
  readonly judgement: Judgement;
  readonly note: string;
  /** Epoch ms. */
  readonly at: number;
}

/** What somebody said of a result. */
export interface Word {
  readonly judgement: Judgement;
  readonly note: string;
  /** Epoch ms. */
  readonly at: number;
}

const judgedFindings = z.array(z.object({ kind: z.string(), start: z.iso.datetime({ precision: 3 }) }));

/** The findings of a judged result as a database gives them: `[{"kind": ..., "start": ...}]`. */
export function toJudgedFindings(json: string): readonly JudgedFinding[] {
  return (judgedFindings.safeParse(JSON.parse(json)).data ?? []).map(({ kind, start }) => ({
    kind,
    start: Date.parse(start),
  }));
}
