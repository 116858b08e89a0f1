import type { MonitorConfig } from './config/schema.ts';
import type { Logger } from './lib/log.ts';
import { isoTime } from './lib/time.ts';
import type { Pipeline } from './run.ts';
import { distanceAfter, dueWindows } from './schedule/due.ts';
import type { Window } from './source/source.ts';
import type { Retry } from './store/ledger.ts';

/** What a monitor has to do now. */
export interface Owed {
  /** Oldest first. */
  readonly windows: readonly Window[];
  /** How long the next ones have to wait for one that is to be tried again first; null: for none. */
  readonly waitMs: number | null;
}

/** A run that failed is tried again after this long, or when its next window is due if that is sooner; then doubled. */
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 3_600_000;

/**
 * Windows to run, oldest first: what failed or died and may be tried again, and what is newly due. None overtakes one that is
 * still to be tried again, because a baseline takes points in the order of their times. Windows too old to be made up
 * for are recorded as skipped.
 */
export async function owed(monitor: MonitorConfig, { store, clock }: Pipeline, log: Logger): Promise<Owed> {
  const now = clock();
  const lastEnd = await store.lastWindowEnd(monitor.name);
  if (lastEnd !== null && lastEnd > now) {
    const text = 'the ledger is ahead of the clock, which was set back: nothing is due until it catches up';
    log.warn({ monitor: monitor.name, window_end: isoTime(lastEnd) }, text);
  }
  const { due, skipped } = dueWindows(monitor, lastEnd, now);
  if (skipped.length > 0) await store.skipRuns(monitor.name, skipped, now);
  const retries = await store.retryRuns(monitor.name, monitor.attempts, now);
  const waiting = retries.findIndex((retry) => retryAt(monitor, retry) > now);
  const first = retries[waiting];
  if (first === undefined) return { windows: [...retries.map(({ window }) => window), ...due], waitMs: null };
  const windows = retries.slice(0, waiting).map(({ window }) => window);
  return { windows, waitMs: retryAt(monitor, first) - now };
}

/** A run that was given back is due at once, one that failed after a pause that doubles. */
function retryAt(monitor: MonitorConfig, { window, attempt, endedAt }: Retry): number {
  if (attempt === 0) return endedAt;
  const pauseMs = Math.min(FIRST_RETRY_MS, distanceAfter(monitor, window.end));
  return endedAt + Math.min(pauseMs * 2 ** (attempt - 1), LONGEST_RETRY_MS);
}
