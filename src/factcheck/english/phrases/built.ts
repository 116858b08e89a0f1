import type { Formula } from '../../statement/formulas.ts';
import type { Amount, Quantity } from '../../statement/literals.ts';
import type { Counted, Num, StatisticName } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import type { Time } from '../../statement/times.ts';
import { HERE, WHOLE } from './implied.ts';

/** The numbers and formulas that nearly every rule builds. */

/** A number as it was written. */
export const literal = (quantity: Quantity): Num => ({ num: 'literal', quantity });

/** A statistic of a part; without one, of the part that its clause speaks of. */
export const statistic = (name: StatisticName, of: Part = HERE): Num => ({ num: 'statistic', name, of });

export const equal = (left: Num, right: Num): Formula => ({ is: 'compare', left, relation: 'equal', right });

export const sameTime = (a: Time, b: Time): Formula => ({ is: 'same time', a, b });

/** The first and the last moment of the window. */
export const WINDOW_START: Time = { time: 'part start', of: WHOLE };
export const WINDOW_END: Time = { time: 'part end', of: WHOLE };

/** Some reading of a part has the value. */
export const has = (quantity: Quantity, of: Part): Formula => ({ is: 'has value', quantity, of });

/** So much of what is counted. */
export const countIs = (counted: Counted, amount: Amount): Formula => ({
  is: 'count',
  counted,
  relation: 'equal',
  amount,
});
