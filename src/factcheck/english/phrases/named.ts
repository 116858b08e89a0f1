import type { Num } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import { statistic } from './built.ts';
import { HERE } from './implied.ts';

/** The first or the last reading, by its ordinal; undefined for any between them. */
export function endmost(nth: string, of?: Part): Num | undefined {
  if (nth !== '1' && nth !== '-1') return undefined;
  return statistic(nth === '1' ? 'first' : 'last', of);
}

/** The so-manieth different value from the top or the bottom. */
export const ranked = (k: number, isFromTop: boolean): Extract<Num, { num: 'ranked' }> => ({
  num: 'ranked',
  k,
  from: isFromTop ? 'top' : 'bottom',
  of: HERE,
  distinct: true,
});

/** Between a figure and what it is of. */
export const THING = '=of|for|in|over|during|from|across|at|within|throughout|on|to|among';
