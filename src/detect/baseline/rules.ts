import { type BaselineDetector, sinceOf } from '../detectors.ts';
import type { Scales } from '../power/power.ts';
import type { BaselineSight } from '../power/sight.ts';
import type { Codec } from './codec.ts';
import { EXTREMES_ROWS, Extremes } from './extremes.ts';
import { HOUR_ROWS, Hours } from './hours.ts';
import { CALM_ROWS, calmFloor, MEASURED_RULES, type MeasuredRule } from './measured.ts';
import type { Novelty, NoveltyFloor } from './novelty.ts';
import { RecentValues } from './recent.ts';
import { Runs } from './runs.ts';
import { rulesSight } from './sight.ts';

/** Novelty that is an alarm, and the least distance that counts as far: a share of the range, and usual steps. */
const NOVELTY_ALARM = 1.5;
const NOVELTY_FLOOR = 0.05;
const NOVELTY_STEPS = 1;
/** Values before any rule speaks. */
const APPRENTICESHIP = 200;
/** Thresholds are doubled at so many values, trebled at half of them. */
const CAUTION = 400;
const DAY_MS = 86_400_000;
/** Values whose times are remembered: those that a rule judges afterwards. */
const TIMES = 12;
/** What lies between two values farther apart than so many usual intervals is no course. */
const TOO_FAR = 5;
/** Version of the baseline's state that has them first. */
const TIMES_SINCE = 3;

/** A rule that finds the newest row out of order. */
export interface Opinion {
  readonly detector: BaselineDetector;
  /** How many times its threshold at normal sensitivity, over 1. */
  readonly excess: number;
  /** When it has probably begun, epoch ms. */
  readonly startMs: number;
  /** When it was over; left out for what may go on. */
  readonly endMs?: number;
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
  /** Of the last values, the newest last; 0 for those that did not come yet. */
  readonly #times = new Float64Array(TIMES);
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

  /** What thresholds are multiplied by while little is known. */
  get caution(): number {
    return 1 + CAUTION / Math.max(1, this.#values);
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
    this.#times.copyWithin(0, 1);
    this.#times[TIMES - 1] = timeMs;
    if (this.#values === 1) this.#firstMs = timeMs;
    const cautious: Thresholds = (detector) => thresholds(detector) * this.caution;
    const opinions = [this.#judgeHour(value, thresholds)];
    if (this.isLearned) {
      opinions.push(this.#judgeNovelty(value, novelty, cautious), this.#judgeRun(cautious));
    }
    for (const watch of this.#watches) {
      if (this.#recent.count >= watch.rule.needs) opinions.push(this.#judgeMeasure(watch, cautious));
    }
    return opinions.filter((opinion) => opinion !== null);
  }

  /** What the rules would find as they stand, see `rulesSight`; `novelty` knows the last value. */
  sight(novelty: Novelty, thresholds: Thresholds, scales: Scales): BaselineSight {
    const recent = this.#recent;
    const floor = this.#noveltyFloor();
    const level = recent.newest60.median;
    return rulesSight(
      {
        isLearned: this.isLearned,
        learnedAtMs: this.#learnedAtMs(),
        lastMs: this.#lastMs,
        values: this.#values,
        intervalMs: this.#intervalMs(),
        caution: (values) => 1 + CAUTION / Math.max(1, values),
        limit: (detector) => thresholds(detector) * this.#ownLimit(detector),
        needs: (detector) => this.#watchOf(detector)?.rule.needs ?? 0,
        newFrom: (caution) => novelty.newFrom(level, floor, NOVELTY_ALARM * caution * thresholds('novelty')),
        meanMove: recent.meanMove(Math.min(CALM_ROWS, recent.count - 1)),
        calmFloor: calmFloor(recent),
        hoursKnownAtMs: this.#hours.knownAtMs(),
      },
      scales,
    );
  }

  /** Of a measured rule and of runs: what its measure may reach; NaN while nobody knows. */
  #ownLimit(detector: BaselineDetector): number {
    if (detector === 'stuck') return this.#runs.longestExpected();
    const watch = this.#watchOf(detector);
    if (watch === undefined) return 1;
    return watch.extremes.isKnown ? this.#thresholdOf(watch) : Number.NaN;
  }

  #watchOf(detector: BaselineDetector): Watch | undefined {
    return this.#watches.find(({ rule }) => rule.detector === detector);
  }

  #thresholdOf({ rule, extremes }: Watch): number {
    return rule.factor * Math.max(extremes.level, rule.leastSteps * this.#recent.usualStep());
  }

  #noveltyFloor(): NoveltyFloor {
    return { shareOfRange: NOVELTY_FLOOR, least: NOVELTY_STEPS * this.#recent.usualStep() };
  }

  /** When the rules may speak, by the interval so far, epoch ms; NaN before the second value. */
  #learnedAtMs(): number {
    if (this.#values < 2) return Number.NaN;
    const intervalMs = this.#intervalMs();
    const enough = this.#lastMs + (APPRENTICESHIP - this.#values) * intervalMs;
    return intervalMs * EXTREMES_ROWS < DAY_MS ? enough : Math.max(enough, this.#firstMs + DAY_MS);
  }

  #judgeHour(value: number, thresholds: Thresholds): Opinion | null {
    const excess = this.#unusualHour;
    if (!(excess > thresholds('hour_of_day'))) return null;
    const startMs = this.#lastMs - (HOUR_ROWS - 1) * this.#intervalMs();
    return { detector: 'hour_of_day', excess, startMs, observed: value, expected: this.#hours.expected() };
  }

  #judgeNovelty(value: number, novelty: Novelty, thresholds: Thresholds): Opinion | null {
    const floor = this.#noveltyFloor();
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

  #judgeMeasure(watch: Watch, thresholds: Thresholds): Opinion | null {
    const { rule, extremes } = watch;
    const measure = rule.ends !== undefined && this.#hasPause(rule.needs) ? 0 : rule.measure(this.#recent);
    const threshold = this.#thresholdOf(watch);
    const limit = threshold * thresholds(rule.detector);
    const isKnown = this.isLearned && extremes.isKnown;
    extremes.add(measure);
    if (!isKnown || !(measure > limit)) return null;
    const excess = measure / threshold;
    const opinion = { detector: rule.detector, excess, ...rule.describe(this.#recent, limit) };
    const startMs = this.#timeOf(rule.begins);
    return rule.ends === undefined
      ? { ...opinion, startMs }
      : { ...opinion, startMs, endMs: this.#timeOf(rule.ends) };
  }

  /** True where the last `rows` values did not come one after another. */
  #hasPause(rows: number): boolean {
    const longestMs = TOO_FAR * this.#intervalMs();
    for (let row = TIMES - rows + 1; row < TIMES; row += 1) {
      if (!((this.#times[row] ?? 0) - (this.#times[row - 1] ?? 0) <= longestMs)) return true;
    }
    return false;
  }

  /** When the value `rows` before the newest came, epoch ms: by the usual interval, where that is not remembered. */
  #timeOf(rows: number): number {
    const remembered = this.#times[TIMES - 1 - rows] ?? 0;
    return remembered > 0 ? remembered : this.#lastMs - rows * this.#intervalMs();
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
    for (const { rule, extremes } of this.#watches) {
      if (codec.version >= sinceOf(rule.detector)) extremes.visit(codec);
    }
    if (codec.version >= TIMES_SINCE) codec.array(this.#times, TIMES);
  }
}
