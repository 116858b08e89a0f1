/** QARTOD flags: 1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing. */
export type Flag = 1 | 2 | 3 | 4 | 9;

export type Verdict = 'normal' | 'suspect' | 'anomalous' | 'missing' | 'unknown';

/** What is wrong, in the words that config, database, facts, claims and page share. */
export type FindingKind =
  | 'spike'
  | 'dropout'
  | 'stuck'
  | 'gap'
  | 'stale'
  | 'level shift'
  | 'drift'
  | 'noise burst'
  | 'attenuated'
  | 'clipped'
  | 'unusual level'
  | 'out of range'
  | 'rate of change'
  | 'duplicate'
  | 'disordered'
  | 'future';

/** What a detector says about part of a window. */
export interface Finding {
  readonly kind: FindingKind;
  /** The test that found it: `gross_range`, `hampel`, `flat_line`, `novelty`, ... */
  readonly detector: string;
  readonly flag: 3 | 4;
  /** First and last moment it covers, epoch ms; equal for a single point. */
  readonly start: number;
  readonly end: number;
  /** Points it covers; 0 for a gap. */
  readonly points: number;
  /** The value (or size, or length in seconds for gap, stale, stuck) that was seen. */
  readonly observed: number;
  /** What was expected instead, as an interval in the unit of `observed`; null where that has no meaning. */
  readonly expected: readonly [low: number, high: number] | null;
  /** 0..1; 0.5 is the alarm threshold at normal sensitivity. */
  readonly score: number;
  /** One plain sentence: what, when, how much against what was expected. */
  readonly sentence: string;
}
