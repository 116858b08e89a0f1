import type { MonitorConfig } from '../config/schema.ts';
import { deliverWaiting, type PostmanOptions } from './postman.ts';
import type { SeriesState, Target } from './target.ts';

/** Sees to all targets, each by itself: one that is down holds up nobody else. */
export interface NewsOffice {
  /** Connects what stays connected, and begins to deliver. Never throws. */
  start(): void;
  /** Something may wait. Never throws. */
  wake(): void;
  /** How the series of a monitor are after its newest run, for targets that show it. Never throws. */
  observe(monitor: MonitorConfig, states: readonly SeriesState[]): void;
  /** Resolves when nothing is being delivered. */
  idle(): Promise<void>;
  /** Begins no delivery any more, and gives those under way up to `graceMs`. What is not delivered waits in the outbox. */
  stop(graceMs: number): Promise<void>;
}

/** The longest sleep: another worker may have written, or the clock been moved. */
const LONGEST_SLEEP_MS = 60_000;
/** After a database that could not be used. */
const RETRY_MS = 5000;

export interface OfficeOptions extends PostmanOptions {
  /** Whether a target is to know of a series. */
  readonly isShown: (target: string, monitor: MonitorConfig, series: string) => boolean;
}

export function createNewsOffice(targets: readonly Target[], options: OfficeOptions): NewsOffice {
  const closing = new AbortController();
  const stopping = new AbortController();
  const desks = targets.map((target) => createDesk(target, options, closing.signal, stopping.signal));
  const allIdle = () => Promise.all(desks.map((desk) => desk.idle()));
  return {
    start() {
      for (const target of targets) target.start?.();
      for (const desk of desks) desk.wake();
    },
    wake() {
      for (const desk of desks) desk.wake();
    },
    observe(monitor, states) {
      if (closing.signal.aborted) return;
      for (const target of targets) {
        const shown = states.filter(({ series }) => options.isShown(target.name, monitor, series));
        target.observe?.(monitor.name, shown);
      }
    },
    async idle() {
      await allIdle();
    },
    async stop(graceMs) {
      closing.abort();
      const overdue = setTimeout(() => stopping.abort(new Error('the worker was stopped')), graceMs);
      await allIdle();
      clearTimeout(overdue);
      await Promise.all(targets.map((target) => target.close()));
    },
  };
}

/** Delivers to one target whenever something is due. */
function createDesk(
  target: Target,
  options: PostmanOptions,
  closing: AbortSignal,
  signal: AbortSignal,
): Pick<NewsOffice, 'wake' | 'idle'> {
  const { clock, log } = options;
  let underWay: Promise<void> | undefined;
  let wanted = false;
  let timer: NodeJS.Timeout | undefined;
  closing.addEventListener('abort', () => clearTimeout(timer));

  const wake = (): void => {
    wanted = true;
    clearTimeout(timer);
    if (!closing.aborted) underWay ??= work();
  };

  const sleep = (ms: number): void => {
    clearTimeout(timer);
    if (!closing.aborted) timer = setTimeout(wake, Math.min(Math.max(ms, 0), LONGEST_SLEEP_MS)).unref();
  };

  async function work(): Promise<void> {
    while (wanted && !closing.aborted) {
      wanted = false;
      try {
        const next = await deliverWaiting(target, options, closing, signal);
        sleep(next === null ? LONGEST_SLEEP_MS : next - clock());
      } catch (err) {
        if (!signal.aborted) {
          log.error({ target: target.name, err }, 'the outbox could not be read or written; tried again');
        }
        sleep(RETRY_MS);
      }
    }
    underWay = undefined;
  }

  return {
    wake,
    async idle() {
      while (underWay !== undefined) await underWay;
    },
  };
}
