import type { Formula } from '../statement/formulas.ts';
import type { Num, StatisticName } from '../statement/numbers.ts';
import type { Time } from '../statement/times.ts';
import { NEIGHBOURHOOD_SHARE, SPECIFIC_UNDER } from './definitions.ts';
import type { Evaluator } from './evaluator.ts';
import { outcomesOf } from './formulas.ts';
import { settle } from './outcome.ts';

/**
 * Whether a formula fails by what its words leave open to any reader, however plain they are: which figure two parts are compared by, how
 * far from the middle "half way" reaches, what the last two of something are.
 */
export function isOtherwise(formula: Formula, on: Evaluator): boolean {
  switch (formula.is) {
    case 'and':
    case 'or':
      return formula.formulas.some((one) => isOtherwise(one, on));
    case 'count':
      return isLoose(formula, on);
    case 'compare':
      return otherFigures(formula.left).some((left) => fits({ ...formula, left }, on));
    case 'same time':
      return isOfSeveral(formula.a) || isHalfWay(formula.a, formula.b, on);
    default:
      return false;
  }
}

/** "Never twice in a row" and "1714 times" are no rows of equal readings. */
function isLoose({ counted, amount }: Formula & { is: 'count' }, { window }: Evaluator): boolean {
  if (counted.count !== 'run length' || counted.any !== true) return false;
  return amount.amount === 'number' ? amount.quantity.value > window.values.length : amount.amount === 'none';
}

function fits(formula: Formula, on: Evaluator): boolean {
  const { holds, chance } = settle(outcomesOf(formula, on));
  return holds === true && chance <= SPECIFIC_UNDER;
}

/** Figures by which two parts are compared where none is named. */
const COMPARED_BY: readonly StatisticName[] = ['median', 'sum', 'min', 'max'];

type OfTwo = Num & { num: 'difference' | 'distance' | 'ratio' | 'relative change' };

function isOfTwo(num: Num): num is OfTwo {
  return /^(?:difference|distance|ratio|relative change)$/.test(num.num);
}

/** What else a figure may be. */
function otherFigures(num: Num): readonly Num[] {
  if (!isOfTwo(num)) return [];
  const { a, b } = num;
  if (a.num !== 'statistic' || b.num !== 'statistic' || a.name !== 'mean' || b.name !== 'mean') return [];
  return COMPARED_BY.map((name) => ({ ...num, a: { ...a, name }, b: { ...b, name } }));
}

/** "The last two 10:47 and 10:52": the last of what is told, which need not be the readings at the window's end. */
function isOfSeveral(time: Time): boolean {
  if ((time.time !== 'start' && time.time !== 'end') || time.of.event !== 'stretch') return false;
  const { part } = time.of;
  if (part.part !== 'first' && part.part !== 'last') return part.part === 'piece';
  return part.of.part !== 'whole' || (part.size.size === 'readings' && part.size.count > 1);
}

/** Half way, a third of the way: a place in the window, and not to the reading. */
function isHalfWay(a: Time, b: Time, on: Evaluator): boolean {
  if (b.time !== 'part end' || b.of.part !== 'first' || b.of.size.size !== 'share') return false;
  const reach = (on.window.to - on.window.from) * NEIGHBOURHOOD_SHARE;
  const places = on.instants(b).at;
  return on.instants(a).at.some((ms) => places.some((place) => Math.abs(ms - place) <= reach));
}
