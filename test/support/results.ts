import { NO_NOTES } from '../../src/source/source.ts';
import { describe } from '../../src/statistics/describe.ts';
import type { NewResult } from '../../src/store/result.ts';

/** A plain, normal result of three points, to be varied. */
export function newResult(changes: Partial<NewResult> = {}): NewResult {
  return {
    series: 'environment.temperature{room=lab}',
    unit: '°C',
    points: 3,
    statistics: describe(Float64Array.of(0, 60_000, 120_000), Float64Array.of(20, 21, 22)),
    verdict: 'normal',
    score: 0.1,
    findings: [],
    origin: null,
    judged: [
      { kind: 'spike', judged: true, from: 0.5, when: null },
      { kind: 'drift', judged: false, from: null, when: 86_400_000 },
    ],
    summary: 'The temperature was steady.',
    notes: NO_NOTES,
    toBeAsked: false,
    ...changes,
  };
}
