import { isDeepStrictEqual } from 'node:util';
import {
  type Baseline,
  type BaselineSettings,
  createBaseline,
  restoreBaseline,
} from '../detect/baseline/baseline.ts';
import type { Points } from '../detect/baseline/intake.ts';
import { PlumblineError } from '../lib/errors.ts';
import type { BaselineKey, BaselineStep } from './baseline.ts';
import type { Store } from './store.ts';

/** A snapshot every so many points: 40 kB / 512 points keeps writing in proportion to what is new. */
const POINTS_PER_SNAPSHOT = 512;

/** Baselines kept in memory; beyond that the one unused for longest is loaded again when needed. */
const BASELINES_IN_MEMORY = 2000;

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
export function createBaselinePool(store: Store) {
  const pool = new Map<string, HeldBaseline>();

  return {
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

    /** Everything that `take` gave out, now that the steps are in the database. */
    giveBack(held: readonly HeldBaseline[], steps: readonly BaselineStep[]): void {
      const byName = new Map(steps.map((step) => [nameOf(step), step]));
      for (const one of held) {
        const step = byName.get(nameOf(one.key));
        pool.set(
          nameOf(one.key),
          step === undefined ? one : { ...one, seq: step.seq, logged: loggedAfter(one, step) },
        );
        const [oldest] = pool.keys();
        if (pool.size > BASELINES_IN_MEMORY && oldest !== undefined) pool.delete(oldest);
      }
    },
  };
}

/** The step that stores what a baseline was given in a run; undefined when that was nothing. */
export function stepOf(
  { key, baseline, seq, logged }: HeldBaseline,
  pushed: Points,
): BaselineStep | undefined {
  if (pushed.times.length === 0) return undefined;
  const content =
    logged + pushed.times.length < POINTS_PER_SNAPSHOT
      ? { kind: 'points' as const, ...pushed }
      : { kind: 'snapshot' as const, snapshot: baseline.snapshot() };
  return { ...key, seq: seq + 1, content };
}

/** An empty baseline for a series that is about to be trained; `seq` is that of what it replaces. */
export function freshBaseline(key: BaselineKey, settings: BaselineSettings, seq = 0): HeldBaseline {
  return { key, baseline: createBaseline(settings), settings, seq, logged: 0 };
}

/** The same for a series that nothing is stored of: whatever its first step is given, it stores the whole. */
export function firstBaseline(key: BaselineKey, settings: BaselineSettings, seq = 0): HeldBaseline {
  return { ...freshBaseline(key, settings, seq), logged: POINTS_PER_SNAPSHOT };
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
