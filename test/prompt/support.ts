import type { Finding } from '../../src/detect/finding.ts';
import type { FindingKind } from '../../src/detect/kinds.ts';
import { ALL_JUDGED } from '../../src/detect/power/power.ts';
import type { WindowView } from '../../src/prompt/facts.ts';
import { describe } from '../../src/statistics/describe.ts';

export const START = Date.parse('2015-02-05T14:00:00Z');
export const MINUTE = 60_000;

/** A window of one value a minute from 14:00 UTC on. */
export function viewOf(values: readonly number[], changes: Partial<WindowView> = {}): WindowView {
  const times = Float64Array.from(values, (_, index) => START + index * MINUTE);
  return {
    monitor: 'office-temperature',
    series: 'environment.temperature{room=office}',
    unit: '°C',
    window: { start: START, end: START + Math.max(values.length, 1) * MINUTE },
    statistics: describe(times, Float64Array.from(values)),
    findings: [],
    verdict: 'normal',
    judged: ALL_JUDGED,
    limits: {},
    ...changes,
  };
}

/** An hour around 21.5 that moves by a few tenths. */
export function calmHour(): number[] {
  return Array.from({ length: 60 }, (_, index) => 21.5 + Math.round(30 * Math.sin(index / 9)) / 100);
}

export function finding(kind: FindingKind, changes: Partial<Finding> = {}): Finding {
  return {
    kind,
    detector: 'given',
    flag: 4,
    start: START + 10 * MINUTE,
    end: START + 10 * MINUTE,
    points: 1,
    observed: 31.2,
    expected: [21.1, 21.9],
    score: 0.9,
    sentence: '',
    ...changes,
  };
}
