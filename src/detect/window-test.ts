import type { SeriesWindow, Window } from '../source/source.ts';
import type { Statistics } from '../statistics/describe.ts';
import type { Finding } from './finding.ts';
import type { GrossRange } from './qartod/gross-range.ts';

/** What inspecting needs to know beside the points. */
export interface InspectSettings {
  readonly unit: string;
  /** What the operator knows about the values. */
  readonly limits: GrossRange;
}

/** A window as the tests see it: nulls are left out, the figures are computed once. */
export interface WindowContext {
  readonly window: Window;
  readonly notes: SeriesWindow['notes'];
  /** Epoch ms, rising. */
  readonly times: Float64Array;
  /** Finite, as long as `times`. */
  readonly values: Float64Array;
  readonly statistics: Statistics;
  /** The sensor's own step, in the unit of the values; 0 when unknown. */
  readonly resolution: number;
  readonly settings: InspectSettings;
}

/** One detector over one window. Pure; findings rise in time and do not overlap. */
export type WindowTest = (context: WindowContext) => readonly Finding[];
