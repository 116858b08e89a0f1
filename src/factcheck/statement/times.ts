import type { Event } from './events.ts';
import type { DayPart, Moment, Quantity } from './literals.ts';
import type { Condition, Part } from './parts.ts';

export type Time =
  | { readonly time: 'moment'; readonly moment: Moment }
  | { readonly time: 'hours'; readonly hours: DayPart; readonly on?: Moment }
  /** When an event begins or ends; an extreme that occurs several times is any of them. */
  | { readonly time: 'start' | 'end'; readonly of: Event }
  | { readonly time: 'part start' | 'part end'; readonly of: Part }
  /** Seconds after (negative: before) another time. */
  | { readonly time: 'offset'; readonly from: Time; readonly seconds: Quantity; readonly sign: 1 | -1 }
  /** k readings after (negative: before) another time. */
  | { readonly time: 'readings on'; readonly from: Time; readonly k: number }
  /** A reading that meets the condition: the k-th of the part, null for any. */
  | {
      readonly time: 'of reading';
      readonly condition: Condition;
      readonly of: Part;
      readonly k: number | null;
    }
  /** Somewhere in a part. */
  | { readonly time: 'within'; readonly part: Part };
