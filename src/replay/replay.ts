import type { Finding } from '../detect/finding.ts';
import { inspect } from '../detect/inspect.ts';
import { isOutside } from '../detect/qartod/spans.ts';
import { operatorScore } from '../detect/score.ts';
import { createTracker, type Tracker, type TrackerSettings } from '../detect/tracker.ts';
import { TRACKER_DETECTORS } from '../detect/tracker-settings.ts';
import type { InspectSettings } from '../detect/window-test.ts';
import { needsEveryWindow } from '../detect/window-tests.ts';
import { FindingLog } from './finding-log.ts';
import { WindowBuffer } from './window-buffer.ts';

export interface ReplaySettings {
  readonly series: string;
  readonly inspect: InspectSettings;
  readonly tracker: TrackerSettings;
  /** How often a window is looked at, and how long it is, ms: as the monitor would. */
  readonly everyMs: number;
  readonly windowMs: number;
}

/** What is said of one row at the moment when it comes. */
export interface RowVerdict {
  /** 0..1, 0.5 is the alarm threshold at normal sensitivity. */
  readonly score: number;
  /** 1 where somebody is woken: once for each alarm. */
  readonly flag: 0 | 1;
  /** The score before it had to stand out from the last rows. */
  readonly raw: number;
}

/** Found row by row already; at a tick they are no news. */
const FOUND_BY_ROW: ReadonlySet<string> = new Set(['gross_range', ...Object.keys(TRACKER_DETECTORS)]);

/** Ticks after an alarm at which its window is inspected again: what it was shows in what follows. */
const TICKS_AFTER_ALARM = 6;

const NOTHING: RowVerdict = { score: 0, flag: 0, raw: 0 };

/** After so many rows in a row that came too late it is the earlier rows whose clock was wrong. */
const LATE_ROWS = 100;

export type Replay = ReturnType<typeof createReplay>;

/**
 * A series told row by row, as if it came in live: each row is scored by the baseline as it comes, and at every tick the
 * window that ends there is inspected as a run inspects it. What is said of a row never depends on later ones.
 */
export function createReplay(settings: ReplaySettings) {
  const { series, everyMs, windowMs } = settings;
  const { limits } = settings.inspect;
  const buffer = new WindowBuffer();
  const log = new FindingLog();
  let tracker: Tracker = createTracker(settings.tracker);
  let nextTick = Number.NEGATIVE_INFINITY;
  let ticksToInspect = 0;
  let lateRows = 0;
  let wasOut = false;

  /** Returns the findings that no earlier window had. */
  const inspectUntil = (end: number): readonly Finding[] => {
    const window = { start: end - windowMs, end };
    const { findings } = inspect(buffer.read(series, window), window, settings.inspect, tracker);
    return log.add(findings);
  };

  /** True when the window that was due by now has something to say that the rows did not say already. */
  const tick = (time: number): boolean => {
    const due = nextTick;
    nextTick = (Math.floor(time / everyMs) + 1) * everyMs;
    if (due === Number.NEGATIVE_INFINITY) return false;
    const always = needsEveryWindow(settings.inspect, tracker.isLearned);
    if (!always && ticksToInspect === 0 && !buffer.hasMisplaced) return false;
    ticksToInspect = Math.max(0, ticksToInspect - 1);
    return inspectUntil(due).some(({ detector }) => !FOUND_BY_ROW.has(detector));
  };

  const outOfRange = (value: number): 3 | 4 | undefined => {
    if (limits.fail !== undefined && isOutside(value, limits.fail)) return 4;
    return limits.suspect !== undefined && isOutside(value, limits.suspect) ? 3 : undefined;
  };

  const startAnew = (): void => {
    tracker = createTracker(settings.tracker);
    buffer.forget();
    nextTick = Number.NEGATIVE_INFINITY;
    lateRows = 0;
  };

  return {
    /** A row of the file; NaN for a value that is missing, and for a time that cannot be read. */
    push(time: number, value: number): RowVerdict {
      if (Number.isNaN(time)) return NOTHING;
      lateRows = time <= tracker.lastTime ? lateRows + 1 : 0;
      if (lateRows > LATE_ROWS) startAnew();
      const wakes = time >= nextTick && tick(time);
      buffer.add(time, value);
      const { score, raw, alarms } = tracker.push(time, value);
      const out = outOfRange(value);
      const isNew = alarms.length > 0 || (out !== undefined && !wasOut);
      wasOut = out !== undefined;
      // The baseline takes a null for a sign of life; only a window shows a gap that is filled with them.
      if (isNew || Number.isNaN(value)) ticksToInspect = TICKS_AFTER_ALARM;
      const flag = wakes || isNew ? 1 : 0;
      if (out === undefined) return { score, flag, raw };
      return { score: Math.max(score, operatorScore(out)), flag, raw: Math.max(raw, operatorScore(out)) };
    },

    /** What is to be said at `time`, when nothing has come since the last row. */
    silence(time: number): RowVerdict {
      const alarm = tracker.silence(time);
      inspectUntil(time);
      return alarm === null ? NOTHING : { score: alarm.score, flag: 1, raw: alarm.score };
    },

    /** Inspects what came after the last tick: the end of the file. */
    finish(): void {
      if (tracker.points > 0) inspectUntil(tracker.lastTime + 1);
    },

    get findings(): FindingLog {
      return log;
    },
  };
}
