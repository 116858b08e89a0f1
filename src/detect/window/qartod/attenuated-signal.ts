import { formatDuration } from '../../../lib/time.ts';
import type { Finding, Flag } from '../../finding.ts';
import type { Sight } from '../../power/sight.ts';
import { operatorScore } from '../../score.ts';
import { formatInterval, formatValue } from '../../sentence.ts';
import type { WindowContext } from '../window-test.ts';
import { type AttenuationThresholds, attenuatedSignalFlags, spreadOf } from './attenuated-signal-flags.ts';
import { flaggedIntervals, type Interval } from './flagged-intervals.ts';

/** A signal that moves less than the operator's own thresholds ask for, in the window or in stretches of it. */
export function attenuatedSignalTest(context: WindowContext): readonly Finding[] {
  const { times, values, settings, window } = context;
  const { attenuated_signal: chosen } = settings.detectors;
  if (chosen === undefined) return [];
  const { suspect, fail, check, period = window.end - window.start } = chosen;
  const isStretch = period < window.end - window.start;
  const thresholds = { suspect, fail, check, periodSeconds: isStretch ? period / 1000 : undefined };
  const flags = attenuatedSignalFlags(times, values, thresholds);
  // A stretch that the window cuts short would look quiet for its shortness.
  const isWhole = (row: number) => !isStretch || (times[row] ?? 0) - window.start >= period;
  const judged = flags.map((flag, row): Flag => (isWhole(row) ? flag : 2));
  return flaggedIntervals(judged).map((interval) => attenuated(context, interval, period, thresholds));
}

function attenuated(
  context: WindowContext,
  { from, to, flag }: Interval,
  periodMs: number,
  thresholds: AttenuationThresholds,
): Finding {
  const { times, values, settings, window, statistics } = context;
  const end = times[to] ?? Number.NaN;
  const start = Math.max(times[0] ?? window.start, (times[from] ?? Number.NaN) - periodMs);
  const first = times.findIndex((time) => time >= start);
  const observed = spreadOf(values.subarray(first, to + 1), thresholds);
  const spread = thresholds.check === 'range' ? 'range' : 'standard deviation';
  return {
    kind: 'attenuated',
    detector: 'attenuated_signal',
    flag,
    start,
    end,
    points: to - first + 1,
    observed,
    expected: [thresholds.suspect, Math.max(thresholds.suspect, statistics.max - statistics.min)],
    score: operatorScore(flag),
    sentence:
      `Attenuated ${formatInterval(start, end)}: the ${spread} over ${formatDuration(periodMs)} is ` +
      `${formatValue(observed, settings.unit)}, where at least ${formatValue(thresholds.suspect, settings.unit)} is expected.`,
  };
}

/** By the spread of the whole window: so many times calmer, and it is under the threshold. */
export function attenuatedSignalSight({ settings, values }: WindowContext): Sight {
  const { attenuated_signal: chosen } = settings.detectors;
  if (chosen === undefined) return {};
  const { suspect, fail, check } = chosen;
  return { attenuated: spreadOf(values, { suspect, fail, check, periodSeconds: undefined }) / suspect };
}
