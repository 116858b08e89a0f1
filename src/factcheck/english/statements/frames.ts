import type { Part } from '../../statement/parts.ts';
import { inAfterAll } from '../phrases/implied.ts';
import { partOfTiming } from '../phrases/parts.ts';
import { type Edge, meaningOf } from '../phrases/phrase.ts';
import type { Mood } from './mood.ts';
import { goesBack } from './scene.ts';

/** "without it ..., with it": what something was left out of before, or is behind; with nothing left out anywhere it says nothing. */
export function withAll(
  spoken: Part | null,
  named: readonly (Part | null)[],
  frame: Part | null,
): Part | null {
  const other = [spoken, ...named].find((part) => part?.part === 'without' && inAfterAll(part) === undefined);
  return other?.part === 'without' ? (frame ?? other.of) : null;
}

/** "From 12:00 to 13:00 the mean is 20 without the spike": it is left out of the part that its clause names. */
export function inFrame(part: Part, frame: Part | null): Part {
  return part.part === 'without' && part.of.part === 'whole' && frame !== null
    ? { ...part, of: frame }
    : part;
}

/** The part that was named before a phrase in its piece, by itself: something is left out of it, or is in it. */
export function frameOf(islands: readonly Edge[], mood: Mood, index: number): Part | null {
  const piece = mood.piece[islands[index]?.from ?? -1];
  for (let other = index - 1; other >= 0; other -= 1) {
    const edge = islands[other];
    if (edge === undefined || mood.piece[edge.from] !== piece) return null;
    const part = namedPart(edge);
    if (part !== null && part.part !== 'without')
      return FRAMES.has(part.part) && !goesBack(part) ? part : null;
  }
  return null;
}

/** Parts that lie between times, or take up so much of the window. */
export const PARTS_OF_TIME: readonly Part['part'][] = [
  'between',
  'before',
  'after',
  'piece',
  'first',
  'last',
  'hours',
  'calendar',
  'day',
];
const FRAMES: ReadonlySet<Part['part']> = new Set([...PARTS_OF_TIME, 'unknown']);

/** The part that a phrase names by itself. */
export function namedPart(edge: Edge): Part | null {
  const scope = meaningOf(edge, 'scope') ?? meaningOf(edge, 'part');
  if (scope !== undefined) return scope;
  const timing = meaningOf(edge, 'timing');
  if (timing !== undefined) return partOfTiming(timing) ?? null;
  const count = meaningOf(edge, 'count');
  if (count?.of !== undefined && (!goesBack(count.of) || count.of.part === 'without')) return count.of;
  return null;
}
