import type { MonitorConfig } from '../config/schema.ts';
import { intake } from '../detect/baseline/intake.ts';
import { breathe } from '../lib/breathe.ts';
import { readRange } from '../source/range.ts';
import type { Source, Window } from '../source/source.ts';
import { type HeldBaseline, pushAll } from '../store/baseline-pool.ts';

/** Points read at a time: about a second of learning, and far below any source's `maxPoints`. */
const POINTS_PER_READ = 50_000;

/** Series that learn at a time: they stay in memory until the last of their history is read. */
export const MOST_LEARNERS = 1000;

/** What is read: the history of a monitor's series in one source. */
export interface History {
  readonly monitor: MonitorConfig;
  readonly source: Source;
  readonly range: Window;
  /** Points of a whole window, to judge how long a stretch may be read at once. */
  readonly points: number;
}

/** Pushes what the source has in a range into the baselines of its series, oldest first; returns how many points that were. */
export async function teach(
  learners: ReadonlyMap<string, HeldBaseline>,
  { monitor, source, range, points }: History,
  signal: AbortSignal,
): Promise<number> {
  // As many windows at a time as keep a read small, by the points of the run.
  const stretchMs = monitor.window * Math.max(1, Math.floor(POINTS_PER_READ / Math.max(1, points)));
  let learned = 0;
  for await (const series of readRange(source, monitor.query, range, stretchMs, signal)) {
    await breathe(signal);
    const learner = learners.get(series.series);
    if (learner === undefined) continue;
    const fresh = intake(learner.baseline.lastTime, series, range);
    pushAll(learner.baseline, fresh);
    learned += fresh.times.length;
  }
  return learned;
}
