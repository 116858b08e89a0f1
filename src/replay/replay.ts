import {
  type Alarm,
  type Baseline,
  type BaselineSettings,
  createBaseline,
} from '../detect/baseline/baseline.ts';
import { BASELINE_DETECTOR_NAMES } from '../detect/detectors.ts';
import type { Finding } from '../detect/finding.ts';
import { inspect } from '../detect/inspect.ts';
import { operatorScore } from '../detect/score.ts';
import { isOutside } from '../detect/spans.ts';
import type { InspectSettings } from '../detect/window/window-test.ts';
import { needsEveryWindow } from '../detect/window/window-tests.ts';
import { FindingLog } from './finding-log.ts';
import { WindowBuffer } from './window-buffer.ts';

export interface ReplaySettings {
  readonly series: string;
  readonly inspect: InspectSettings;
  readonly baseline: BaselineSettings;
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
const FOUND_BY_ROW: ReadonlySet<string> = new Set(['gross_range', ...BASELINE_DETECTOR_NAMES]);

/** Ticks after an alarm at which its window is inspected again: what it was shows in what follows. */
const TICKS_AFTER_ALARM = 6;

/** Alarms of the baseline that are no farther apart are of one cause, and wake nobody a second time. */
const ONE_CAUSE_ROWS = 60;

const NOTHING: RowVerdict = { score: 0, flag: 0, raw: 0 };

/** After so many rows in a row that came too late it is the earlier rows whose clock was wrong. */
const LATE_ROWS = 100;

/** Years that a calendar has; beyond them no hour or weekday can be told. */
const LAST_TIME = Date.UTC(9999, 11, 31);

function isMoment(time: number): boolean {
  return Math.abs(time) <= LAST_TIME;
}

/**
 * A series told row by row, as if it came in live: each row is scored by the baseline as it comes, and at every tick the
 * window that ends there is inspected as a run inspects it. What is said of a row never depends on later ones.
 */
export class Replay {
  readonly findings = new FindingLog();
  readonly #settings: ReplaySettings;
  readonly #buffer = new WindowBuffer();
  #baseline: Baseline;
  #nextTick = Number.NEGATIVE_INFINITY;
  #ticksToInspect = 0;
  #lateRows = 0;
  #rowsSinceAlarm = Number.POSITIVE_INFINITY;
  #wasOut = false;

  constructor(settings: ReplaySettings) {
    this.#settings = settings;
    this.#baseline = createBaseline(settings.baseline);
  }

  /** A row of the past that nobody asks about: it is learned and not judged. */
  learn(time: number, value: number): void {
    if (!isMoment(time)) return;
    this.#buffer.add(time, value);
    this.#baseline.push(time, value);
  }

  /** A row of the file; NaN for a value that is missing, and for a time that cannot be read. */
  push(time: number, value: number): RowVerdict {
    if (!isMoment(time)) return NOTHING;
    this.#lateRows = time <= this.#baseline.lastTime ? this.#lateRows + 1 : 0;
    if (this.#lateRows > LATE_ROWS) this.#startAnew();
    const tickWakes = time >= this.#nextTick && this.#tick(time);
    this.#buffer.add(time, value);
    const { score, raw, alarms } = this.#baseline.push(time, value);
    const out = this.#outOfRange(value);
    const wakes = this.#isNewCause(alarms) || (out !== undefined && !this.#wasOut);
    this.#wasOut = out !== undefined;
    // The baseline takes a null for a sign of life; only a window shows a gap that is filled with them.
    if (wakes || alarms.length > 0 || Number.isNaN(value)) this.#ticksToInspect = TICKS_AFTER_ALARM;
    const flag = tickWakes || wakes ? 1 : 0;
    if (out === undefined) return { score, flag, raw };
    return { score: Math.max(score, operatorScore(out)), flag, raw: Math.max(raw, operatorScore(out)) };
  }

  /** What is to be said at `time`, when nothing has come since the last row. */
  silence(time: number): RowVerdict {
    const alarm = this.#baseline.silence(time);
    this.#inspectUntil(time);
    return alarm === null ? NOTHING : { score: alarm.score, flag: 1, raw: alarm.score };
  }

  /** Inspects what came after the last tick: the end of the file. */
  finish(): void {
    if (this.#baseline.points > 0) this.#inspectUntil(this.#baseline.lastTime + 1);
  }

  /** True when the window that was due by now has something to say that the rows did not say already. */
  #tick(time: number): boolean {
    const { everyMs, inspect: settings } = this.#settings;
    const due = this.#nextTick;
    this.#nextTick = (Math.floor(time / everyMs) + 1) * everyMs;
    if (due === Number.NEGATIVE_INFINITY) return false;
    const always = needsEveryWindow(settings, this.#baseline.isLearned);
    if (!always && this.#ticksToInspect === 0 && !this.#buffer.hasMisplaced) return false;
    this.#ticksToInspect = Math.max(0, this.#ticksToInspect - 1);
    return this.#inspectUntil(due).some(({ detector }) => !FOUND_BY_ROW.has(detector));
  }

  /** Returns the findings that no earlier window had. */
  #inspectUntil(end: number): readonly Finding[] {
    const { series, windowMs, inspect: settings } = this.#settings;
    const window = { start: end - windowMs, end };
    const { findings } = inspect(this.#buffer.read(series, window), window, settings, this.#baseline);
    return this.findings.add(findings);
  }

  #outOfRange(value: number): 3 | 4 | undefined {
    const { fail, suspect } = this.#settings.inspect.limits;
    if (fail !== undefined && isOutside(value, fail)) return 4;
    return suspect !== undefined && isOutside(value, suspect) ? 3 : undefined;
  }

  #isNewCause(alarms: readonly Alarm[]): boolean {
    this.#rowsSinceAlarm++;
    if (alarms.length === 0) return false;
    const isRested = this.#rowsSinceAlarm > ONE_CAUSE_ROWS;
    this.#rowsSinceAlarm = 0;
    return isRested || alarms.some(({ kind }) => kind === 'gap');
  }

  #startAnew(): void {
    this.#baseline = createBaseline(this.#settings.baseline);
    this.#buffer.forget();
    this.#nextTick = Number.NEGATIVE_INFINITY;
    this.#lateRows = 0;
  }
}
