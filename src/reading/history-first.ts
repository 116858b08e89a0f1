import type { MonitorConfig } from '../config/schema.ts';
import type { BaselineSettings } from '../detect/baseline/baseline.ts';
import { Deadline } from '../lib/deadline.ts';
import type { Source, Window } from '../source/source.ts';
import type { BaselineKey } from '../store/baseline.ts';
import { type BaselinePool, firstBaseline, type HeldBaseline } from '../store/baseline-pool.ts';
import type { Store } from '../store/store.ts';
import type { WindowReading } from './read-window.ts';
import { type History, MOST_LEARNERS, teach } from './teach.ts';

/** What the baselines of a run come from. */
export interface Past {
  readonly store: Store;
  readonly sources: ReadonlyMap<string, Source>;
  readonly baselines: BaselinePool;
  /**
   * How long the figures of a series that was never judged may wait for the source's history, so that its first verdict rests
   * on it; 0: not at all.
   */
  readonly historyFirstMs: number;
}

/** One run: what was read, and how each series is to be judged. */
interface Judging {
  readonly monitor: MonitorConfig;
  readonly window: Window;
  readonly reading: WindowReading;
  readonly settingsOf: (series: string) => BaselineSettings;
}

/** A series that is judged for the first time. */
interface Beginner {
  readonly key: BaselineKey;
  readonly settings: BaselineSettings;
}

/** What history taught of a run's new series, by their names. */
export interface Known {
  readonly held: ReadonlyMap<string, HeldBaseline>;
  /** Series that were never judged before, and of which the source has no history. */
  readonly withoutPast: ReadonlySet<string>;
}

const UNTAUGHT: Known = { held: new Map(), withoutPast: new Set() };

/**
 * The baselines of those of a run's series that were never judged and that history teaches at once, by their names. Throws only
 * when `signal` fires.
 */
export async function historyFirst(
  { monitor, window, reading, settingsOf }: Judging,
  past: Past,
  signal: AbortSignal,
): Promise<Known> {
  const { store, sources, historyFirstMs } = past;
  const known = new Set(reading.known.map(({ series }) => series));
  const beginners: Beginner[] = [];
  for (const { series } of reading.series) {
    if (known.has(series) || beginners.length === MOST_LEARNERS) continue;
    const key = { monitor: monitor.name, series, source: reading.source };
    if ((await store.baselineSeq(key)) === 0) beginners.push({ key, settings: settingsOf(series) });
  }
  const source = sources.get(reading.source);
  if (source === undefined || beginners.length === 0 || historyFirstMs === 0) return UNTAUGHT;
  const range = { start: window.end - monitor.history, end: window.start };
  const points = reading.series.reduce((sum, { times }) => sum + times.length, 0);
  const learners = await learnFirst(beginners, { monitor, source, range, points }, past, signal);
  const learned = [...learners].filter(([, { baseline }]) => baseline.points > 0);
  const withoutPast = [...learners.keys()].filter((name) => learners.get(name)?.baseline.points === 0);
  return { held: new Map(learned), withoutPast: new Set(withoutPast) };
}

/**
 * What cannot be read in time is learned beside the runs, and the next window is judged by it. So is what fails: whoever learns
 * there meets the same error, and tells it.
 */
async function learnFirst(
  beginners: readonly Beginner[],
  history: History,
  { historyFirstMs }: Past,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, HeldBaseline>> {
  const learners = new Map<string, HeldBaseline>();
  for (const { key, settings } of beginners) {
    learners.set(key.series, firstBaseline(key, settings));
  }
  const deadline = new Deadline(historyFirstMs, signal);
  try {
    await deadline.wait(teach(learners, history, deadline.signal));
  } catch {
    signal.throwIfAborted();
    return new Map();
  } finally {
    deadline.end();
  }
  return learners;
}
