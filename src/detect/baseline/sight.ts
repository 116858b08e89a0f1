import type { BaselineDetector } from '../detectors.ts';
import { FINDING_KIND_NAMES, type FindingKind } from '../kinds.ts';
import { mediumSize, type Scales } from '../power/power.ts';
import type { BaselineSight } from '../power/sight.ts';

/** How the rules stand, as far as it says what they would find. */
export interface RuleState {
  readonly isLearned: boolean;
  /** When they may speak, epoch ms: by what is known of the interval; NaN before the second value. */
  readonly learnedAtMs: number;
  readonly lastMs: number;
  readonly values: number;
  readonly intervalMs: number;
  /** What thresholds are multiplied by for so many values. */
  readonly caution: (values: number) => number;
  /**
   * The measure beyond which a rule speaks once nothing has to be cautious, in the unit of the measure: infinite where it is
   * switched off, NaN while the past of the measure is not known; and the values that must have been seen by then.
   */
  readonly limit: (detector: BaselineDetector) => number;
  readonly needs: (detector: BaselineDetector) => number;
  /** How far from the present level the nearest value lies, on the farther side, that would be new. */
  readonly newFrom: (caution: number) => number;
  /** Present mean move of the last rows, and the part of it that counts as calm anyway. */
  readonly meanMove: number;
  readonly calmFloor: number;
  /** When the hour of the day is known, epoch ms; in the past if it is. */
  readonly hoursKnownAtMs: number;
}

/** The smallest fault of a kind that a rule finds when its limit is multiplied by the caution. */
interface Eye {
  readonly detector: BaselineDetector;
  readonly size: (state: RuleState, noise: number, caution: number) => number;
}

/** The largest of some sixty values of normal noise, in standard deviations; and its mean move. */
const NOISE_PEAK = 2.3;
const NOISE_MOVE = 1.13;
/** Rows over which a drift grows, and those that the measure of a level shift has in view. */
const DRIFT_ROWS = 300;
const SHIFT_ROWS = 40;

/** So many times its limit, and so many times the noise beside it: what else the last rows do may hide that much. */
function by(detector: BaselineDetector, limits: number, noises: number): Eye {
  return {
    detector,
    size: (state, noise, caution) => limits * caution * state.limit(detector) + noises * noise,
  };
}

function byNovelty(share: number): Eye {
  return {
    detector: 'novelty',
    size: (state, noise, caution) =>
      share *
      (state.limit('novelty') === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : 1) *
      (state.newFrom(caution) + noise),
  };
}

/** How many times calmer than now the rows must be. */
const BY_CALM: Eye = {
  detector: 'attenuated',
  size: (state, _noise, caution) => {
    const left = 1 / (caution * state.limit('attenuated')) - state.calmFloor;
    return left > 0 ? state.meanMove / left : Number.POSITIVE_INFINITY;
  },
};

const EYES: Readonly<Partial<Record<FindingKind, readonly Eye[]>>> = {
  spike: [by('jump', 1, 2), by('peak', 1, 2), byNovelty(1)],
  dropout: [by('jump', 1, 2), by('excursion', 1, 2), byNovelty(1)],
  'level shift': [by('level_shift', 1, 1), by('jump', 1, 2), byNovelty(1)],
  // Each value of a drift is near the one before, and so never new.
  drift: [by('drift', 1, 1), by('level_shift', DRIFT_ROWS / SHIFT_ROWS, 1)],
  'noise burst': [
    by('noise_burst', 1 / NOISE_MOVE, 0),
    by('jump', 1 / NOISE_PEAK, 1),
    byNovelty(1 / NOISE_PEAK),
  ],
  attenuated: [BY_CALM],
  clipped: [by('clipped', 1, 0)],
  stuck: [by('stuck', 1, 0)],
};

/** What the rules would find as they stand, and by when they will find a fault of medium strength at the earliest. */
export function rulesSight(state: RuleState, scales: Scales): BaselineSight {
  const sees: Partial<Record<FindingKind, number>> = {};
  const from: Partial<Record<FindingKind, number>> = {};
  for (const kind of FINDING_KIND_NAMES) {
    for (const eye of EYES[kind] ?? []) {
      const size = state.isLearned ? eye.size(state, scales.noise, state.caution(state.values)) : Number.NaN;
      if (size < (sees[kind] ?? Number.POSITIVE_INFINITY)) sees[kind] = size;
      const readyMs = readyAt(eye, state, scales.noise, mediumSize(kind, scales));
      if (readyMs < (from[kind] ?? Number.POSITIVE_INFINITY)) from[kind] = readyMs;
    }
  }
  if (state.limit('hour_of_day') !== Number.POSITIVE_INFINITY) {
    if (state.lastMs >= state.hoursKnownAtMs && state.isLearned) sees['unusual level'] = 0;
    else from['unusual level'] = Math.max(state.hoursKnownAtMs, state.learnedAtMs);
  }
  return { sees, from };
}

/** Tried for `values`: with more than the last the caution is next to nothing. */
const LENGTHS = [200, 300, 400, 600, 800, 1200, 1600, 2400, 3200, 4800, 6400];

/** The moment from which on an eye will see `medium`; infinite where more of the past does not help. */
function readyAt(eye: Eye, state: RuleState, noise: number, medium: number): number {
  const needed = LENGTHS.find((values) => {
    const size = eye.size(state, noise, state.caution(values));
    // While its past is not known, the best is hoped for: "at the earliest".
    return values >= state.needs(eye.detector) && !(size > medium);
  });
  if (needed === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(state.learnedAtMs, state.lastMs + (needed - state.values) * state.intervalMs);
}
