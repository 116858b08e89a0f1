import type { MonitorConfig } from '../../config/schema.ts';
import type { SeriesWindow, Window } from '../../source/source.ts';
import type { Statistics } from '../../statistics/describe.ts';
import type { Finding } from '../finding.ts';
import type { Sight } from '../power/sight.ts';
import { sensitivityFactor } from '../sensitivity.ts';

/** What inspecting takes from a monitor's config; thresholds and limits are in the unit of the values. */
export type InspectSettings = Pick<MonitorConfig, 'unit' | 'limits' | 'timezone' | 'detectors'> & {
  /** By detector: steps by which the user's feedback on this series made it less sensitive. */
  readonly steps?: Readonly<Record<string, number>>;
  /** False where a baseline may still be learned from a past: then nobody knows from when on it can judge. */
  readonly beginsNow?: boolean;
};

/** A window as the tests see it: nulls are left out, the figures are computed once. */
export interface WindowContext {
  readonly window: Window;
  readonly notes: SeriesWindow['notes'];
  /** Epoch ms, rising. */
  readonly times: Float64Array;
  /** Finite, as long as `times`. */
  readonly values: Float64Array;
  /** Times of the points after the window's end, epoch ms, rising. */
  readonly later: Float64Array;
  readonly statistics: Statistics;
  /** True when a baseline knows the series: tests that can only guess from the window leave it the word. */
  readonly learned: boolean;
  readonly settings: InspectSettings;
}

/** What a detector multiplies its own threshold by. */
export function thresholdFactor({ detectors, steps = {} }: InspectSettings, detector: string): number {
  return sensitivityFactor(detectors.sensitivity, steps[detector]);
}

/** One detector over one window. Pure. */
export interface WindowTest {
  /** Findings rise in time and do not overlap. */
  readonly find: (context: WindowContext) => readonly Finding[];
  /** What it would have found, had it been there; `noise` is that of the window. */
  readonly sight: (context: WindowContext, noise: number) => Sight;
}
