import type { MonitorConfig } from '../config/schema.ts';
import type { FindingKind } from './kinds.ts';

/** Every detector that config knows, by the name that it has in findings too. */
export type Detector = Exclude<keyof MonitorConfig['detectors'], 'sensitivity'>;

/** A detector of the learned baseline. */
interface BaselineTraits {
  readonly finds: FindingKind;
  /** By which stored alarms name it: never given to another, never changed. */
  readonly code: number;
  /** What it judges. Those of values keep a trigger, stored in the order of this table. */
  readonly judges: 'values' | 'times';
  /** Version of the baseline's state that has it first. */
  readonly since: number;
}

/** The detectors of the baseline. New ones come last. */
export const BASELINE_DETECTORS = {
  novelty: { finds: 'unusual level', code: 7, judges: 'values', since: 1 },
  hour_of_day: { finds: 'unusual level', code: 3, judges: 'values', since: 1 },
  jump: { finds: 'spike', code: 4, judges: 'values', since: 1 },
  level_shift: { finds: 'level shift', code: 5, judges: 'values', since: 1 },
  drift: { finds: 'drift', code: 2, judges: 'values', since: 1 },
  noise_burst: { finds: 'noise burst', code: 6, judges: 'values', since: 1 },
  attenuated: { finds: 'attenuated', code: 0, judges: 'values', since: 1 },
  clipped: { finds: 'clipped', code: 1, judges: 'values', since: 1 },
  stuck: { finds: 'stuck', code: 9, judges: 'values', since: 1 },
  time_gap: { finds: 'gap', code: 10, judges: 'times', since: 1 },
  silence: { finds: 'stale', code: 8, judges: 'times', since: 1 },
  relatives: { finds: 'drift', code: 11, judges: 'values', since: 2 },
  peak: { finds: 'spike', code: 12, judges: 'values', since: 3 },
  excursion: { finds: 'spike', code: 13, judges: 'values', since: 3 },
} as const satisfies Partial<Record<Detector, BaselineTraits>>;

export type BaselineDetector = keyof typeof BASELINE_DETECTORS;

function isBaselineDetector(name: string): name is BaselineDetector {
  return Object.hasOwn(BASELINE_DETECTORS, name);
}

export const BASELINE_DETECTOR_NAMES: readonly BaselineDetector[] =
  Object.keys(BASELINE_DETECTORS).filter(isBaselineDetector);

/** Those that judge values, in the order in which their triggers are stored. */
export const VALUE_DETECTORS: readonly BaselineDetector[] = BASELINE_DETECTOR_NAMES.filter(
  (name) => BASELINE_DETECTORS[name].judges === 'values',
);

/** What the detector finds; see `FINDING_KINDS`. */
export function findsOf(detector: BaselineDetector): FindingKind {
  return BASELINE_DETECTORS[detector].finds;
}

/** Version of the baseline's state that has the detector first. */
export function sinceOf(detector: BaselineDetector): number {
  return BASELINE_DETECTORS[detector].since;
}

/** The detector that stored alarms name so; undefined for a code that this program does not know. */
export function detectorOfCode(code: number): BaselineDetector | undefined {
  return BASELINE_DETECTOR_NAMES.find((name) => BASELINE_DETECTORS[name].code === code);
}
