import { createTracker, restoreTracker, type Tracker, type TrackerSettings } from '../detect/tracker.ts';
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
  readonly seq: number;
  /** Points logged since the last snapshot. */
  readonly logged: number;
}

export type TrackerPool = ReturnType<typeof createTrackerPool>;

/**
 * The learned baselines in memory, each as true as the database: one that another process has advanced,
 * or whose run was not stored, is loaded again.
 */
export function createTrackerPool(store: Store) {
  const pool = new Map<string, Tracked>();
  const nameOf = ({ monitor, series, source }: BaselineKey) => JSON.stringify([monitor, series, source]);

  const keep = (tracked: Tracked): void => {
    const name = nameOf(tracked.key);
    pool.delete(name);
    pool.set(name, tracked);
    const [oldest] = pool.keys();
    if (pool.size > TRACKERS_IN_MEMORY && oldest !== undefined) pool.delete(oldest);
  };

  return {
    /** The tracker of a series as the last stored run left it; undefined before it was trained. */
    async get(key: BaselineKey, settings: TrackerSettings): Promise<Tracked | undefined> {
      const held = pool.get(nameOf(key));
      if (held !== undefined && held.seq === (await store.baselineSeq(key))) return held;
      const stored = await store.loadBaseline(key);
      if (stored === undefined) return undefined;
      const tracker = restoreTracker(stored.snapshot, settings);
      stored.times.forEach((time, i) => {
        tracker.push(time, stored.values[i] ?? Number.NaN);
      });
      const tracked = { key, tracker, seq: stored.seq, logged: stored.times.length };
      keep(tracked);
      return tracked;
    },

    /** The step that stores what a tracker was given in a run; undefined when that was nothing. */
    stepOf({ key, tracker, seq, logged }: Tracked, pushed: PushedPoints): BaselineStep | undefined {
      if (pushed.times.length === 0) return undefined;
      const full = logged + pushed.times.length >= POINTS_PER_SNAPSHOT;
      const content = full
        ? { kind: 'snapshot' as const, snapshot: tracker.snapshot() }
        : { kind: 'points' as const, ...pushed };
      return { ...key, seq: seq + 1, content };
    },

    /** The steps are in the database: what is in memory now stands there too. */
    stored(tracked: readonly Tracked[], steps: readonly BaselineStep[]): void {
      const byName = new Map(steps.map((step) => [nameOf(step), step]));
      for (const one of tracked) {
        const step = byName.get(nameOf(one.key));
        if (step === undefined) continue;
        const logged = step.content.kind === 'points' ? one.logged + step.content.times.length : 0;
        keep({ ...one, seq: step.seq, logged });
      }
    },

    /** The run was not stored: what its trackers learned is forgotten. */
    forget(tracked: readonly Tracked[]): void {
      for (const { key } of tracked) pool.delete(nameOf(key));
    },

    /** An empty tracker for a series that is about to be trained. */
    fresh(key: BaselineKey, settings: TrackerSettings): Tracked {
      return { key, tracker: createTracker(settings), seq: 0, logged: 0 };
    },
  };
}

/** Points that a tracker was given, in order. */
export interface PushedPoints {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** The points of a series that come after a moment (NaN: all of them). */
export function newerThan(lastTime: number, { times, values }: PushedPoints): PushedPoints {
  const known = Number.isNaN(lastTime) ? 0 : times.findIndex((time) => time > lastTime);
  const from = known === -1 ? times.length : known;
  return { times: times.slice(from), values: values.slice(from) };
}
