import type { MonitorConfig } from './config/schema.ts';
import { intake } from './detect/baseline/intake.ts';
import { baselineSettings } from './detect/settings.ts';
import { breathe } from './lib/breathe.ts';
import type { Pipeline } from './run.ts';
import { readRange } from './source/range.ts';
import type { Window } from './source/source.ts';
import { freshBaseline, type HeldBaseline, pushAll } from './store/baseline-pool.ts';

/** Points read at a time: about a second of learning, and far below any source's `maxPoints`. */
const POINTS_PER_READ = 50_000;

export interface Lesson {
  readonly monitor: MonitorConfig;
  /** The source that the run read; a fallback has baselines of its own. */
  readonly source: string;
  readonly series: readonly string[];
  /** The run's window: the baseline reaches to its end. */
  readonly window: Window;
  /** Points of the whole run, to judge how long a stretch may be read at once. */
  readonly points: number;
}

/**
 * Learns new baselines from the source's own history, oldest first, and stores them in one transaction.
 * Returns how many points were learned. Throws what the source throws; nothing is stored then.
 */
export async function learn(lesson: Lesson, pipeline: Pipeline, signal: AbortSignal): Promise<number> {
  const { monitor, source: name, window, points } = lesson;
  const source = pipeline.sources.get(name);
  if (source === undefined) return 0;
  const settings = baselineSettings(monitor);
  const learners = new Map<string, HeldBaseline>();
  for (const series of lesson.series) {
    const key = { monitor: monitor.name, series, source: name };
    learners.set(series, freshBaseline(key, settings, await pipeline.store.baselineSeq(key)));
  }
  let learned = 0;
  const history = { start: window.end - Math.max(monitor.history, monitor.window), end: window.end };
  // As many windows at a time as keep a read small, by the points of the run.
  const stretchMs = monitor.window * Math.max(1, Math.floor(POINTS_PER_READ / Math.max(1, points)));
  for await (const series of readRange(source, monitor.query, history, stretchMs, signal)) {
    await breathe(signal);
    const learner = learners.get(series.series);
    if (learner === undefined) continue;
    const fresh = intake(learner.baseline.lastTime, series, history);
    pushAll(learner.baseline, fresh);
    learned += fresh.times.length;
  }
  const steps = [...learners.values()].map(({ key, baseline, seq }) => ({
    ...key,
    seq: seq + 1,
    content: { kind: 'snapshot' as const, snapshot: baseline.snapshot() },
  }));
  await pipeline.store.saveBaselines(steps);
  pipeline.baselines.giveBack([...learners.values()], steps);
  return learned;
}
