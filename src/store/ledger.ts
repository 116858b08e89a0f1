import type { Window } from '../source/source.ts';

/** The right to do one run, until the lease ends. */
export interface RunClaim {
  readonly monitor: string;
  readonly window: Window;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly token: string;
  /** True where the window was judged on a stand-in already. */
  readonly again: boolean;
}

export interface ClaimOptions {
  /** Epoch ms. */
  readonly now: number;
  readonly leaseMs: number;
  /** Who takes it: the token of a process. */
  readonly worker: string;
  /** Tries a run gets in all. */
  readonly attempts: number;
  readonly backfilled?: boolean;
  /** Takes a window that is done, but was judged on a stand-in. */
  readonly again?: boolean;
}

/** A window that was tried before and is due again. */
export interface Retry {
  readonly window: Window;
  readonly attempt: number;
  /** True where it failed, false where it was given back or its worker died. */
  readonly failed: boolean;
  /** When the last try ended, or its lease; epoch ms. */
  readonly endedAt: number;
}

/** A window, or a span of many, that will not be run. */
export interface SkippedWindow extends Window {
  readonly reason: string;
}

export type RunStatus = 'running' | 'done' | 'failed' | 'skipped';

/** What the ledger says of one window; times in epoch ms. */
export interface Run {
  readonly monitor: string;
  readonly window: Window;
  readonly status: RunStatus;
  readonly attempt: number;
  readonly backfilled: boolean;
  /** The source that was really read; null before it was. */
  readonly source: string | null;
  readonly fallbackReason: string | null;
  /** Of a window that was judged on a stand-in before: on which, and why. */
  readonly stoodIn: string | null;
  readonly points: number | null;
  readonly series: number | null;
  readonly claimedAt: number | null;
  readonly leaseUntil: number | null;
  readonly finishedAt: number | null;
  /** Where the time went, ms: reading the source; figures, detectors and words. Null where nobody has measured it. */
  readonly readMs: number | null;
  readonly judgeMs: number | null;
  /** The same of the model, all questions about the run's series together; null where none has been answered. */
  readonly modelMs: number | null;
  readonly errorCode: string | null;
  /** What happened, also why a window was skipped, or is done without a point ever seen. */
  readonly error: string | null;
}

export interface RunFilter {
  readonly monitor?: string;
  readonly status?: RunStatus;
  /** Only what comes after this one, in the order in which runs are found. */
  readonly after?: Pick<Run, 'monitor' | 'window'>;
  readonly limit: number;
}
