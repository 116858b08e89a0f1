import type { MonitorConfig } from '../config/schema.ts';
import { DAY_MS, formatDuration, isoTime } from '../lib/time.ts';
import { countTicks, parseCron, ticksAfter, ticksBefore } from './cron.ts';

/** The half-open interval [start, end), epoch milliseconds; `end` is a tick of the monitor's cron expression. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** Windows that will not be read: one as a rule, after a long outage many in one record that spans them all. */
export interface SkippedWindows extends Window {
  readonly count: number;
  readonly reason: string;
}

/** What a monitor owes, oldest first. Every window since the last one is in exactly one of the two lists. */
export interface DueWindows {
  readonly due: readonly Window[];
  readonly skipped: readonly SkippedWindows[];
}

/** The part of a monitor's config that decides when its windows are due. */
export type Schedule = Pick<MonitorConfig, 'cron' | 'timezone' | 'window' | 'delay' | 'catchUp'>;

/** Skipped windows get a record each up to this many; the older ones share one. */
const MAX_SKIPPED_RECORDS = 1000;

/** How far back the first start looks for a tick: February 29 is at most eight years away. */
const FIRST_LOOK_BACK_MS = 8 * 366 * DAY_MS;

/**
 * The windows that are due at `now` (epoch ms) and not in the ledger, whose newest window ends at `lastEnd`
 * (null: it has none). A window is due `delay` after its end. The newest `catchUp` are to be read, older ones to be
 * recorded as skipped, before the others, so that a crash in between repeats and loses nothing.
 * Before the first run only the newest window is due, at once. Nothing is due while `lastEnd` lies in the future,
 * as after a clock was set back.
 */
export function dueWindows(schedule: Schedule, lastEnd: number | null, now: number): DueWindows {
  const cron = parseCron(schedule.cron, schedule.timezone);
  const until = now - schedule.delay;
  const after = lastEnd ?? until - FIRST_LOOK_BACK_MS;
  const wanted = lastEnd === null ? 1 : schedule.catchUp;
  const due: Window[] = [];
  const skipped: SkippedWindows[] = [];
  for (const tick of ticksBefore(cron, after, until)) {
    const window = windowAt(schedule, tick);
    if (due.length < wanted) {
      due.push(window);
    } else if (lastEnd === null) {
      break;
    } else if (skipped.length < MAX_SKIPPED_RECORDS) {
      skipped.push({ ...window, count: 1, reason: tooOld(schedule, now - tick) });
    } else {
      skipped.push(restOfOutage(schedule, after, tick));
      break;
    }
  }
  return { due: due.reverse(), skipped: skipped.reverse() };
}

/** The next `count` windows that are not due yet at `now`, soonest first. */
export function nextWindows(schedule: Schedule, now: number, count: number): readonly Window[] {
  const cron = parseCron(schedule.cron, schedule.timezone);
  const windows: Window[] = [];
  for (const tick of ticksAfter(cron, now - schedule.delay)) {
    if (windows.length === count) break;
    windows.push(windowAt(schedule, tick));
  }
  return windows;
}

/** How long after a tick the next one comes, ms. */
export function distanceAfter({ cron, timezone }: Pick<Schedule, 'cron' | 'timezone'>, tick: number): number {
  const [next = Number.POSITIVE_INFINITY] = ticksAfter(parseCron(cron, timezone), tick);
  return next - tick;
}

function windowAt(schedule: Schedule, tick: number): Window {
  return { start: tick - schedule.window, end: tick };
}

function tooOld(schedule: Schedule, ageMs: number): string {
  return `${formatDuration(ageMs)} old when the worker came to it; catchUp reads the newest ${schedule.catchUp}`;
}

/** All windows with an end in (after, newest], as one record. */
function restOfOutage(schedule: Schedule, after: number, newest: number): SkippedWindows {
  const cron = parseCron(schedule.cron, schedule.timezone);
  const count = countTicks(cron, after, newest);
  const [oldest = newest] = ticksAfter(cron, after, newest);
  return {
    start: oldest - schedule.window,
    end: newest,
    count,
    reason: `${count} windows that ended from ${isoTime(oldest)} to ${isoTime(newest)}; catchUp reads the newest ${schedule.catchUp}`,
  };
}
