import type { Category } from '../../phrases/phrase.ts';
import { at, sameClause, type Telling } from '../telling.ts';

/** "No reading exceeds 100" is one comparison, whatever is left out of it in between. */
export function isMerged(telling: Telling, index: number): boolean {
  return mergedWith(telling, index) !== -1;
}

/** The comparison that a count of none or all is one with; -1 where it counts by itself. */
function mergedWith(telling: Telling, index: number): number {
  const counting = at(telling, index, 'count');
  const isAll = counting?.amount.amount === 'none' || counting?.amount.amount === 'all';
  if (!isAll || counting?.counted.count !== 'readings' || counting.place !== undefined) return -1;
  let next = index + 1;
  while (BETWEEN.has(telling.islands[next]?.category ?? 'filler')) next += 1;
  return at(telling, next, 'comparison') !== undefined && sameClause(telling, index, next) ? next : -1;
}

const BETWEEN: ReadonlySet<Category> = new Set(['scope', 'timing', 'part']);

/** Where the claim of a comparison begins that is one with the count before it. */
export function mergedFrom(telling: Telling, index: number): number | undefined {
  let counted = index - 1;
  while (BETWEEN.has(telling.islands[counted]?.category ?? 'filler')) counted -= 1;
  return mergedWith(telling, counted) === index ? telling.islands[counted]?.from : undefined;
}
