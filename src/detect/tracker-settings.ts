import type { FindingKind } from './finding.ts';

/** What each detector of the tracker finds. */
export const TRACKER_DETECTORS = {
  novelty: 'unusual level',
  time_gap: 'gap',
  silence: 'stale',
} as const satisfies Record<string, FindingKind>;

export type TrackerDetector = keyof typeof TRACKER_DETECTORS;

export type Sensitivity = 'low' | 'normal' | 'high';

export interface DetectorSettings {
  /** False switches its alarms off; it goes on learning. */
  readonly enabled?: boolean;
  /** Steps by which the user's feedback made it less sensitive (negative: more), each a quarter of the threshold. */
  readonly steps?: number;
}

/** What a user may set for the series of a monitor. Nothing of it is part of a snapshot. */
export interface TrackerSettings {
  readonly sensitivity: Sensitivity;
  readonly detectors: Readonly<Partial<Record<TrackerDetector, DetectorSettings>>>;
}

export const DEFAULT_TRACKER_SETTINGS: TrackerSettings = { sensitivity: 'normal', detectors: {} };

const SENSITIVITY_FACTOR: Readonly<Record<Sensitivity, number>> = { low: 1.5, normal: 1, high: 0.75 };
const STEP_FACTOR = 1.25;

/** What a detector's threshold is multiplied by; infinite where it is switched off. */
export function thresholdFactor(settings: TrackerSettings, detector: TrackerDetector): number {
  const { enabled = true, steps = 0 } = settings.detectors[detector] ?? {};
  return enabled ? SENSITIVITY_FACTOR[settings.sensitivity] * STEP_FACTOR ** steps : Number.POSITIVE_INFINITY;
}
