import { isDeepStrictEqual } from 'node:util';
import { createTracker, restoreTracker, type Tracker, type TrackerSettings } from '../detect/tracker.ts';
import { PlumblineError } from '../lib/errors.ts';
import type { BaselineKey, BaselineStep } from './baselines.ts';
import type { Store } from './store.ts';

/** A snapshot every so many points: 40 kB / 512 points keeps writing in proportion to what is new. */
const POINTS_PER_SNAPSHOT = 512;

/** Trackers kept in memory; beyond that the one unused for longest is loaded again when needed. */
const TRACKERS_IN_MEMORY = 2000;

/** A tracker in use, with where it stands in the database. */
export interface Tracked {
  readonly key: BaselineKey;
  readonly tracker: Tracker;
  readonly settings: TrackerSettings;
  readonly seq: number;
  /** Points logged since the last snapshot. */
  readonly logged: number;
}

export type TrackerPool = ReturnType<typeof createTrackerPool>;

/**
 * The learned baselines in memory, each as true as the database: a run takes them out and gives them back
 * once they are stored, so that what a failed run taught them is forgotten with it.
 */
export function createTrackerPool(store: Store) {
  const pool = new Map<string, Tracked>();

  return {
    /** The tracker of a series as the last stored run left it; undefined when it is (again) to be trained. */
    async take(key: BaselineKey, settings: TrackerSettings): Promise<Tracked | undefined> {
      const held = pool.get(nameOf(key));
      pool.delete(nameOf(key));
      const isTrue =
        held?.seq === (await store.baselineSeq(key)) && isDeepStrictEqual(held.settings, settings);
      if (held !== undefined && isTrue) return held;
      const stored = await store.loadBaseline(key);
      if (stored === undefined) return undefined;
      const tracker = restoreIfKnown(stored.snapshot, settings);
      if (tracker === undefined) return undefined;
      pushAll(tracker, stored);
      return { key, tracker, settings, seq: stored.seq, logged: stored.times.length };
    },

    /** Everything that `take` gave out, now that the steps are in the database. */
    giveBack(tracked: readonly Tracked[], steps: readonly BaselineStep[]): void {
      const byName = new Map(steps.map((step) => [nameOf(step), step]));
      for (const one of tracked) {
        const step = byName.get(nameOf(one.key));
        pool.set(
          nameOf(one.key),
          step === undefined ? one : { ...one, seq: step.seq, logged: loggedAfter(one, step) },
        );
        const [oldest] = pool.keys();
        if (pool.size > TRACKERS_IN_MEMORY && oldest !== undefined) pool.delete(oldest);
      }
    },
  };
}

/** The step that stores what a tracker was given in a run; undefined when that was nothing. */
export function stepOf(
  { key, tracker, seq, logged }: Tracked,
  pushed: PushedPoints,
): BaselineStep | undefined {
  if (pushed.times.length === 0) return undefined;
  const content =
    logged + pushed.times.length < POINTS_PER_SNAPSHOT
      ? { kind: 'points' as const, ...pushed }
      : { kind: 'snapshot' as const, snapshot: tracker.snapshot() };
  return { ...key, seq: seq + 1, content };
}

/** An empty tracker for a series that is about to be trained; `seq` is that of what it replaces. */
export function freshTracked(key: BaselineKey, settings: TrackerSettings, seq = 0): Tracked {
  return { key, tracker: createTracker(settings), settings, seq, logged: 0 };
}

/** A snapshot of another version of the detectors is of no use: the history teaches them anew. */
function restoreIfKnown(snapshot: Uint8Array, settings: TrackerSettings): Tracker | undefined {
  try {
    return restoreTracker(snapshot, settings);
  } catch (error) {
    if (error instanceof PlumblineError && error.code === 'database_damaged') return undefined;
    throw error;
  }
}

export function pushAll(tracker: Tracker, { times, values }: PushedPoints): void {
  times.forEach((time, i) => {
    tracker.push(time, values[i] ?? Number.NaN);
  });
}

function loggedAfter({ logged }: Tracked, { content }: BaselineStep): number {
  return content.kind === 'points' ? logged + content.times.length : 0;
}

function nameOf({ monitor, series, source }: BaselineKey): string {
  return JSON.stringify([monitor, series, source]);
}

/** Points that a tracker was given, in order. */
export interface PushedPoints {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** The points of a series that come after a moment. */
export function newerThan(lastTime: number, { times, values }: PushedPoints): PushedPoints {
  const first = times.findIndex((time) => time > lastTime);
  const from = first === -1 ? times.length : first;
  return { times: times.slice(from), values: values.slice(from) };
}
