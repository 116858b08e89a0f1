export type ClaimKind =
  | 'value'
  | 'statistic'
  | 'count'
  | 'range'
  | 'time'
  | 'duration'
  | 'rate'
  | 'comparison'
  | 'trend'
  | 'state'
  | 'series'
  | 'cause';

export type ClaimVerdict = 'supported' | 'refuted' | 'unverifiable';

/** One checkable statement in an answer: the smallest piece of text that can be true or false by itself. */
export interface Claim {
  /** UTF-16 offsets into the text: `text.slice(start, end)` is the claim. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: ClaimKind;
  readonly verdict: ClaimVerdict;
  /** The id of a fact, or the computed value and how it was computed. */
  readonly evidence: string;
  /** The reading that decided it: "mean of the 18 readings from 14:02 to 14:19". */
  readonly reading: string;
}
