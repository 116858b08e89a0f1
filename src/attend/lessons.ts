import type { MonitorConfig } from '../config/schema.ts';
import type { Logger } from '../lib/log.ts';
import type { Slots } from '../lib/slots.ts';
import { formatDuration } from '../lib/time.ts';
import type { Pipeline } from '../run.ts';
import { type Lesson, learn } from './learn.ts';

/** What a monitor learns beside its runs. */
export interface Lessons {
  /** Learns, unless something is being learned already or the last try failed a short while ago. Never throws. */
  offer(lesson: Lesson): void;
  /** Resolves when nothing is being learned. */
  idle(): Promise<void>;
}

export interface LessonParts {
  readonly pipeline: Pipeline;
  readonly log: Logger;
  /** Fires when nothing more is to be learned. */
  readonly stopping: AbortSignal;
}

/** A history that could not be read is read again after this long, doubled each time. */
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;

/**
 * Learns the baselines of one monitor in the background, a source's monitors one after the other: figures don't wait for
 * it. What fails is offered again after a later run, and taken up when a pause is over that grows with each failure.
 */
export function createLessons(
  monitor: MonitorConfig,
  { pipeline, log, stopping }: LessonParts,
  turns: Slots,
  alone: Slots,
): Lessons {
  let underWay: Promise<void> | undefined;
  let failures = 0;
  let restUntil = Number.NEGATIVE_INFINITY;

  async function take(lesson: Lesson): Promise<void> {
    const about = { monitor: monitor.name, source: lesson.source, series: lesson.series.length };
    try {
      const points = await turns.use(() => learn(lesson, pipeline, stopping, alone), stopping);
      failures = 0;
      log.info({ ...about, points }, 'learned the baselines');
    } catch (err) {
      if (stopping.aborted) return;
      const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
      failures += 1;
      restUntil = pipeline.clock() + pauseMs;
      const text = `the history could not be learned; tried again after ${formatDuration(pauseMs)}`;
      log.warn({ ...about, err }, text);
    }
  }

  return {
    offer(lesson) {
      if (underWay !== undefined || pipeline.clock() < restUntil) return;
      underWay = take(lesson).finally(() => {
        underWay = undefined;
      });
    },
    async idle() {
      await underWay;
    },
  };
}
