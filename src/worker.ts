import type { Config, MonitorConfig } from './config/schema.ts';
import { type Lesson, learn } from './learn.ts';
import { breathe } from './lib/breathe.ts';
import { PlumblineError } from './lib/errors.ts';
import type { Logger } from './lib/log.ts';
import { formatDuration, isoTime } from './lib/time.ts';
import type { QuestionLane } from './question-lane.ts';
import { type Pipeline, runWindow } from './run.ts';
import { logFallback, logRun } from './run-log.ts';
import { dueWindows } from './schedule/due.ts';
import { startWaking } from './schedule/wake.ts';
import type { Window } from './source/source.ts';
import type { Retry } from './store/ledger.ts';

export interface WorkerParts {
  readonly config: Config;
  readonly pipeline: Pipeline;
  /** Takes what is to be explained; undefined when no model is to be asked. */
  readonly lane: QuestionLane | undefined;
  readonly log: Logger;
}

export interface Worker {
  /** Resolves when everything that was due is done and nothing waits for the model. */
  idle(): Promise<void>;
  /** Takes no new work, gives a run under way `graceMs` to finish, then gives it back to the ledger. */
  stop(graceMs: number): Promise<void>;
}

/** A run that failed is tried again after this long, doubled each time. */
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 3_600_000;

/** Bounds what a round deletes, so that figures never wait for it. */
const TIDY_STEPS = 5;

/** Monitors attended at once: enough to wait for several servers, few enough for memory. */
const MONITORS_AT_ONCE = 4;

/**
 * The loop: wake, ask the ledger what is due, run it. Waking may come late, early, twice or never; what is
 * due follows from the ledger and the clock alone.
 */
export function startWorker(parts: WorkerParts): Worker {
  const { config, lane, log } = parts;
  const abort = new AbortController();
  const stopping = new AbortController();
  const state = { awake: false, again: false, stopping: stopping.signal, onFallback: new Set<string>() };
  let round: Promise<void> = Promise.resolve();

  const wake = (): void => {
    state.again = true;
    if (!state.awake && !stopping.signal.aborted) round = attendAll();
  };

  const attendAll = async (): Promise<void> => {
    state.awake = true;
    while (state.again && !stopping.signal.aborted) {
      state.again = false;
      await inParallel(config.monitors, MONITORS_AT_ONCE, (monitor) =>
        attend(monitor, parts, state, abort.signal),
      );
    }
    if (!stopping.signal.aborted) await tidyUp(parts, stopping.signal);
    state.awake = false;
  };

  const cron = startWaking(config.monitors, wake);
  wake();
  return {
    async idle() {
      await round;
      await lane?.idle();
    },
    async stop(graceMs) {
      stopping.abort(new PlumblineError('aborted', 'the worker was stopped'));
      cron.stop();
      const overdue = setTimeout(() => {
        log.warn(`a run needs longer than ${formatDuration(graceMs)} and is given back to the ledger`);
        abort.abort(stopping.signal.reason);
      }, graceMs);
      await Promise.all([round, lane?.stop()]);
      clearTimeout(overdue);
    },
  };
}

/** Does what one monitor owes, oldest first. Whatever fails is in the ledger or the log, and due again later. */
async function attend(
  monitor: MonitorConfig,
  { pipeline, lane, log }: WorkerParts,
  state: { readonly stopping: AbortSignal; readonly onFallback: Set<string> },
  signal: AbortSignal,
): Promise<void> {
  try {
    for (const window of await owed(monitor, pipeline, log)) {
      if (state.stopping.aborted) return;
      const startedAt = performance.now();
      const report = await runWindow(monitor, window, pipeline, signal);
      logRun(log, monitor, window, report, performance.now() - startedAt);
      if (report.status === 'done') logFallback(log, monitor, report, state.onFallback);
      // A source that is away would be away for the next window too.
      if (report.status === 'failed' && report.error.retryable) return;
      if (report.status !== 'done') continue;
      for (const question of report.questions) void lane?.ask(question);
      if (report.untrained.length === 0) continue;
      const lesson = { ...report, monitor, window, series: report.untrained };
      await tryToLearn(lesson, pipeline, log, state.stopping);
    }
  } catch (error) {
    if (!signal.aborted)
      log.error({ monitor: monitor.name, err: error }, 'the monitor could not be attended to');
  }
}

/** Windows to run now, oldest first: what failed or died and may be tried again, and what is newly due. */
async function owed(
  monitor: MonitorConfig,
  { store, clock }: Pipeline,
  log: Logger,
): Promise<readonly Window[]> {
  const now = clock();
  const lastEnd = await store.lastWindowEnd(monitor.name);
  if (lastEnd !== null && lastEnd > now) {
    const text = 'the ledger is ahead of the clock, which was set back: nothing is due until it catches up';
    log.warn({ monitor: monitor.name, window_end: isoTime(lastEnd) }, text);
  }
  const { due, skipped } = dueWindows(monitor, lastEnd, now);
  await store.skipRuns(monitor.name, skipped, now);
  const retries = await store.retryRuns(monitor.name, monitor.attempts, now);
  return [...retries.filter((retry) => retryAt(retry) <= now).map(({ window }) => window), ...due];
}

/** A run that was given back is due at once, one that failed after a pause that doubles. */
function retryAt({ attempt, endedAt }: Retry): number {
  if (attempt === 0) return endedAt;
  return endedAt + Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), LONGEST_RETRY_MS);
}

/** A baseline that can't be learned now is learned after a later run; the figures don't wait for it. */
async function tryToLearn(
  lesson: Lesson,
  pipeline: Pipeline,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  const { monitor, source, series } = lesson;
  try {
    const points = await learn(lesson, pipeline, signal);
    log.info({ monitor: monitor.name, source, series: series.length, points }, 'learned the baselines');
  } catch (error) {
    if (signal.aborted) throw error;
    log.warn(
      { monitor: monitor.name, source, err: error },
      'the history could not be learned; tried again later',
    );
  }
}

/** Deletes what is older than `database.keep`, a little in each round: after a long pause over many rounds. */
async function tidyUp({ config, pipeline, log }: WorkerParts, signal: AbortSignal): Promise<void> {
  try {
    const before = pipeline.clock() - config.database.keep;
    for (let rest = { deleted: 0, more: true }, step = 0; rest.more && step < TIDY_STEPS; step += 1) {
      await breathe(signal);
      rest = await pipeline.store.deleteRunsBefore(before);
    }
  } catch (error) {
    if (!signal.aborted) log.warn({ err: error }, 'old results could not be deleted; tried again later');
  }
}

/** All items through `work`, at most `width` at a time. */
async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const next = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: width }, next));
}
