import type { Event } from '../statement/events.ts';
import type { Part } from '../statement/parts.ts';
import type { Time } from '../statement/times.ts';
import type { Evaluator } from './evaluator.ts';
import type { Instants } from './instants.ts';
import { absent, type Outcome, outcome } from './outcome.ts';
import { firstNotUnder, rising } from './rising.ts';
import { sayNotThen, sayThen, showSpan } from './say.ts';

/** Whether two times are one. */
export function sameTime(a: Time, b: Time, on: Evaluator): Outcome {
  const [first, second] = [on.instants(a), on.instants(b)];
  // What was written is held against what the data has.
  const [actual, other] = isWritten(a) && !isWritten(b) ? [second, first] : [first, second];
  const reading = actual.said;
  if (actual.at.length === 0) return absent(reading);
  if (other.at.length === 0 && other.matches === null) return absent(reading, 'the window has no such time');
  const isThere = arrivalAt(other, actual.slackMs);
  const at = actual.at.findIndex(isThere);
  const chance = Math.min(1, other.chance * actual.at.length);
  return outcome(at !== -1, reading, at === -1 ? sayNotThen(other.at) : sayThen(reading, actual.at[at]), {
    chance,
  });
}

function isWritten({ time }: Time): boolean {
  return time === 'moment' || time === 'hours' || time === 'within';
}

/** Whether a moment, give or take so much, is one of some others. */
function arrivalAt({ at, slackMs, matches }: Instants, otherSlackMs: number): (ms: number) => boolean {
  const within = Math.max(slackMs, otherSlackMs);
  const moments = matches === null || otherSlackMs > 0 ? rising(at) : NONE;
  const isNear = (other = Number.NaN, ms = 0) => Math.abs(other - ms) <= within;
  return (ms) => {
    if (matches?.(ms) === true) return true;
    const next = firstNotUnder(moments, ms);
    return isNear(moments[next], ms) || isNear(moments[next - 1], ms);
  };
}

const NONE = new Float64Array(0);

/** Whether one time comes before another. */
export function isEarlier(a: Time, b: Time, on: Evaluator): Outcome {
  const [first, second] = [on.instants(a), on.instants(b)];
  const reading = `${first.said} before ${second.said}`;
  const [from, to] = [first.at[0], second.at[0]];
  return from === undefined || to === undefined
    ? absent(reading)
    : outcome(from < to, reading, showSpan(from, to));
}

/** Whether an event, or the readings of a part, reach from one time to another. */
export function spans(of: Event | Part, from: Time, to: Time, on: Evaluator): readonly Outcome[] {
  const [start, end] = [on.instants(from), on.instants(to)];
  const stretches = stretchesOf(of, on);
  const [isStart, isEnd] = [arrivalAt(start, 0), arrivalAt(end, 0)];
  if (stretches.length === 0) return [absent('a stretch')];
  return stretches.map(({ starts, ends, name, natural }) => {
    const holds = starts.some(isStart) && ends.some(isEnd);
    const chance = start.chance * end.chance;
    return outcome(holds, name, `${showSpan(starts[0] ?? Number.NaN, ends[0] ?? Number.NaN)}`, {
      natural,
      chance,
    });
  });
}

interface Stretch {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly name: string;
  readonly natural: boolean;
}

function stretchesOf(of: Event | Part, on: Evaluator): readonly Stretch[] {
  if (isEvent(of))
    return on.happenings(of).map(({ start, end, starts, ends, name, natural }) => ({
      starts: starts.length === 0 ? [start] : [start, ...starts],
      ends: ends.length === 0 ? [end] : [end, ...ends],
      name,
      natural,
    }));
  return on
    .cuts(of)
    .filter(({ positions }) => positions.length > 0)
    .map(({ times, name, natural }) => ({
      starts: [times[0] ?? 0],
      ends: [times.at(-1) ?? 0],
      name,
      natural,
    }));
}

function isEvent(of: Event | Part): of is Event {
  return 'event' in of && typeof of.event === 'string';
}
