import type { Origin } from '../facts/origin.ts';
import type { ModelStatus } from '../model/model.ts';
import type { Window } from '../source/source.ts';
import type { RunStatus } from './ledger.ts';

/** What a series was in some windows in which it was suspect, anomalous or silent; times are ends of windows, epoch ms. */
export interface Trouble {
  readonly monitor: string;
  readonly series: string;
  readonly source: string | null;
  /** The worst of them. */
  readonly verdict: 'suspect' | 'anomalous' | 'missing';
  readonly windows: number;
  readonly firstEnd: number;
  readonly lastEnd: number;
  /** Of the window that is worst: its row, its score, and where the cause lies. */
  readonly worstId: number;
  readonly score: number | null;
  readonly origin: Origin | null;
  /** Its first finding; null where it has none. */
  readonly kind: string | null;
  readonly summary: string;
}

/** Runs of a monitor that came to the same end. */
export interface RunCount {
  readonly monitor: string;
  readonly status: RunStatus;
  readonly runs: number;
  /** How many of them read a stand-in, or had read one before. */
  readonly standIns: number;
  /** The longest time from the end of a window to the end of its run, ms; null where none has ended. */
  readonly worstLagMs: number | null;
}

/** Runs of a monitor that failed or were skipped for the same reason. */
export interface RunFailure {
  readonly monitor: string;
  readonly status: 'failed' | 'skipped';
  readonly code: string | null;
  readonly runs: number;
  /** What the newest of them says, and the end of its window. */
  readonly error: string | null;
  readonly lastEnd: number;
}

/** Questions that came to the same end. */
export interface QuestionCount {
  readonly status: ModelStatus;
  readonly questions: number;
  /** How many of the summaries are in the model's words. */
  readonly shown: number;
  readonly supported: number;
  readonly refuted: number;
  readonly unverifiable: number;
}

/** How the work went in a span. */
export interface Activity {
  readonly runs: readonly RunCount[];
  readonly failures: readonly RunFailure[];
  readonly questions: readonly QuestionCount[];
}

/** That a digest was due at the end of its window: `begun` says that from here on they are, `late` that it is not told any more. */
export interface DigestRecord {
  readonly window: Window;
  readonly state: 'begun' | 'told' | 'late';
}
