import { zoneOffsetMs } from '../../../lib/time.ts';
import type { Finding } from '../../finding.ts';
import type { Sight } from '../../power/sight.ts';
import { operatorScore } from '../../score.ts';
import { formatInterval, formatSpan, formatValue } from '../../sentence.ts';
import { isOutside } from '../../spans.ts';
import type { WindowContext } from '../window-test.ts';
import { type ClimatologyMember, climatologyFlags, covers } from './climatology-flags.ts';
import { flaggedIntervals, type Interval } from './flagged-intervals.ts';

/** Clocks are put forward and back on quarters of an hour only. */
const QUARTER_HOUR_MS = 900_000;

/** Values that the operator does not expect at this hour, weekday or season, in the time zone of the monitor. */
export function climatologyTest(context: WindowContext): readonly Finding[] {
  const { settings, times, values } = context;
  const members = settings.detectors.climatology;
  if (members.length === 0) return [];
  const local = wallTimes(times, settings.timezone);
  return flaggedIntervals(climatologyFlags(local, values, members)).flatMap((interval) => {
    const member = members.findLast((one) => covers(one, local[interval.from] ?? Number.NaN));
    return member === undefined ? [] : unusual(context, interval, member);
  });
}

/** What a clock on the wall showed, written as UTC; the zone is asked once a quarter of an hour. */
function wallTimes(times: Float64Array, timeZone: string): Float64Array {
  let quarter = Number.NaN;
  let offset = 0;
  return times.map((time) => {
    if (Math.floor(time / QUARTER_HOUR_MS) !== quarter) {
      quarter = Math.floor(time / QUARTER_HOUR_MS);
      offset = zoneOffsetMs(time, timeZone);
    }
    return time + offset;
  });
}

function unusual(context: WindowContext, interval: Interval, { suspect }: ClimatologyMember): Finding {
  const { times, values, settings } = context;
  const [start, end] = [times[interval.from] ?? Number.NaN, times[interval.to] ?? Number.NaN];
  const within = values.subarray(interval.from, interval.to + 1);
  const observed = within.find((value) => isOutside(value, suspect)) ?? within[0] ?? Number.NaN;
  return {
    kind: 'unusual level',
    detector: 'climatology',
    flag: interval.flag,
    start,
    end,
    points: interval.points,
    observed,
    expected: suspect,
    score: operatorScore(interval.flag),
    sentence:
      `Unusual level ${formatInterval(start, end)}: ${formatValue(observed, settings.unit)}, ` +
      `where ${formatSpan(suspect, settings.unit)} is expected at this time.`,
  };
}

export function climatologySight({ settings }: WindowContext): Sight {
  return settings.detectors.climatology.length === 0 ? {} : { 'unusual level': 0 };
}
