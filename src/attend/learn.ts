import type { MonitorConfig } from '../config/schema.ts';
import { baselineSettings } from '../detect/settings.ts';
import { createSlots, type Slots } from '../lib/slots.ts';
import { MOST_LEARNERS, teach } from '../reading/teach.ts';
import type { Pipeline } from '../run.ts';
import type { Window } from '../source/source.ts';
import { freshBaseline, type HeldBaseline, wholeStep } from '../store/baseline-pool.ts';

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
 * Learns new baselines from the source's own history, oldest first, and stores them in one transaction. Runs may go on
 * meanwhile: only the last part, from the lesson's window to the newest one that is done, is read and stored with `alone`,
 * so that no point falls between what was learned and what the next run brings.
 * Returns how many points were learned. Throws what the source throws, and `internal` (retryable) when another worker
 * has stored something of these series meanwhile; nothing is stored then.
 */
export async function learn(
  lesson: Lesson,
  pipeline: Pipeline,
  signal: AbortSignal,
  alone: Slots = createSlots(1),
): Promise<number> {
  const { monitor, window, points } = lesson;
  const { store } = pipeline;
  const source = pipeline.sources.get(lesson.source);
  if (source === undefined) return 0;
  const learners = await beginners(lesson, pipeline);
  const history = { start: window.end - Math.max(monitor.history, monitor.window), end: window.end };
  const learned = await teach(learners, { monitor, source, points, range: history }, signal);
  return alone.use(async () => {
    const done = Math.max(window.end, (await store.lastDoneEnd(monitor.name)) ?? window.end);
    const rest = await teach(
      learners,
      { monitor, source, points, range: { start: window.end, end: done } },
      signal,
    );
    const held = [...learners.values()];
    const steps = held.map(wholeStep);
    await store.saveBaselines(monitor.name, steps, done);
    pipeline.baselines.giveBack(held, steps);
    return learned + rest;
  }, signal);
}

/** A fresh baseline for each series of the lesson, as many as learn at a time: the others come with a later run. */
async function beginners({ monitor, series, source }: Lesson, { store }: Pipeline) {
  const settings = baselineSettings(monitor);
  const learners = new Map<string, HeldBaseline>();
  for (const name of series.slice(0, MOST_LEARNERS)) {
    const key = { monitor: monitor.name, series: name, source };
    learners.set(name, freshBaseline(key, settings, await store.baselineSeq(key)));
  }
  return learners;
}
