import type { Points } from '../detect/baseline/intake.ts';

/** Which baseline: one for each series and source, so that a fallback's data never mixes with the sensor's. */
export interface BaselineKey {
  readonly monitor: string;
  readonly series: string;
  readonly source: string;
}

/** One step of a baseline: the points it was given, or a whole new snapshot. */
export interface BaselineStep extends BaselineKey {
  /** Number of this step: one more than that of the step it builds on. */
  readonly seq: number;
  readonly content:
    | ({ readonly kind: 'points' } & Points)
    | { readonly kind: 'snapshot'; readonly snapshot: Uint8Array };
}

/** A baseline at rest: the snapshot, and every point pushed since, in order. */
export interface StoredBaseline extends Points {
  readonly seq: number;
  readonly snapshot: Uint8Array;
}
