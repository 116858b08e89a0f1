import type { Finding } from '../../finding.ts';
import type { Sight } from '../../power/sight.ts';
import { operatorScore } from '../../score.ts';
import { formatInterval, formatSpan, formatValue } from '../../sentence.ts';
import { MEASURABLE, ordered, type Span } from '../../spans.ts';
import type { WindowContext } from '../window-test.ts';
import { flaggedIntervals, type Interval } from './flagged-intervals.ts';
import { grossRangeFlags } from './gross-range-flags.ts';

/** Values that left the operator's limits; without any, those that no sensor can measure. */
export function grossRangeTest(context: WindowContext): readonly Finding[] {
  const { values, settings } = context;
  const { suspect, fail = MEASURABLE } = settings.limits;
  const expected = suspect ?? fail;
  const flags = grossRangeFlags(values, suspect === undefined ? { fail } : { suspect, fail });
  return flaggedIntervals(flags).map((interval) => outOfRange(context, interval, ordered(expected)));
}

function outOfRange(context: WindowContext, interval: Interval, expected: Span): Finding {
  const { times, values, settings } = context;
  const start = times[interval.from] ?? Number.NaN;
  const end = times[interval.to] ?? Number.NaN;
  const observed = farthestOutside(values.subarray(interval.from, interval.to + 1), expected);
  const where = observed > expected[1] ? 'above' : 'below';
  return {
    kind: 'out of range',
    detector: 'gross_range',
    flag: interval.flag,
    start,
    end,
    points: interval.points,
    observed,
    expected,
    score: operatorScore(interval.flag),
    sentence:
      `Out of range ${formatInterval(start, end)}: ${formatValue(observed, settings.unit)} is ${where} ` +
      `the limits of ${formatSpan(expected, settings.unit)}.`,
  };
}

function farthestOutside(values: Float64Array, span: Span): number {
  let farthest = Number.NaN;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    const distance = Math.max(span[0] - value, value - span[1]);
    if (distance > most) [farthest, most] = [value, distance];
  }
  return farthest;
}

/** Nothing is outside of limits that nobody set. */
export function grossRangeSight(): Sight {
  return { 'out of range': 0 };
}
