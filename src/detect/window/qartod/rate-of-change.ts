import { formatDuration } from '../../../lib/time.ts';
import type { Finding } from '../../finding.ts';
import type { Sight } from '../../power/sight.ts';
import { operatorScore } from '../../score.ts';
import { formatInterval, formatValue } from '../../sentence.ts';
import type { WindowContext } from '../window-test.ts';
import { flaggedIntervals, type Interval } from './flagged-intervals.ts';
import { rateOfChangeFlags, wholeSeconds } from './rate-of-change-flags.ts';

/** Steps faster than the operator's own thresholds. */
export function rateOfChangeTest(context: WindowContext): readonly Finding[] {
  const { rate_of_change: thresholds } = context.settings.detectors;
  if (thresholds === undefined) return [];
  const flags = rateOfChangeFlags(context.times, context.values, thresholds);
  return flaggedIntervals(flags).map((interval) => fastChange(context, interval, thresholds.suspect));
}

function fastChange(
  context: WindowContext,
  { from, to, flag, points }: Interval,
  allowedPerSecond: number,
): Finding {
  const { times, values, settings } = context;
  const stepAt = (row: number) => (values[row] ?? 0) - (values[row - 1] ?? 0);
  const secondsAt = (row: number) => Math.max(1, wholeSeconds((times[row] ?? 0) - (times[row - 1] ?? 0)));
  let fastest = from;
  for (let row = from; row <= to; row++) {
    if (Math.abs(stepAt(row) / secondsAt(row)) > Math.abs(stepAt(fastest) / secondsAt(fastest)))
      fastest = row;
  }
  const seconds = secondsAt(fastest);
  const observed = stepAt(fastest);
  const allowed = allowedPerSecond * seconds;
  const [start, end] = [times[from - 1] ?? Number.NaN, times[to] ?? Number.NaN];
  return {
    kind: 'rate of change',
    detector: 'rate_of_change',
    flag,
    start,
    end,
    points,
    observed,
    expected: [-allowed, allowed],
    score: operatorScore(flag),
    sentence:
      `Fast change ${formatInterval(start, end)}: by ${formatValue(observed, settings.unit)} within ` +
      `${formatDuration(seconds * 1000)}, where at most ${formatValue(allowed, settings.unit)} is expected.`,
  };
}

export function rateOfChangeSight({ settings }: WindowContext): Sight {
  return settings.detectors.rate_of_change === undefined ? {} : { 'rate of change': 0 };
}
