import type { FindingKind } from '../finding.ts';
import { type Sensitivity, sensitivityFactor } from '../sensitivity.ts';

/** What each detector of the baseline finds. */
export const BASELINE_DETECTORS = {
  novelty: 'unusual level',
  hour_of_day: 'unusual level',
  jump: 'spike',
  level_shift: 'level shift',
  drift: 'drift',
  noise_burst: 'noise burst',
  attenuated: 'attenuated',
  clipped: 'clipped',
  stuck: 'stuck',
  time_gap: 'gap',
  silence: 'stale',
} as const satisfies Record<string, FindingKind>;

/** Those that judge values; the others judge times. Their state is stored in this order. */
export const RULE_DETECTORS = [
  'novelty',
  'hour_of_day',
  'jump',
  'level_shift',
  'drift',
  'noise_burst',
  'attenuated',
  'clipped',
  'stuck',
] as const satisfies readonly BaselineDetector[];

export type BaselineDetector = keyof typeof BASELINE_DETECTORS;

export interface DetectorSettings {
  /** False switches its alarms off; it goes on learning. */
  readonly enabled?: boolean;
  /** Steps by which the user's feedback made it less sensitive (negative: more), each a quarter of the threshold. */
  readonly steps?: number;
}

/** What a user may set for the series of a monitor. Nothing of it is part of a snapshot. */
export interface BaselineSettings {
  readonly sensitivity: Sensitivity;
  readonly detectors: Readonly<Partial<Record<BaselineDetector, DetectorSettings>>>;
}

export const DEFAULT_BASELINE_SETTINGS: BaselineSettings = { sensitivity: 'normal', detectors: {} };

/** What each detector's threshold is multiplied by; infinite where it is switched off. */
export function thresholdFactors(settings: BaselineSettings): Readonly<Record<BaselineDetector, number>> {
  const factorOf = (detector: BaselineDetector): number => {
    const { enabled = true, steps = 0 } = settings.detectors[detector] ?? {};
    return enabled ? sensitivityFactor(settings.sensitivity, steps) : Number.POSITIVE_INFINITY;
  };
  return {
    time_gap: factorOf('time_gap'),
    silence: factorOf('silence'),
    novelty: factorOf('novelty'),
    hour_of_day: factorOf('hour_of_day'),
    jump: factorOf('jump'),
    level_shift: factorOf('level_shift'),
    drift: factorOf('drift'),
    noise_burst: factorOf('noise_burst'),
    attenuated: factorOf('attenuated'),
    clipped: factorOf('clipped'),
    stuck: factorOf('stuck'),
  };
}
