import type { Detector } from '../detectors.ts';
import { burstSight, burstTest } from './burst.ts';
import { clippedSight, clippedTest } from './clipped.ts';
import { foreignTest } from './foreign.ts';
import { hampelSight, hampelTest } from './hampel.ts';
import { attenuatedSignalSight, attenuatedSignalTest } from './qartod/attenuated-signal.ts';
import { climatologySight, climatologyTest } from './qartod/climatology.ts';
import { flatLineSight, flatLineTest } from './qartod/flat-line.ts';
import { grossRangeSight, grossRangeTest } from './qartod/gross-range.ts';
import { rateOfChangeSight, rateOfChangeTest } from './qartod/rate-of-change.ts';
import { spikeSight, spikeTest } from './qartod/spike.ts';
import { stepSight, stepTest } from './step.ts';
import { stuckSight, stuckTest } from './stuck.ts';
import { silenceSight, silenceTest, timeGapSight, timeGapTest } from './time-gap.ts';
import { disorderedTest, duplicateTest, futureTest } from './timestamps.ts';
import type { InspectSettings, WindowTest } from './window-test.ts';

/** By the name that config and findings have for each. */
const WINDOW_TESTS: readonly (readonly [Detector, WindowTest])[] = [
  ['gross_range', { find: grossRangeTest, sight: grossRangeSight }],
  ['climatology', { find: climatologyTest, sight: climatologySight }],
  ['spike', { find: spikeTest, sight: spikeSight }],
  ['rate_of_change', { find: rateOfChangeTest, sight: rateOfChangeSight }],
  ['flat_line', { find: flatLineTest, sight: flatLineSight }],
  ['attenuated_signal', { find: attenuatedSignalTest, sight: attenuatedSignalSight }],
  ['time_gap', { find: timeGapTest, sight: timeGapSight }],
  ['silence', { find: silenceTest, sight: silenceSight }],
  ['hampel', { find: hampelTest, sight: hampelSight }],
  ['foreign', { find: foreignTest, sight: () => ({}) }],
  ['step', { find: stepTest, sight: stepSight }],
  ['burst', { find: burstTest, sight: burstSight }],
  ['stuck', { find: stuckTest, sight: stuckSight }],
  ['clipped', { find: clippedTest, sight: clippedSight }],
  ['duplicate', { find: duplicateTest, sight: () => ({ duplicate: 0 }) }],
  ['disordered', { find: disorderedTest, sight: () => ({ disordered: 0 }) }],
  ['future', { find: futureTest, sight: () => ({ future: 0 }) }],
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
