import type { Event } from '../../statement/events.ts';
import type { Part, PartSize } from '../../statement/parts.ts';
import type { Time } from '../../statement/times.ts';

/** The part that the clause is about, where a phrase names none: put in when the clause is understood. */
export const HERE: Part = { part: 'piece', of: { part: 'whole' }, k: 1, n: 1 };
export const WHOLE: Part = { part: 'whole' };
/** What was spoken of before: "it", "that", "those". No finding has the number 0. */
export const IT: Event = { event: 'finding', of: 'any', k: 0 };

/** The number of pieces of a part that is counted as one of those spoken of: "in the second". No part has no pieces. */
export const AS_BEFORE = 0;

/** The number of a piece that stands for each of them: "both halves", "every third". No part begins to count at 0. */
export const EACH = 0;

/** What can be looked into, whatever it means. */
export interface Loose {
  readonly part?: unknown;
  readonly event?: unknown;
  readonly k?: unknown;
  readonly n?: unknown;
}

export function isHere(value: unknown): boolean {
  return value === HERE || (isRecord(value) && value.part === 'piece' && value.k === 1 && value.n === 1);
}

export function isIt(value: unknown): boolean {
  return isRecord(value) && value.event === 'finding' && value.k === 0;
}

/** Whether a value can be looked into; what a phrase means is made of such. */
export function isRecord(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null;
}

/** The readings of an event: those of a stretch are its part. */
export function partOf(event: Event): Part {
  return event.event === 'stretch' ? event.part : { part: 'event', event };
}

export function without(out: Part, of: Part = WHOLE): Part {
  return { part: 'without', of, out };
}

/** The k-th of the blocks of one size that the window begins with: "the second hour"; from its end for -1. */
export function block(k: number, size: PartSize): Part | undefined {
  if (k === -1) return { part: 'last', of: WHOLE, size };
  if (!Number.isInteger(k) || k < 1) return undefined;
  const first = (n: number): Part => ({ part: 'first', of: WHOLE, size: times(size, n) });
  return k === 1 ? first(1) : without(first(k - 1), first(k));
}

function times(size: PartSize, n: number): PartSize {
  switch (size.size) {
    case 'readings':
      return { ...size, count: size.count * n };
    case 'seconds':
      return { ...size, seconds: size.seconds * n };
    case 'share':
      return { ...size, share: size.share * n };
  }
}

/** The readings of the clause with something that was left out elsewhere: none of it is taken from them. */
export function withAfterAll(out: Part): Part {
  return without({ part: 'first', of: out, size: { size: 'readings', count: 0 } });
}

/** What is in again after all; undefined for another part. */
export function inAfterAll(part: Part): Part | undefined {
  if (part.part !== 'without' || part.out.part !== 'first') return undefined;
  const { of, size } = part.out;
  return size.size === 'readings' && size.count === 0 ? of : undefined;
}

export const END: Time = { time: 'part end', of: HERE };
export const START: Time = { time: 'part start', of: HERE };
