import type { BaselineDetector } from '../detectors.ts';
import type { Codec } from './codec.ts';
import { EXTREMES_ROWS, Extremes } from './extremes.ts';
import { HOUR_ROWS, Hours } from './hours.ts';
import { MEASURED_RULES, type MeasuredRule } from './measured.ts';
import type { Novelty } from './novelty.ts';
import { RecentValues } from './recent.ts';
import { Runs } from './runs.ts';

/** A measured rule speaks at so many times what its measure reaches now and then. */
const FACTOR = 2;
/** Novelty that is an alarm, and the least distance that counts as far: a share of the range, and usual steps. */
const NOVELTY_ALARM = 1.5;
const NOVELTY_FLOOR = 0.05;
const NOVELTY_STEPS = 1;
/** Values before any rule speaks. */
const APPRENTICESHIP = 200;
/** Thresholds are doubled at so many values, trebled at half of them. */
const CAUTION = 400;
const DAY_MS = 86_400_000;

/** A rule that finds the newest row out of order. */
export interface Opinion {
  readonly detector: BaselineDetector;
  /** How many times its threshold at normal sensitivity, over 1. */
  readonly excess: number;
  /** When it has probably begun, epoch ms. */
  readonly startMs: number;
  /** What was seen, and what would not have been an alarm; see `Alarm`. */
  readonly observed: number;
  readonly expected: readonly [low: number, high: number] | null;
}

/** What multiplies the threshold of a detector. */
export type Thresholds = (detector: BaselineDetector) => number;

/** A measured rule with the past of its measure. */
interface Watch {
  readonly rule: MeasuredRule;
  readonly extremes: Extremes;
}

/**
 * The rules that wake a person: each holds a measure of the last rows against its own past. None speaks before 200
 * values and, where a day fits into what they remember, before a whole day: the first morning is no fault.
 */
export class Rules {
  readonly #recent = new RecentValues();
  readonly #runs = new Runs();
  readonly #hours = new Hours();
  readonly #watches: readonly Watch[] = MEASURED_RULES.map((rule) => ({ rule, extremes: new Extremes() }));
  #unusualHour = 0;
  #values = 0;
  #firstMs = Number.NaN;
  #lastMs = Number.NaN;

  /** True once the rules know enough of the series to speak. */
  get isLearned(): boolean {
    const rememberedMs = this.#intervalMs() * EXTREMES_ROWS;
    return (
      this.#values >= APPRENTICESHIP && (this.#lastMs - this.#firstMs >= DAY_MS || rememberedMs < DAY_MS)
    );
  }

  /** How unusual the last six values all were for their hour of the day, in thresholds; 0 while unknown. */
  get unusualHour(): number {
    return this.#unusualHour;
  }

  /** Takes a value in, and tells what is wrong with it; `novelty` does not know the value yet. */
  push(timeMs: number, value: number, novelty: Novelty, thresholds: Thresholds): readonly Opinion[] {
    this.#unusualHour = this.#hours.push(timeMs, value);
    this.#recent.add(value);
    this.#runs.add(timeMs, value);
    this.#values += 1;
    this.#lastMs = timeMs;
    if (this.#values === 1) this.#firstMs = timeMs;
    const cautious: Thresholds = (detector) => thresholds(detector) * (1 + CAUTION / this.#values);
    const opinions = [this.#judgeHour(value, thresholds)];
    if (this.isLearned) {
      opinions.push(this.#judgeNovelty(value, novelty, cautious), this.#judgeRun(cautious));
    }
    for (const watch of this.#watches) {
      if (this.#recent.count >= watch.rule.needs) opinions.push(this.#judgeMeasure(watch, cautious));
    }
    return opinions.filter((opinion) => opinion !== null);
  }

  #judgeHour(value: number, thresholds: Thresholds): Opinion | null {
    const excess = this.#unusualHour;
    if (!(excess > thresholds('hour_of_day'))) return null;
    const startMs = this.#lastMs - (HOUR_ROWS - 1) * this.#intervalMs();
    return { detector: 'hour_of_day', excess, startMs, observed: value, expected: this.#hours.expected() };
  }

  #judgeNovelty(value: number, novelty: Novelty, thresholds: Thresholds): Opinion | null {
    const floor = { shareOfRange: NOVELTY_FLOOR, least: NOVELTY_STEPS * this.#recent.usualStep() };
    const excess = novelty.excess(value, floor) / NOVELTY_ALARM;
    const threshold = thresholds('novelty');
    if (!(excess > threshold)) return null;
    const expected = novelty.expected(value, floor, NOVELTY_ALARM * threshold);
    return { detector: 'novelty', excess, startMs: this.#lastMs, observed: value, expected };
  }

  #judgeRun(thresholds: Thresholds): Opinion | null {
    const limit = this.#runs.longestExpected() * thresholds('stuck');
    if (!(this.#runs.rows > limit)) return null;
    return {
      detector: 'stuck',
      excess: this.#runs.rows / this.#runs.longestExpected(),
      startMs: this.#runs.since,
      observed: (this.#lastMs - this.#runs.since) / 1000,
      expected: [0, (limit * this.#intervalMs()) / 1000],
    };
  }

  #judgeMeasure({ rule, extremes }: Watch, thresholds: Thresholds): Opinion | null {
    const measure = rule.measure(this.#recent);
    const threshold = FACTOR * Math.max(extremes.level, rule.leastSteps * this.#recent.usualStep());
    const limit = threshold * thresholds(rule.detector);
    const isKnown = this.isLearned && extremes.isKnown;
    extremes.add(measure);
    if (!isKnown || !(measure > limit)) return null;
    const excess = measure / threshold;
    const startMs = this.#lastMs - rule.begins * this.#intervalMs();
    return { detector: rule.detector, excess, startMs, ...rule.describe(this.#recent, limit) };
  }

  /** Mean time from one value to the next, ms. */
  #intervalMs(): number {
    return this.#values < 2 ? 0 : (this.#lastMs - this.#firstMs) / (this.#values - 1);
  }

  visit(codec: Codec): void {
    this.#values = codec.number(this.#values);
    this.#firstMs = codec.number(this.#firstMs);
    this.#lastMs = codec.number(this.#lastMs);
    this.#recent.visit(codec);
    this.#runs.visit(codec);
    this.#hours.visit(codec);
    for (const { extremes } of this.#watches) extremes.visit(codec);
  }
}
