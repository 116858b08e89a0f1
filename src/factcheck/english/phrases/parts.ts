import type { Event } from '../../statement/events.ts';
import type { Part } from '../../statement/parts.ts';
import type { Time } from '../../statement/times.ts';
import { WHOLE } from './implied.ts';

export const start = (of: Event): Time => ({ time: 'start', of });
export const end = (of: Event): Time => ({ time: 'end', of });
export const before = (of: Event): Part => ({ part: 'before', time: start(of) });
export const after = (of: Event): Part => ({ part: 'after', time: end(of) });
export const between = (from: Time | null, to: Time | null): Part => ({ part: 'between', from, to });

/** Of the window, that people call near its end, or its closing minutes. */
export const EDGE = 0.2;
export const edgeOf = (part: 'first' | 'last', share: number): Part => ({
  part,
  of: WHOLE,
  size: { size: 'share', share },
});

/** Words that lead into a part. */
export const IN = '=in|during|over|within|throughout|across|of|for|on|through|from|inside|among|amongst|at';

/** What a phrase of time covers, as readings. */
export function partOfTiming({ role, time, to }: { role: string; time: Time; to?: Time }): Part | undefined {
  switch (role) {
    case 'span':
      return to === undefined ? undefined : between(time, to);
    case 'until':
      return between(null, time);
    case 'since':
      return between(time, null);
    case 'before':
      return { part: 'before', time };
    case 'after':
      return { part: 'after', time };
    default:
      if (time.time === 'moment' && time.moment.hour === undefined && time.moment.minute === undefined)
        return { part: 'calendar', moment: time.moment };
      return time.time === 'hours' ? partOfHours(time) : undefined;
  }
}

/** The readings of a part of the day: of one whose hours are loose nobody can tell which these are. */
export function partOfHours({ hours, on }: Time & { time: 'hours' }): Part {
  if (hours.isLoose === true) return { part: 'unknown' };
  return { part: 'hours', hours, ...(on === undefined ? {} : { on }) };
}

/** One part cut to another: readings of a time that meet a condition. */
export function within(inner: Part, outer: Part): Part {
  if (inner.part === 'whole') return outer;
  if (outer.part === 'whole') return inner;
  if (
    (inner.part === 'first' || inner.part === 'last' || inner.part === 'piece' || inner.part === 'where') &&
    inner.of.part !== 'where'
  )
    return { ...inner, of: outer };
  return { part: 'both', a: inner, b: outer };
}

/** Two parts told one right behind the other: "the last 30 minutes before the spike", "the first half without it"; else the later one alone. */
export function narrowed(first: Part, then: Part): Part {
  if (then.part === 'without' && then.of.part === 'whole') return { ...then, of: first };
  const isOpen =
    then.part === 'before' || then.part === 'after' || (then.part === 'between' && then.to === null);
  const isMeasured = (first.part === 'first' || first.part === 'last') && first.size.size !== 'share';
  return isOpen && isMeasured ? { ...first, of: then } : then;
}
