import type { BaselineDetector } from '../detectors.ts';
import type { RecentValues } from './recent.ts';

/** What a rule has to say about the newest rows when it speaks. */
export interface Description {
  readonly observed: number;
  readonly expected: readonly [low: number, high: number] | null;
}

/** A quantity computed from the last rows and held against its own past. */
export interface MeasuredRule {
  readonly detector: BaselineDetector;
  /** Values that the measure needs. */
  readonly needs: number;
  /** Rows before the newest at which the fault has probably begun. */
  readonly begins: number;
  /** Rows before the newest at which it was over: left out for what may go on. */
  readonly ends?: number;
  /** It speaks at so many times what the measure reaches now and then. */
  readonly factor: number;
  /** The measure counts from this many usual steps of the sensor: what is less is the sensor's own grain. */
  readonly leastSteps: number;
  /** Never negative. */
  readonly measure: (recent: RecentValues) => number;
  /** `limit`: the measure at which the rule speaks. */
  readonly describe: (recent: RecentValues, limit: number) => Description;
}

/** What a measure reaches by itself it may reach again, and a little more. */
const FACTOR = 1.6;
/** A lamp that is off all night is calm by nature. */
const FACTOR_OF_CALM = 2;
const BURST_ROWS = 40;
/** Rows that may be too calm. */
export const CALM_ROWS = 60;
/** A calm stretch still moves by this share of a usual step: fewer moves than that do not make it calmer. */
const CALM_FLOOR = 0.05;
const CLIP_ROWS = 60;

function around(center: number, reach: number): readonly [number, number] {
  return [center - reach, center + reach];
}

/** What moves less than this, in the mean, is no calmer. */
export function calmFloor(recent: RecentValues): number {
  return CALM_FLOOR * recent.usualStep();
}

/** The rules in the order in which their state is stored. */
export const MEASURED_RULES: readonly MeasuredRule[] = [
  {
    detector: 'jump',
    needs: 6,
    begins: 0,
    factor: FACTOR,
    leastSteps: 1,
    measure: (recent) => Math.abs(recent.back(0) - recent.justBefore.median),
    describe: (recent, limit) => ({
      observed: recent.back(0),
      expected: around(recent.justBefore.median, limit),
    }),
  },
  {
    detector: 'level_shift',
    needs: 70,
    begins: 5,
    factor: FACTOR,
    leastSteps: 1,
    measure: (recent) => Math.abs(recent.newest10.median - recent.before10.median),
    describe: (recent, limit) => ({
      observed: recent.newest10.median,
      expected: around(recent.before10.median, limit),
    }),
  },
  {
    detector: 'drift',
    needs: 360,
    begins: 300,
    factor: FACTOR,
    leastSteps: 1,
    measure: (recent) => Math.abs(recent.newest60.median - recent.before300.median),
    describe: (recent, limit) => ({
      observed: recent.newest60.median,
      expected: around(recent.before300.median, limit),
    }),
  },
  {
    detector: 'noise_burst',
    needs: BURST_ROWS + 1,
    begins: BURST_ROWS / 2,
    factor: FACTOR,
    leastSteps: 0,
    measure: (recent) => recent.meanMove(BURST_ROWS),
    describe: (recent, limit) => ({ observed: recent.meanMove(BURST_ROWS), expected: [0, limit] }),
  },
  {
    detector: 'attenuated',
    needs: CALM_ROWS + 1,
    begins: CALM_ROWS,
    // A constant series with no step to compare with is as calm as it ever was.
    factor: FACTOR_OF_CALM,
    leastSteps: 0,
    measure: (recent) => 1 / (recent.meanMove(CALM_ROWS) + calmFloor(recent) || 1),
    describe: (recent, limit) => ({
      observed: recent.meanMove(CALM_ROWS),
      expected: [1 / limit - calmFloor(recent), recent.usualStep()],
    }),
  },
  {
    detector: 'clipped',
    needs: CLIP_ROWS,
    begins: CLIP_ROWS,
    factor: FACTOR,
    leastSteps: 0,
    measure: (recent) => recent.commonExtreme(CLIP_ROWS).times,
    describe: (recent) => ({ observed: recent.commonExtreme(CLIP_ROWS).value, expected: null }),
  },
  peakRule('peak', 1, 1.8),
  peakRule('excursion', 3, 2),
];

/** Rows that stand out from both sides, judged when it is known what came after them: a ramp or a step is no spike. */
function peakRule(detector: BaselineDetector, rows: number, factor: number): MeasuredRule {
  return {
    detector,
    needs: 3 * rows + 2,
    begins: 2 * rows,
    ends: rows + 1,
    factor,
    leastSteps: 1,
    measure: (recent) => recent.peak(rows),
    describe: (recent, limit) => ({
      observed: recent.back(rows + 1),
      expected: around(recent.back(rows), limit),
    }),
  };
}
