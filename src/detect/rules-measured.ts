import type { RecentValues } from './rules-recent.ts';
import type { TrackerDetector } from './tracker-settings.ts';

/** What a rule has to say about the newest rows when it speaks. */
export interface Description {
  readonly observed: number;
  readonly expected: readonly [low: number, high: number] | null;
}

/** A quantity computed from the last rows and held against its own past. */
export interface MeasuredRule {
  readonly detector: TrackerDetector;
  /** Values that the measure needs. */
  readonly needs: number;
  /** Rows before the newest at which the fault has probably begun. */
  readonly begins: number;
  /** Never negative. */
  readonly measure: (recent: RecentValues) => number;
  /** `limit`: the measure at which the rule speaks. */
  readonly describe: (recent: RecentValues, limit: number) => Description;
}

const JUMP_ROWS = 5;
const NEW_LEVEL_ROWS = 10;
const OLD_LEVEL_ROWS = 60;
const DRIFT_ROWS = 60;
const DRIFT_BACK = 300;
const BURST_ROWS = 40;
const CALM_ROWS = 60;
/** A calm stretch still moves by this share of a usual step: fewer moves than that do not make it calmer. */
const CALM_FLOOR = 0.05;
const CLIP_ROWS = 60;

function around(center: number, reach: number): readonly [number, number] {
  return [center - reach, center + reach];
}

function oldLevel(recent: RecentValues): number {
  return recent.median(NEW_LEVEL_ROWS, OLD_LEVEL_ROWS);
}

function calmFloor(recent: RecentValues): number {
  return CALM_FLOOR * recent.usualStep();
}

/** The rules in the order in which their state is stored. */
export const MEASURED_RULES: readonly MeasuredRule[] = [
  {
    detector: 'jump',
    needs: JUMP_ROWS + 1,
    begins: 0,
    measure: (recent) => Math.abs(recent.back(0) - recent.median(1, JUMP_ROWS)),
    describe: (recent, limit) => ({
      observed: recent.back(0),
      expected: around(recent.median(1, JUMP_ROWS), limit),
    }),
  },
  {
    detector: 'level_shift',
    needs: NEW_LEVEL_ROWS + OLD_LEVEL_ROWS,
    begins: NEW_LEVEL_ROWS / 2,
    measure: (recent) => Math.abs(recent.median(0, NEW_LEVEL_ROWS) - oldLevel(recent)),
    describe: (recent, limit) => ({
      observed: recent.median(0, NEW_LEVEL_ROWS),
      expected: around(oldLevel(recent), limit),
    }),
  },
  {
    detector: 'drift',
    needs: DRIFT_BACK + DRIFT_ROWS,
    begins: DRIFT_BACK,
    measure: (recent) => Math.abs(recent.median(0, DRIFT_ROWS) - recent.median(DRIFT_BACK, DRIFT_ROWS)),
    describe: (recent, limit) => ({
      observed: recent.median(0, DRIFT_ROWS),
      expected: around(recent.median(DRIFT_BACK, DRIFT_ROWS), limit),
    }),
  },
  {
    detector: 'noise_burst',
    needs: BURST_ROWS + 1,
    begins: BURST_ROWS / 2,
    measure: (recent) => recent.meanMove(BURST_ROWS),
    describe: (recent, limit) => ({ observed: recent.meanMove(BURST_ROWS), expected: [0, limit] }),
  },
  {
    detector: 'attenuated',
    needs: CALM_ROWS + 1,
    begins: CALM_ROWS,
    // A constant series with no step to compare with is as calm as it ever was.
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
    measure: (recent) => recent.commonExtreme(CLIP_ROWS).times,
    describe: (recent) => ({ observed: recent.commonExtreme(CLIP_ROWS).value, expected: null }),
  },
];
