import type { MonitorConfig } from '../config/schema.ts';
import type { Logger } from '../lib/log.ts';
import { isoTime } from '../lib/time.ts';
import type { Pipeline } from '../run.ts';
import { distanceAfter, dueWindows } from '../schedule/due.ts';
import type { Window } from '../source/source.ts';
import type { Retry } from '../store/ledger.ts';

/** A window to run; `again`: it was judged on a stand-in, and is tried on the monitor's own source. */
export interface OwedWindow extends Window {
  readonly again?: boolean;
}

/** What a monitor has to do now. */
export interface Owed {
  /** Oldest first. */
  readonly windows: readonly OwedWindow[];
  /** How long the next ones have to wait for one that is to be tried again first; null: for none. */
  readonly waitMs: number | null;
}

/** A run that failed is tried again after this long, or when its next window is due if that is sooner; then doubled. */
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 3_600_000;

/**
 * Windows to run, oldest first: what failed or died and may be tried again, and what is newly due. None overtakes one that is
 * still to be tried again, because a baseline takes points in the order of their times. Windows too old to be made up
 * for are recorded as skipped. `hurried`: what failed makes no pause before it is tried again.
 */
export async function owed(
  monitor: MonitorConfig,
  { store, clock }: Pipeline,
  log: Logger,
  { hurried = false }: { readonly hurried?: boolean } = {},
): Promise<Owed> {
  const now = clock();
  const lastEnd = await store.lastWindowEnd(monitor.name);
  if (lastEnd !== null && lastEnd > now) {
    const text = 'the ledger is ahead of the clock, which was set back: nothing is due until it catches up';
    log.warn({ monitor: monitor.name, window_end: isoTime(lastEnd) }, text);
  }
  const { due, skipped } = dueWindows(monitor, lastEnd, now);
  if (skipped.length > 0) await store.skipRuns(monitor.name, skipped, now);
  const retries = await withoutTooOld(await store.retryRuns(monitor.name, monitor.attempts, now), due);
  const waiting = hurried ? -1 : retries.findIndex((retry) => retryAt(monitor, retry) > now);
  const first = retries[waiting];
  const ready = first === undefined ? retries : retries.slice(0, waiting);
  const standIns = await standInWindows(monitor, store, due.length);
  const before = standIns.filter(({ end }) => first === undefined || end < first.window.end);
  const windows = [...before, ...ready.map(({ window }) => window), ...(first === undefined ? due : [])];
  return {
    windows: windows.toSorted((a, b) => a.end - b.end),
    waitMs: first === undefined ? null : retryAt(monitor, first) - now,
  };

  /** A source that stays away costs no attempts: `catchUp` is what bounds the windows that wait for it. */
  async function withoutTooOld(
    waiting: readonly Retry[],
    newer: readonly Window[],
  ): Promise<readonly Retry[]> {
    if (newer.length < monitor.catchUp) return waiting;
    const tooOld = waiting.filter(({ failed }) => failed);
    const reason = `older than the newest ${monitor.catchUp} windows (catchUp)`;
    await store.skipRuns(
      monitor.name,
      tooOld.map(({ window }) => ({ ...window, reason })),
      now,
    );
    return waiting.filter(({ failed }) => !failed);
  }
}

/** Of the newest `catchUp` windows, those that were judged on a stand-in: its data is not the sensors'. */
async function standInWindows(
  { name, fallback, fallbackRole, catchUp }: MonitorConfig,
  store: Pipeline['store'],
  due: number,
): Promise<readonly OwedWindow[]> {
  if (fallback === undefined || fallbackRole === 'bridge') return [];
  const windows = await store.standInWindows(name, Math.max(0, catchUp - due));
  return windows.map((window) => ({ ...window, again: true }));
}

/** A run that was given back is due at once, one that failed after a pause that doubles with each attempt that it cost. */
function retryAt(monitor: MonitorConfig, { window, attempt, failed, endedAt }: Retry): number {
  if (attempt === 0 && !failed) return endedAt;
  const pauseMs = Math.min(FIRST_RETRY_MS, distanceAfter(monitor, window.end));
  return endedAt + Math.min(pauseMs * 2 ** Math.max(0, attempt - 1), LONGEST_RETRY_MS);
}
