import { describe, expect, it } from 'vitest';
import type { CheckContext } from '../../../src/factcheck/context.ts';
import type { Formula } from '../../../src/factcheck/statement/formulas.ts';
import { is, literal, statistic, verdictOn } from './support.ts';

const HOUR = 3_600_000;
/** Hourly from 18:00 on: six readings of 10, twenty-four of 20, six of 30. */
const context: CheckContext = {
  series: 'environment.temperature{room=office}',
  unit: '°C',
  truth: [],
  times: Float64Array.from({ length: 36 }, (_, at) => Date.UTC(2024, 2, 5, 18) + at * HOUR),
  values: Float64Array.from({ length: 36 }, (_, at) => (at < 6 ? 10 : at < 30 ? 20 : 30)),
};
const mean = (k: number, value: string): Formula => is(statistic('mean', { part: 'day', k }), literal(value));

describe('the k-th day', () => {
  it('is one of the calendar', () => {
    expect(verdictOn(context, [mean(1, '10.0')])).toBe('supported');
    expect(verdictOn(context, [mean(2, '20.0')])).toBe('supported');
    expect(verdictOn(context, [mean(-1, '30.0')])).toBe('supported');
  });

  it('may also be so many times 24 hours', () => {
    expect(verdictOn(context, [mean(1, '17.5')])).toBe('supported');
    expect(verdictOn(context, [mean(2, '25.0')])).toBe('supported');
  });

  it('is neither of another level, nor one that the window does not touch', () => {
    expect(verdictOn(context, [mean(1, '20.0')])).toBe('refuted');
    expect(verdictOn(context, [mean(4, '20.0')])).toBe('unverifiable');
  });
});
