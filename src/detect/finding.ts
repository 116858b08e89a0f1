import type { Detector } from './detectors.ts';
import type { FindingKind } from './kinds.ts';

/** QARTOD flags: 1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing. */
export type Flag = 1 | 2 | 3 | 4 | 9;

export type Verdict = 'normal' | 'suspect' | 'anomalous' | 'missing' | 'unknown';

/** What a detector says about part of a window. */
export interface Finding {
  readonly kind: FindingKind;
  /** The test that found it; `given` where somebody told what is unusual. */
  readonly detector: Detector | 'given';
  readonly flag: 3 | 4;
  /** First and last moment it covers, epoch ms; equal for a single point. */
  readonly start: number;
  readonly end: number;
  /** Points it covers; 0 for a gap. */
  readonly points: number;
  /** What was seen: a reading, a size, a length in seconds or a number of rows, as `FINDING_KINDS` says of the kind. */
  readonly observed: number;
  /** What was expected instead, as an interval in the unit of `observed`; null where that has no meaning. */
  readonly expected: readonly [low: number, high: number] | null;
  /** 0..1; 0.5 is the alarm threshold at normal sensitivity. */
  readonly score: number;
  /** One plain sentence: what, when, how much against what was expected. */
  readonly sentence: string;
}
