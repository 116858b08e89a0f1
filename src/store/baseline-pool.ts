import { isDeepStrictEqual } from 'node:util';
import {
  type Baseline,
  type BaselineSettings,
  createBaseline,
  restoreBaseline,
} from '../detect/baseline/baseline.ts';
import type { Points } from '../detect/baseline/intake.ts';
import { idOf } from '../detect/related/beside.ts';
import { PlumblineError } from '../lib/errors.ts';
import type { BaselineKey, BaselineStep } from './baseline.ts';
import type { Store } from './store.ts';

/** A snapshot every so many points: 40 kB / 512 points keeps writing in proportion to what is new. */
const POINTS_PER_SNAPSHOT = 512;
/** The same for one that is loaded again for each run, where the points since are pushed again each time. */
const POINTS_PER_SNAPSHOT_LOADED = 64;
/** What is above or below these numbers, by series: snapshots of series that were learned together are not written together. */
const SPREAD = 0.25;

/** Baselines that have a place in memory, about 90 kB each; any other is loaded from the database when it is needed. */
const BASELINES_IN_MEMORY = 2000;
/**
 * A place is another's only when it was not used while the others could have been this often: where more series than places come in
 * turn, to make room for the newest would throw out each just before it is needed.
 */
const IDLE_ROUNDS = 20;

/** A baseline in use, with where it stands in the database. */
export interface HeldBaseline {
  readonly key: BaselineKey;
  readonly baseline: Baseline;
  readonly settings: BaselineSettings;
  readonly seq: number;
  /** Points logged since the last snapshot. */
  readonly logged: number;
}

export type BaselinePool = ReturnType<typeof createBaselinePool>;

/**
 * The learned baselines in memory, each as true as the database: a run takes them out and gives them back
 * once they are stored, so that what a failed run taught them is forgotten with it.
 */
export function createBaselinePool(store: Store, mostPlaces = BASELINES_IN_MEMORY) {
  const pool = new Map<string, HeldBaseline>();
  /** By name, those used longest ago first: when each was used last, counted in uses. */
  const places = new Map<string, number>();
  let uses = 0;

  function hasPlace(name: string): boolean {
    uses += 1;
    const [oldest] = places;
    if (!places.has(name) && oldest !== undefined && places.size >= mostPlaces) {
      const [idle, usedAt] = oldest;
      if (uses - usedAt < IDLE_ROUNDS * mostPlaces) return false;
      places.delete(idle);
      pool.delete(idle);
    }
    places.delete(name);
    places.set(name, uses);
    return true;
  }

  return {
    /** Whether a baseline that was taken will stay in memory: any other need not be held until it is given back. */
    keeps: (key: BaselineKey): boolean => hasPlace(nameOf(key)),

    /**
     * The baseline of a series as the last stored run left it; undefined when it is (again) to be trained, as where
     * it has seen points of a time after `now`: everything that comes would be old to it.
     */
    async take(key: BaselineKey, settings: BaselineSettings, now: number): Promise<HeldBaseline | undefined> {
      const held = pool.get(nameOf(key));
      pool.delete(nameOf(key));
      const isTrue =
        held?.seq === (await store.baselineSeq(key)) && isDeepStrictEqual(held.settings, settings);
      if (held !== undefined && isTrue) return held.baseline.lastTime > now ? undefined : held;
      const stored = await store.loadBaseline(key);
      if (stored === undefined) return undefined;
      const baseline = restoreIfKnown(stored.snapshot, settings);
      if (baseline === undefined) return undefined;
      pushAll(baseline, stored);
      if (baseline.lastTime > now) return undefined;
      return { key, baseline, settings, seq: stored.seq, logged: stored.times.length };
    },

    /** What `take` gave out, now that the steps are in the database. */
    giveBack(held: readonly HeldBaseline[], steps: readonly BaselineStep[]): void {
      const byName = new Map(steps.map((step) => [nameOf(step), step]));
      for (const one of held) {
        const name = nameOf(one.key);
        if (!hasPlace(name)) continue;
        const step = byName.get(name);
        pool.set(name, step === undefined ? one : { ...one, seq: step.seq, logged: loggedAfter(one, step) });
      }
    },
  };
}

/**
 * The step that stores what a baseline was given in a run; undefined when that was nothing. `isKept`: it stays in memory until the
 * step is stored.
 */
export function stepOf(held: HeldBaseline, pushed: Points, isKept: boolean): BaselineStep | undefined {
  if (pushed.times.length === 0) return undefined;
  const most = (isKept ? POINTS_PER_SNAPSHOT : POINTS_PER_SNAPSHOT_LOADED) * spreadOf(held.key);
  const { key, seq, baseline } = held;
  if (held.logged + pushed.times.length < most) {
    return { ...key, seq: seq + 1, content: { kind: 'points', ...pushed } };
  }
  if (isKept) return wholeStep(held);
  return { ...key, seq: seq + 1, content: { kind: 'snapshot', snapshot: baseline.snapshot() } };
}

/** The step that stores the whole of a baseline. Its snapshot is made when it is written: thousands at once would fill the memory. */
export function wholeStep({ key, seq, baseline }: HeldBaseline): BaselineStep {
  const content = {
    kind: 'snapshot' as const,
    get snapshot(): Uint8Array {
      return baseline.snapshot();
    },
  };
  return { ...key, seq: seq + 1, content };
}

/** About 1, by the series. */
function spreadOf({ series }: BaselineKey): number {
  return 1 - SPREAD + (2 * SPREAD * (idOf(series) % 1000)) / 1000;
}

/** An empty baseline for a series that is about to be trained; `seq` is that of what it replaces. */
export function freshBaseline(key: BaselineKey, settings: BaselineSettings, seq = 0): HeldBaseline {
  return { key, baseline: createBaseline(settings), settings, seq, logged: 0 };
}

/** The same for a series that nothing is stored of: whatever its first step is given, it stores the whole. */
export function firstBaseline(key: BaselineKey, settings: BaselineSettings): HeldBaseline {
  return { ...freshBaseline(key, settings), logged: Number.POSITIVE_INFINITY };
}

/** A snapshot of another version of the detectors is of no use: the history teaches them anew. */
function restoreIfKnown(snapshot: Uint8Array, settings: BaselineSettings): Baseline | undefined {
  try {
    return restoreBaseline(snapshot, settings);
  } catch (error) {
    if (error instanceof PlumblineError && error.code === 'database_damaged') return undefined;
    throw error;
  }
}

export function pushAll(baseline: Baseline, { times, values, beside }: Points): void {
  times.forEach((time, i) => {
    baseline.push(time, values[i] ?? Number.NaN, beside, i);
  });
}

function loggedAfter({ logged }: HeldBaseline, { content }: BaselineStep): number {
  return content.kind === 'points' ? logged + content.times.length : 0;
}

function nameOf({ monitor, series, source }: BaselineKey): string {
  return JSON.stringify([monitor, series, source]);
}
