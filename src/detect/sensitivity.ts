import type { InspectSettings } from './window-test.ts';

const SENSITIVITY_FACTOR = { low: 1.5, normal: 1, high: 0.75 } as const;
/** One step of feedback moves a threshold by a quarter. */
const STEP_FACTOR = 1.25;

/**
 * What a detector's own threshold is multiplied by before it speaks. Its score is not: 0.5 stays the threshold at
 * normal sensitivity. Thresholds that the operator set are his and stay as they are.
 */
export function thresholdFactor({ detectors, steps = {} }: InspectSettings, detector: string): number {
  return SENSITIVITY_FACTOR[detectors.sensitivity] * STEP_FACTOR ** (steps[detector] ?? 0);
}
