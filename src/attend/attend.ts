import { setMaxListeners } from 'node:events';
import type { MonitorConfig } from '../config/schema.ts';
import type { NewsOffice } from '../deliver/office.ts';
import type { QuestionLane } from '../lane/question-lane.ts';
import { createAsked } from '../lib/asked.ts';
import { PlumblineError, toPlumblineError } from '../lib/errors.ts';
import type { Logger } from '../lib/log.ts';
import { createSlots, type Slots } from '../lib/slots.ts';
import { type FinishedReport, type Pipeline, type RunReport, runWindow } from '../run.ts';
import { isOutage } from '../source/fallback.ts';
import type { Window } from '../source/source.ts';
import { isStoreAway } from '../store/refusals.ts';
import type { AskedRun } from '../web/parts.ts';
import { createLessons } from './lessons.ts';
import { lookNow } from './look-now.ts';
import { type OwedWindow, owed } from './owed.ts';
import { type Absences, logRun, noteSource } from './run-log.ts';

/** What the attendants of all monitors share. */
export interface Attendance {
  readonly pipeline: Pipeline;
  /** Takes what is to be explained; undefined when no model is to be asked. */
  readonly lane: QuestionLane | undefined;
  /** Sends what is news; undefined where nobody is to be told. */
  readonly office: NewsOffice | undefined;
  readonly log: Logger;
  /** How many windows of each source are read at once, and how many histories are learned. */
  readonly slots: ReadonlyMap<
    string,
    { readonly concurrency: number; readonly runs: Slots; readonly lessons: Slots }
  >;
  readonly away: Absences;
  /** Fires when no new work is to be begun. */
  readonly stopping: AbortSignal;
  /** Fires when work under way is to be given back. */
  readonly abort: AbortSignal;
}

/** Sees to one monitor; what happens to others is none of its business. */
export interface Attendant {
  /** Looks whether something is owed, now or as soon as what is under way has ended. Never throws. */
  wake(): void;
  /** Runs the window that ends now, after all that is owed. Who asks while another one waits gets the same run. Never rejects. */
  runNow(): Promise<AskedRun>;
  /** Resolves when nothing is owed and nothing is being learned. */
  idle(): Promise<void>;
  /** Begins nothing any more, as at a stop; a run under way goes on to its end. Resolves then. */
  retire(): Promise<void>;
}

const STOPPING = 'the worker is being stopped';

/** Between two looks at a run that another worker has under way, as a part of the lease. */
const LOOKS_A_LEASE = 3;

/**
 * One monitor's own way: what it owes, oldest first, one window after the other; its baselines are learned meanwhile. It
 * begins `after` another one of the same monitor has ended.
 */
export function createAttendant(
  monitor: MonitorConfig,
  shared: Attendance,
  after: Promise<void> = Promise.resolve(),
): Attendant {
  const { pipeline, lane, log, abort } = shared;
  const retiring = new AbortController();
  // The lessons listen, and every wait for a slot.
  setMaxListeners(0, retiring.signal);
  const retire = (): void => retiring.abort(shared.stopping.reason);
  shared.stopping.addEventListener('abort', retire);
  if (shared.stopping.aborted) retire();
  const stopping = retiring.signal;
  const slots = slotsOf(monitor, shared);
  // No run is under way while baselines are stored, and none is then missing from them.
  const alone = createSlots(1);
  const lessons = createLessons(monitor, { ...shared, stopping }, slots.lessons, alone);
  const asked = createAsked<AskedRun>();
  let wanted = false;
  let underWay: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  stopping.addEventListener('abort', () => clearTimeout(timer));

  const wake = (): void => {
    wanted = true;
    if (!stopping.aborted) underWay ??= attend();
  };

  const wakeIn = (ms: number): void => {
    clearTimeout(timer);
    if (!stopping.aborted) timer = setTimeout(wake, ms).unref();
  };

  async function attend(): Promise<void> {
    try {
      await after;
      while (wanted && !stopping.aborted) {
        wanted = false;
        await settle(asked.waits());
        if (asked.waits())
          asked.answer(await lookNow(monitor, { pipeline, log, settle: () => settle(true), run: take }));
      }
    } catch (err) {
      // Whatever failed is in the ledger or here, and due again at the next wake-up; a stop is no failure.
      if (toPlumblineError(err).code !== 'aborted')
        log.error({ monitor: monitor.name, err }, 'the monitor could not be attended to');
    }
    asked.answer({ refused: stopping.aborted ? STOPPING : 'it could not be attended to; the log says why' });
    underWay = undefined;
  }

  /** Runs a window out of turn. */
  async function take(window: Window): Promise<void> {
    const report = await alone.use(() => slots.runs.use(() => run(window, false), stopping), stopping);
    if (report.status === 'done') follow(window, report, true);
    else holdsUp(report);
  }

  async function settle(hurried: boolean): Promise<void> {
    const { windows, waitMs } = await owed(monitor, pipeline, log, { hurried });
    if (waitMs !== null) wakeIn(waitMs);
    const newest = windows.at(-1);
    let isAway = false;
    for (const window of windows) {
      if (window.again === true && isAway) continue;
      const report = await alone.use(
        () => slots.runs.use(() => run(window, window !== newest), stopping),
        stopping,
      );
      if (report.status === 'done') follow(window, report, window === newest);
      // It stays as it was judged on the stand-in, and so do the others until the source is back.
      else if (window.again === true) isAway = true;
      else if (holdsUp(report)) return;
    }
  }

  /** What comes of a run that is done: questions, and lessons for series whose baseline is unknown. */
  function follow(window: OwedWindow, report: FinishedReport, isNewest: boolean): void {
    shared.office?.wake();
    if (isNewest && window.again !== true) shared.office?.observe(monitor, report.states);
    for (const question of report.questions) {
      const final = lane?.ask(question);
      const news = report.wordless.filter(({ series }) => series === question.view.series);
      // Where another worker may ask, it is the one that knows when the words are there.
      if (news.length > 0 && pipeline.store.shared === undefined) void final?.then(() => hasten(news));
    }
    if (report.untrained.length > 0) lessons.offer({ ...report, monitor, window, series: report.untrained });
  }

  /** The words are there, or will not come: nothing is to be waited for. */
  async function hasten(news: FinishedReport['wordless']): Promise<void> {
    const keys = news.map(({ key }) => key);
    const until = Math.max(...news.map((one) => one.until));
    try {
      await pipeline.store.hastenDeliveries(keys, until, pipeline.clock());
      shared.office?.wake();
    } catch (err) {
      log.warn({ monitor: monitor.name, err }, 'news wait longer for the model than they need to');
    }
  }

  /** Whether newer windows have to wait, and if so when to look again. */
  function holdsUp(report: Exclude<RunReport, FinishedReport>): boolean {
    if (report.status === 'taken') {
      // By another worker, living or dead: no newer window may overtake it.
      wakeIn(pipeline.leaseMs / LOOKS_A_LEASE);
      return true;
    }
    // `owed` says how long it is to the next try.
    const { attempt, error } = report;
    wanted = attempt < monitor.attempts || isOutage(error) || isStoreAway(error);
    // A source that is away would be away for the next window too.
    return wanted || error.retryable;
  }

  async function run({ again = false, ...window }: OwedWindow, isLate: boolean): Promise<RunReport> {
    const startedAt = performance.now();
    const report = await runWindow(monitor, window, pipeline, abort, { again, isLate });
    // That its source can't be read may be news.
    if (report.status === 'failed') shared.office?.wake();
    // A window that stays as it was judged on the stand-in is no news.
    if (again && report.status !== 'done') return report;
    const isKnown = noteSource(log, monitor, report, shared.away);
    logRun(log, monitor, window, report, { elapsedMs: performance.now() - startedAt, isKnown });
    return report;
  }

  const idle = async (): Promise<void> => {
    while (underWay !== undefined) await underWay;
    await lessons.idle();
  };

  return {
    wake,
    idle,
    runNow() {
      if (stopping.aborted) return Promise.resolve({ refused: STOPPING });
      const answer = asked.ask();
      wake();
      return answer;
    },
    async retire() {
      shared.stopping.removeEventListener('abort', retire);
      retiring.abort(new PlumblineError('aborted', 'the config of the monitor was changed'));
      await idle();
    },
  };
}

function slotsOf({ source }: MonitorConfig, { slots }: Attendance) {
  const found = slots.get(source);
  if (found === undefined) throw new Error(`source ${source} is not configured`);
  return found;
}
