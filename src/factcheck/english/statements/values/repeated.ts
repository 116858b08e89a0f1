import type { Formula } from '../../../statement/formulas.ts';
import type { Amount, Quantity } from '../../../statement/literals.ts';
import type { Counted } from '../../../statement/numbers.ts';
import type { Reading } from '../../../statement/text.ts';
import { countIs, has, literal } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { meaningOf } from '../../phrases/phrase.ts';
import { reading } from '../scene.ts';
import { at, type Telling, wordsBetween } from '../telling.ts';

/** Between a value and how often it comes. */
const COMES =
  /^(?:\(|occurs?|occurred|appears?|appeared|comes?|came|shows?|showed|up|is|was|it|repeated|met|held|holds|kept|for|on|hit|reached|found|seen|all|of|,)$/;
/** Between how often and the value. */
const OF =
  /^(?:of|at|on|show|showed|shows|read|reads|with|exactly|are|were|is|was|all|the|value|same|a|being)$/;

/**
 * "7 readings at 21.5", "21.5 comes seven times", "plateaus: 20.7 (7 readings)": a value that so many readings have, in all or in a row. Whether the
 * number of them is right is claimed by itself. Undefined for another number.
 */
export function repeatedReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const beside = timesBeside(telling, index);
  if (beside === undefined) return undefined;
  const condition = { if: 'compare', relation: 'equal', to: literal(quantity) } as const;
  const ofValue: Counted = { count: 'readings', of: { part: 'where', of: WHOLE, condition } };
  const inARow: Counted = { count: 'run length', value: literal(quantity), within: WHOLE, any: true };
  const is = (counted: Counted, times: Amount): Formula => countIs(counted, times);
  const told: Amount = { amount: 'number', quantity: beside.times };
  const several = is(beside.isInARow ? inARow : ofValue, { amount: 'bounds', low: 2, high: null });
  return [
    reading({
      is: 'or',
      // Which value comes most often is claimed by it: that it comes several times is too little then.
      formulas: [is(ofValue, told), is(inARow, told), ...(isOfLongest(telling, index) ? [] : [several])],
    }),
    reading(has(quantity, WHOLE), 'loose wording'),
  ];
}

function isOfLongest({ islands }: Telling, index: number): boolean {
  return islands.slice(0, index).some((island) => meaningOf(island, 'event')?.event === 'run');
}

/** How many readings are said to have a value. */
interface Repeats {
  readonly times: Quantity;
  readonly isInARow: boolean;
}

/** By a count right beside it. */
function timesBeside(telling: Telling, index: number): Repeats | undefined {
  const behind = countAt(telling, index + 1);
  if (behind !== undefined && wordsBetween(telling, index, index + 1).every((word) => COMES.test(word)))
    return behind;
  const words = wordsBetween(telling, index - 1, index);
  const isLed = words.length > 0 && words.every((word) => OF.test(word));
  return isLed ? countAt(telling, index - 1) : undefined;
}

function countAt(telling: Telling, index: number): Repeats | undefined {
  const { amount, counted, condition } = at(telling, index, 'count') ?? {};
  const isInARow = counted?.count === 'run length';
  const isSeveral = amount?.amount === 'number' && amount.quantity.value > 1;
  const isOfValue = (isInARow || counted?.count === 'readings') && condition === undefined;
  return isSeveral && isOfValue ? { times: amount.quantity, isInARow } : undefined;
}
