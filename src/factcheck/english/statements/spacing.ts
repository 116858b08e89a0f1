import type { Token } from '../tokens/token.ts';
import { HOLE, SPACING } from '../words/lasting.ts';
import type { Telling } from './telling.ts';

/** "the longest pause between two readings is 30 minutes": how long the longest time without readings is. */
export function isOfHole(telling: Telling, index: number): boolean {
  return HOLE.test(wordsBeforeLength(telling, index));
}

/** "with a time step of 2 minutes": the time from one reading to the next. */
export function isOfSpacing(telling: Telling, index: number): boolean {
  return SPACING.test(wordsBeforeLength(telling, index));
}

/** "a time step of 5 minutes": from one reading to the next, no step of the level. */
export function isTimeStep(tokens: readonly Token[], at: number): boolean {
  return /^steps?$/.test(tokens[at]?.norm ?? '') && /^(?:time|sampling)$/.test(tokens[at - 1]?.norm ?? '');
}

/** What stands before a length of time, with the "of" or "is" that it begins with. */
function wordsBeforeLength({ tokens, islands }: Telling, index: number): string {
  const { from = 0 } = islands[index] ?? {};
  const head = /^(?:of|for|is)$/.test(tokens[from]?.norm ?? '') ? from + 1 : from;
  return tokens
    .slice(Math.max(0, head - 8), head)
    .map(({ norm }) => norm)
    .join(' ');
}
