import type { Finding } from '../../finding.ts';
import type { Sight } from '../../power/sight.ts';
import { operatorScore } from '../../score.ts';
import { formatInterval, formatSpan, formatValue } from '../../sentence.ts';
import type { WindowContext } from '../window-test.ts';
import { flaggedIntervals, type Interval } from './flagged-intervals.ts';
import { spikeFlags } from './spike-flags.ts';

/** Single values by the operator's own thresholds. */
export function spikeTest(context: WindowContext): readonly Finding[] {
  const { spike: thresholds } = context.settings.detectors;
  if (thresholds === undefined) return [];
  const expectedWithin = thresholds.suspect ?? thresholds.fail ?? Number.POSITIVE_INFINITY;
  const flags = spikeFlags(context.values, thresholds);
  return flaggedIntervals(flags, 0).map((interval) => spike(context, interval, expectedWithin));
}

/** QARTOD's average flags the neighbours of a large spike as well: the row farthest from its own is the spike. */
function spike(context: WindowContext, { from, to, flag }: Interval, within: number): Finding {
  const { times, values, settings } = context;
  const around = [values[from - 1] ?? Number.NaN, values[to + 1] ?? Number.NaN] as const;
  const center = (around[0] + around[1]) / 2;
  let peak = from;
  for (let row = from; row <= to; row++) {
    if (Math.abs((values[row] ?? 0) - center) > Math.abs((values[peak] ?? 0) - center)) peak = row;
  }
  const observed = values[peak] ?? Number.NaN;
  const expected = [center - within, center + within] as const;
  const [start, end] = [times[peak] ?? Number.NaN, times[peak] ?? Number.NaN];
  return {
    kind: observed > center ? 'spike' : 'dropout',
    detector: 'spike',
    flag,
    start,
    end,
    points: 1,
    observed,
    expected,
    score: operatorScore(flag),
    sentence:
      `${observed > center ? 'Spike' : 'Dropout'} ${formatInterval(start, end)}: ${formatValue(observed, settings.unit)} ` +
      `where its neighbours suggest ${formatSpan(expected, settings.unit)}.`,
  };
}

export function spikeSight({ settings }: WindowContext): Sight {
  const { suspect, fail } = settings.detectors.spike ?? {};
  const from = suspect ?? fail;
  return from === undefined ? {} : { spike: from, dropout: from };
}
