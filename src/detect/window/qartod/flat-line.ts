import { formatDuration } from '../../../lib/time.ts';
import type { Finding } from '../../finding.ts';
import type { Sight } from '../../power/sight.ts';
import { operatorScore } from '../../score.ts';
import { formatInterval, formatValue } from '../../sentence.ts';
import type { WindowContext } from '../window-test.ts';
import { flaggedIntervals } from './flagged-intervals.ts';
import { flatLineFlags } from './flat-line-flags.ts';

/** QARTOD counts rows by whole seconds. */
const SHORTEST_INTERVAL_MS = 1000;

/** Values that stay the same for longer than the operator's own thresholds allow. */
export function flatLineTest(context: WindowContext): readonly Finding[] {
  const { times, values, statistics, settings } = context;
  const { flat_line: chosen } = settings.detectors;
  if (chosen === undefined || !(statistics.usualIntervalMs >= SHORTEST_INTERVAL_MS)) return [];
  const { suspect, fail, tolerance } = chosen;
  const thresholds = { suspectSeconds: suspect / 1000, failSeconds: fail / 1000, tolerance };
  return flaggedIntervals(flatLineFlags(times, values, thresholds)).map((interval): Finding => {
    const from = startOfFlat(values, interval.from, tolerance);
    const [start, end] = [times[from] ?? Number.NaN, times[interval.to] ?? Number.NaN];
    return {
      kind: 'stuck',
      detector: 'flat_line',
      flag: interval.flag,
      start,
      end,
      points: interval.to - from + 1,
      observed: (end - start) / 1000,
      expected: [0, suspect / 1000],
      score: operatorScore(interval.flag),
      sentence:
        `Stuck ${formatInterval(start, end)}: ${formatValue(values[from] ?? Number.NaN, settings.unit)} ` +
        `for ${formatDuration(end - start)}, where at most ${formatDuration(suspect)} is expected.`,
    };
  });
}

/** QARTOD flags the rows after the threshold has passed; the flat line began before. */
function startOfFlat(values: Float64Array, flagged: number, tolerance: number): number {
  let from = flagged;
  while (from > 0 && Math.abs((values[from - 1] ?? Number.NaN) - (values[flagged] ?? 0)) < tolerance) from--;
  return from;
}

export function flatLineSight({ settings, statistics }: WindowContext): Sight {
  const { flat_line: chosen } = settings.detectors;
  if (chosen === undefined || !(statistics.usualIntervalMs >= SHORTEST_INTERVAL_MS)) return {};
  return { stuck: chosen.suspect / statistics.usualIntervalMs };
}
