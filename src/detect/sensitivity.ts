/** How easily detectors speak. */
export type Sensitivity = 'low' | 'normal' | 'high';

const FACTOR: Readonly<Record<Sensitivity, number>> = { low: 1.5, normal: 1, high: 0.75 };
/** One step of feedback moves a threshold by a quarter. */
const STEP_FACTOR = 1.25;

/**
 * What a detector's own threshold is multiplied by before it speaks; `steps` are those of feedback. Its score is not: 0.5
 * stays the threshold at normal sensitivity. Thresholds that the operator set are his and stay as they are.
 */
export function sensitivityFactor(sensitivity: Sensitivity, steps = 0): number {
  return FACTOR[sensitivity] * STEP_FACTOR ** steps;
}
