import { clippedTest } from './clipped.ts';
import { hampelTest } from './hampel.ts';
import { attenuatedSignalTest } from './qartod/attenuated-signal.ts';
import { climatologyTest } from './qartod/climatology.ts';
import { flatLineTest } from './qartod/flat-line.ts';
import { grossRangeTest } from './qartod/gross-range.ts';
import { rateOfChangeTest } from './qartod/rate-of-change.ts';
import { spikeTest } from './qartod/spike.ts';
import { stuckTest } from './stuck.ts';
import { silenceTest, timeGapTest } from './time-gap.ts';
import { disorderedTest, duplicateTest, futureTest } from './timestamps.ts';
import type { InspectSettings, WindowTest } from './window-test.ts';

type Name = keyof InspectSettings['detectors'];

/** By the name that config and findings have for each. */
const WINDOW_TESTS: readonly (readonly [Name, WindowTest])[] = [
  ['gross_range', grossRangeTest],
  ['climatology', climatologyTest],
  ['spike', spikeTest],
  ['rate_of_change', rateOfChangeTest],
  ['flat_line', flatLineTest],
  ['attenuated_signal', attenuatedSignalTest],
  ['time_gap', timeGapTest],
  ['silence', silenceTest],
  ['hampel', hampelTest],
  ['stuck', stuckTest],
  ['clipped', clippedTest],
  ['duplicate', duplicateTest],
  ['disordered', disorderedTest],
  ['future', futureTest],
];

/** The tests that are not switched off; those that need the operator's thresholds find nothing without them. */
export function windowTests({ detectors }: InspectSettings): readonly WindowTest[] {
  return WINDOW_TESTS.filter(([name]) => detectors[name] !== false).map(([, test]) => test);
}

/**
 * False where only alarms, limits and misplaced rows can lead to a finding: where the baseline knows the series and the
 * operator set no thresholds, a window without any of them has none.
 */
export function needsEveryWindow({ detectors }: InspectSettings, learned: boolean): boolean {
  const { climatology, spike, rate_of_change, flat_line, attenuated_signal, time_gap, silence } = detectors;
  const thresholds = [spike, rate_of_change, flat_line, attenuated_signal, time_gap, silence];
  return !learned || climatology.length > 0 || thresholds.some((chosen) => typeof chosen === 'object');
}
