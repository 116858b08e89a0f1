import type { MonitorConfig } from './config/schema.ts';
import { trackerSettings } from './detect/settings.ts';
import { breathe } from './lib/breathe.ts';
import type { Pipeline } from './run.ts';
import type { Source, Window } from './source/source.ts';
import { freshTracked, newerThan, pushAll, type Tracked } from './store/trackers.ts';

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
  const { monitor, source: name } = lesson;
  const source = pipeline.sources.get(name);
  if (source === undefined) return 0;
  const settings = trackerSettings(monitor);
  const learners = new Map<string, Tracked>();
  for (const series of lesson.series) {
    const key = { monitor: monitor.name, series, source: name };
    learners.set(series, freshTracked(key, settings, await pipeline.store.baselineSeq(key)));
  }
  let learned = 0;
  for (const stretch of stretches(lesson, source)) {
    for (const series of await source.read(monitor.query, stretch, signal)) {
      await breathe(signal);
      const learner = learners.get(series.series);
      if (learner === undefined) continue;
      const fresh = newerThan(learner.tracker.lastTime, series);
      pushAll(learner.tracker, fresh);
      learned += fresh.times.length;
    }
  }
  const steps = [...learners.values()].map(({ key, tracker, seq }) => ({
    ...key,
    seq: seq + 1,
    content: { kind: 'snapshot' as const, snapshot: tracker.snapshot() },
  }));
  await pipeline.store.saveBaselines(steps);
  pipeline.trackers.giveBack([...learners.values()], steps);
  return learned;
}

/** The history before the window and the window itself, cut so that each read stays small. */
function stretches({ monitor, window, points }: Lesson, source: Source): readonly Window[] {
  const start = window.end - Math.max(monitor.history, monitor.window);
  // A file is read from its beginning whatever the stretch: once is enough.
  if (source.kind === 'csv') return [{ start, end: window.end }];
  const length = monitor.window * Math.max(1, Math.floor(POINTS_PER_READ / Math.max(1, points)));
  const cut: Window[] = [];
  for (let end = window.end; end > start; end -= length) {
    cut.unshift({ start: Math.max(start, end - length), end });
  }
  return cut;
}
