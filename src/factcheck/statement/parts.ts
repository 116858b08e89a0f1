import type { Event, FindingClass } from './events.ts';
import type { DayPart, Moment } from './literals.ts';
import type { Num } from './numbers.ts';
import type { Time } from './times.ts';

/** A set of readings of the window. */
export type Part =
  | { readonly part: 'whole' }
  /** From one moment to another, both included; null is the window's own end. */
  | { readonly part: 'between'; readonly from: Time | null; readonly to: Time | null }
  | { readonly part: 'before' | 'after'; readonly time: Time }
  | { readonly part: 'during'; readonly event: Event }
  | { readonly part: 'first' | 'last'; readonly of: Part; readonly size: PartSize }
  /** The k-th of n equal pieces of time: the second half is (2, 2), the middle third (2, 3). */
  | { readonly part: 'piece'; readonly of: Part; readonly k: number; readonly n: number }
  /** On these hours of the day, of every day or of the one named. */
  | { readonly part: 'hours'; readonly hours: DayPart; readonly on?: Moment }
  /** A whole minute, hour, day, ... of the calendar as far as `moment` names it. */
  | { readonly part: 'calendar'; readonly moment: Moment }
  /** The k-th day of the window by the calendar, from 1, -1 the last; or so many times 24 hours. */
  | { readonly part: 'day'; readonly k: number }
  | { readonly part: 'where'; readonly of: Part; readonly condition: Condition }
  | { readonly part: 'without'; readonly of: Part; readonly out: Part }
  | { readonly part: 'both'; readonly a: Part; readonly b: Part }
  /** The readings that a finding covers, or that are extreme. */
  | { readonly part: 'event'; readonly event: Event }
  /** The single reading at a moment, or next to it. */
  | { readonly part: 'reading'; readonly at: Time }
  /** A stretch that the text calls by a name of its own, and that nobody can find: the plateau, that phase. */
  | { readonly part: 'unknown' }
  /** A local neighbourhood: readings around a moment (a tenth of the window on either side). */
  | { readonly part: 'around'; readonly at: Time };

export type PartSize =
  | { readonly size: 'readings'; readonly count: number }
  | { readonly size: 'seconds'; readonly seconds: number }
  | { readonly size: 'share'; readonly share: number };

/** What a reading must be to be meant. */
export type Condition =
  | { readonly if: 'compare'; readonly relation: Relation; readonly to: Num }
  | { readonly if: 'between'; readonly low: Num; readonly high: Num }
  | { readonly if: 'null' }
  /** Covered by a finding of one of these kinds; 'any' is all of them. */
  | { readonly if: 'found'; readonly of: FindingClass }
  | { readonly if: 'extreme'; readonly which: 'max' | 'min' }
  | { readonly if: 'not'; readonly condition: Condition };

/** Relations of two numbers. `equal` is agreement within the rounding of the digits that were written. */
export type Relation = 'equal' | 'not equal' | 'over' | 'under' | 'at least' | 'at most';
