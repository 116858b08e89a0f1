import { formatDuration } from '../../lib/time.ts';
import { median } from '../../statistics/robust.ts';
import type { Finding } from '../finding.ts';
import { type FindingKind, hasRole, traitsOf } from '../kinds.ts';
import { flagOf, scoreOf } from '../score.ts';
import { formatInterval, formatSpan, formatValue } from '../sentence.ts';
import { isOutside } from '../spans.ts';
import type { WindowContext } from '../window/window-test.ts';
import { spikesOf } from './alarm-spikes.ts';
import type { Alarm } from './alarms.ts';

/** Rows after a jump by which it shows whether the value comes back. */
const ROWS_AFTER = 5;
const FEWEST_AFTER = 3;

/** What the baseline said when it saw a point, in the light of the whole window: one finding, or one for each of several spikes. */
export function findingsOfAlarm(context: WindowContext, alarm: Alarm): readonly Finding[] {
  const alarms = hasRole(kindOf(context, alarm), 'spike') ? spikesOf(context, alarm) : [alarm];
  return alarms.map((one) => findingOf(context, one));
}

function findingOf(context: WindowContext, alarm: Alarm): Finding {
  const { detector, start, end, expected } = alarm;
  const kind = kindOf(context, alarm);
  const { observed, score } = traitsOf(kind).observed === 'seconds' ? lengthOf(alarm) : alarm;
  const isSilence = traitsOf(kind).extent === 'silence';
  const points = isSilence ? 0 : context.times.filter((time) => time >= start && time <= end).length;
  const sentence = sentenceOf({ ...alarm, kind, observed }, context.settings.unit);
  return { kind, detector, flag: flagOf(score), start, end, points, observed, expected, score, sentence };
}

/** An alarm is raised as soon as a length is too long; meanwhile it may have grown. */
function lengthOf({ start, end, expected, score }: Alarm): Pick<Alarm, 'observed' | 'score'> {
  const observed = (end - start) / 1000;
  return { observed, score: expected === null ? score : Math.max(score, scoreOf(observed, expected[1])) };
}

/** A value that jumps and stays where it is was no spike; what stands out from both sides is known to have come back. */
function kindOf(
  { times, values }: WindowContext,
  { kind, detector, start, observed, expected }: Alarm,
): FindingKind {
  if (kind !== 'spike' || expected === null) return kind;
  const next = times.findIndex((time) => time > start);
  const after =
    next < 0 || detector !== 'jump' ? new Float64Array(0) : values.subarray(next, next + ROWS_AFTER);
  const stays = after.length >= FEWEST_AFTER && isOutside(median(after), expected);
  if (stays) return 'level shift';
  return observed < expected[0] ? 'dropout' : 'spike';
}

function sentenceOf(
  {
    detector,
    kind,
    start,
    end,
    observed,
    expected,
  }: Pick<Alarm, 'detector' | 'kind' | 'start' | 'end' | 'observed' | 'expected'>,
  unit: string,
): string {
  const isLength = traitsOf(kind).observed === 'seconds';
  const seen = isLength ? formatDuration(observed * 1000) : formatValue(observed, unit);
  const what = `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${formatInterval(start, end)}: ${seen}`;
  if (expected === null) return `${what}, unlike what the series did before.`;
  if (detector === 'relatives') {
    return `${what}, where the other series of the monitor suggest ${formatSpan(expected, unit)}.`;
  }
  const usual = isLength ? `at most ${formatDuration(expected[1] * 1000)}` : formatSpan(expected, unit);
  return `${what}, where ${usual} is expected.`;
}
