import { BASELINE_DETECTOR_NAMES, type BaselineDetector } from '../detectors.ts';
import { type Sensitivity, sensitivityFactor } from '../sensitivity.ts';

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

/** What a detector's threshold is multiplied by; infinite where it is switched off. */
export function thresholdFactor(settings: BaselineSettings, detector: BaselineDetector): number {
  const { enabled = true, steps = 0 } = settings.detectors[detector] ?? {};
  return enabled ? sensitivityFactor(settings.sensitivity, steps) : Number.POSITIVE_INFINITY;
}

/** The same for all of them, looked up once: it is asked several times a point. */
export function thresholdFactors(settings: BaselineSettings): ReadonlyMap<BaselineDetector, number> {
  return new Map(BASELINE_DETECTOR_NAMES.map((name) => [name, thresholdFactor(settings, name)]));
}
