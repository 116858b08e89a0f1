import { BASELINE_DETECTORS, type BaselineDetector, findsOf, VALUE_DETECTORS } from '../detectors.ts';
import type { Scales } from '../power/power.ts';
import type { BaselineSight } from '../power/sight.ts';
import { type Beside, idOf, NOTHING_BESIDE } from '../related/beside.ts';
import { RelativesRule } from '../related/rule.ts';
import type { LearnedRelation } from '../related/ties.ts';
import { scoreOf } from '../score.ts';
import { MEASURABLE } from '../spans.ts';
import { type Alarm, AlarmLog } from './alarms.ts';
import { type Codec, decodeState, encodeState } from './codec.ts';
import { Intervals } from './intervals.ts';
import { Novelty } from './novelty.ts';
import { Records } from './records.ts';
import { type Opinion, Rules, type Thresholds } from './rules.ts';
import { type BaselineSettings, thresholdFactors } from './settings.ts';
import { Trigger } from './trigger.ts';

export type { Alarm, BaselineSettings };

/** Raised whenever a field is added to the state; one that is removed or given another meaning makes old states unreadable. */
const VERSION = 4;

/** Rows that a score must stand out from, to count. */
const RECORD_ROWS = 150;
/** Novelty at which the score is 0.5. */
const NOVELTY_THRESHOLD = 1.3;
const NOVELTY_FLOOR = { shareOfRange: 0.015, least: 0 };
/** What these find is no fault of the sensor where its relatives have moved likewise. */
const LEVEL_DETECTORS: ReadonlySet<BaselineDetector> = new Set([
  'novelty',
  'hour_of_day',
  'level_shift',
  'drift',
]);
/** A drift over 300 rows must reach so many times what may be left over of a move: the course follows it meanwhile. */
const RELATIVES_SEE = 1.4;

/** What is said of one point. */
export interface PointScore {
  /** 0..1, 0.5 is the alarm threshold at normal sensitivity; 0 while too little is known. */
  readonly score: number;
  /** The score before it had to stand out from the last rows. */
  readonly raw: number;
  /** Alarms that this point has set off, usually none. */
  readonly alarms: readonly Alarm[];
}

const NO_ALARMS: readonly Alarm[] = [];
const NOTHING: PointScore = { score: 0, raw: 0, alarms: NO_ALARMS };

/**
 * The learned baseline of one series, advanced once a point. It knows no clock and draws no random numbers: the same
 * points give the same scores, and what comes later changes nothing of what was said before.
 */
export class Baseline {
  readonly #novelty = new Novelty();
  readonly #records = new Records(RECORD_ROWS);
  readonly #intervals = new Intervals();
  readonly #log = new AlarmLog();
  readonly #rules = new Rules();
  readonly #relatives = new RelativesRule();
  readonly #triggers = new Map<BaselineDetector, Trigger>(
    VALUE_DETECTORS.map((name) => [name, new Trigger()]),
  );
  readonly #threshold: Thresholds;
  #lastTime = Number.NEGATIVE_INFINITY;
  #points = 0;
  #ignored = 0;

  constructor(settings: BaselineSettings) {
    const factors = thresholdFactors(settings);
    this.#threshold = (detector) => factors.get(detector) ?? 1;
  }

  /** Time of the newest point taken in, epoch ms; minus infinity before the first. */
  get lastTime(): number {
    return this.#lastTime;
  }

  /** Points taken in, nulls among them. */
  get points(): number {
    return this.#points;
  }

  /** Points that were not newer than the last one, and left out. */
  get ignored(): number {
    return this.#ignored;
  }

  /** True once enough is known of the series for the rules to speak; gaps and the score know theirs earlier. */
  get isLearned(): boolean {
    return this.#rules.isLearned;
  }

  /** The last alarms, oldest first, each with the time until which it lasted: windows that overlap show them again. */
  get recent(): readonly Alarm[] {
    return this.#log.alarms;
  }

  /**
   * Judges a point by what came before it, then learns it. A null (NaN) only says that the sensor is alive.
   * `beside`, in row `row`: the present readings of its relatives.
   */
  push(timeMs: number, value: number, beside = NOTHING_BESIDE, row = 0): PointScore {
    if (!(timeMs > this.#lastTime)) {
      this.#ignored += 1;
      return NOTHING;
    }
    const alarms: Alarm[] = [];
    this.#interval(timeMs, alarms);
    this.#lastTime = timeMs;
    this.#points += 1;
    if (!Number.isFinite(value)) return { ...NOTHING, alarms };
    const [least, largest] = MEASURABLE;
    const bounded = Math.max(least, Math.min(largest, value));
    this.#compare(timeMs, bounded, { beside, row }, alarms);
    return this.#value(timeMs, bounded, alarms);
  }

  /** What is to be said if nothing has come until `timeMs`: an alarm when that is longer than this series ever pauses. */
  silence(timeMs: number): Alarm | null {
    return this.#pause('silence', timeMs);
  }

  /** What would be an alarm now, and what can be from when on. */
  sight(scales: Scales): BaselineSight {
    const { sees, from } = this.#rules.sight(this.#novelty, this.#threshold, scales);
    const longestSeconds = this.#intervals.longestExpectedMs() / 1000;
    const isKnown = this.#intervals.excess(1) > 0;
    const gap = isKnown ? longestSeconds * this.#threshold('time_gap') : Number.POSITIVE_INFINITY;
    const stale = isKnown ? longestSeconds * this.#threshold('silence') : Number.POSITIVE_INFINITY;
    const byRelatives =
      RELATIVES_SEE * this.#relatives.limit(this.#threshold('relatives') * this.#rules.caution);
    const drift = Math.min(sees.drift ?? Number.POSITIVE_INFINITY, byRelatives);
    return { sees: { ...sees, gap, stale, drift }, from };
  }

  /** How another series goes along with this one, by what was learned; null where it does not, or too little is known. */
  relationTo(series: string): LearnedRelation | null {
    return this.#relatives.relationTo(idOf(series));
  }

  /** The whole state, at most 64 kB; `restoreBaseline` goes on from it as if nothing had happened. */
  snapshot(): Uint8Array {
    return encodeState(VERSION, (codec) => this.visit(codec));
  }

  /** Hands every field of the state to the codec, which writes or replaces it. */
  visit(codec: Codec): void {
    this.#lastTime = codec.number(this.#lastTime);
    this.#points = codec.number(this.#points);
    this.#ignored = codec.number(this.#ignored);
    this.#novelty.visit(codec);
    this.#records.visit(codec);
    this.#intervals.visit(codec);
    this.#rules.visit(codec);
    for (const [detector, trigger] of this.#triggers) {
      if (codec.version >= BASELINE_DETECTORS[detector].since) trigger.visit(codec);
    }
    if (codec.version >= BASELINE_DETECTORS.relatives.since) this.#relatives.visit(codec);
    this.#log.visit(codec);
  }

  #interval(timeMs: number, alarms: Alarm[]): void {
    if (this.#lastTime === Number.NEGATIVE_INFINITY) return;
    const alarm = this.#pause('time_gap', timeMs);
    if (alarm !== null) this.#raise(alarm, alarms);
    this.#intervals.add(timeMs - this.#lastTime);
  }

  #pause(detector: 'silence' | 'time_gap', timeMs: number): Alarm | null {
    const pauseMs = timeMs - this.#lastTime;
    const excess = this.#intervals.excess(pauseMs);
    if (!(excess > this.#threshold(detector))) return null;
    return {
      kind: findsOf(detector),
      detector,
      start: this.#lastTime,
      end: timeMs,
      observed: pauseMs / 1000,
      expected: [0, this.#intervals.longestExpectedMs() / 1000],
      score: scoreOf(excess, 1),
    };
  }

  #compare(
    timeMs: number,
    value: number,
    { beside, row }: { readonly beside: Beside; readonly row: number },
    alarms: Alarm[],
  ): void {
    const factor = this.#threshold('relatives') * this.#rules.caution;
    const apart = this.#relatives.push(timeMs, value, beside, row, factor);
    if (apart !== null) this.#hear({ detector: 'relatives', ...apart }, timeMs, alarms);
  }

  #value(timeMs: number, value: number, alarms: Alarm[]): PointScore {
    const novelty = this.#novelty.excess(value, NOVELTY_FLOOR) / NOVELTY_THRESHOLD;
    for (const opinion of this.#rules.push(timeMs, value, this.#novelty, this.#threshold)) {
      const isWeather = this.#relatives.isCommonMove && LEVEL_DETECTORS.has(opinion.detector);
      if (!isWeather) this.#hear(opinion, timeMs, alarms);
    }
    this.#novelty.learn(value);
    const excess = Math.max(novelty, this.#rules.unusualHour);
    return { score: scoreOf(this.#records.push(excess), 1), raw: scoreOf(excess, 1), alarms };
  }

  /** A rule that speaks begins an alarm or prolongs its last one. */
  #hear(opinion: Opinion, timeMs: number, alarms: Alarm[]): void {
    const { detector, excess, startMs, endMs = timeMs, observed, expected } = opinion;
    if (this.#triggers.get(detector)?.begins(this.#points, excess) !== true) {
      this.#log.extend(detector, endMs);
      return;
    }
    const kind = findsOf(detector);
    const score = scoreOf(excess, 1);
    this.#raise({ kind, detector, start: startMs, end: endMs, observed, expected, score }, alarms);
  }

  #raise(alarm: Alarm, alarms: Alarm[]): void {
    alarms.push(alarm);
    this.#log.add(alarm);
  }
}

export function createBaseline(settings: BaselineSettings): Baseline {
  return new Baseline(settings);
}

/**
 * A baseline that goes on where the snapshot was taken, bit for bit; points that came after it are pushed again. So
 * a store may keep a snapshot now and then and the points since. Throws `database_damaged` for a later version.
 */
export function restoreBaseline(snapshot: Uint8Array, settings: BaselineSettings): Baseline {
  const baseline = new Baseline(settings);
  decodeState(VERSION, snapshot, (codec) => baseline.visit(codec));
  return baseline;
}
