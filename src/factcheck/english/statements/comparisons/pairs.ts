import type { Formula } from '../../../statement/formulas.ts';
import type { Quantity } from '../../../statement/literals.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Reading } from '../../../statement/text.ts';
import { literal, statistic } from '../../phrases/built.ts';
import type { Comparison } from '../../phrases/phrase.ts';
import { reading } from '../scene.ts';
import { at, type Telling } from '../telling.ts';
import { comparedWith } from './distance.ts';
import { partnerNamed, type Said, saidBefore } from './numbers.ts';
import { oppositeOf } from './partner.ts';
import type { Subject } from './subject.ts';

/**
 * "... averages 20.8, the second half 21.6, a difference of 0.8": of the two numbers said before. Undefined where the words name
 * what it is held against, or no two numbers were said.
 */
export function pairReadings(
  telling: Telling,
  index: number,
  subject: Subject,
  comparison: Comparison,
): Reading[] | undefined {
  const { to, against, nth, back, by, left } = comparison;
  if (by === undefined || to !== undefined || against !== undefined || nth !== undefined || back === true)
    return undefined;
  if (left !== undefined || partnerNamed(telling) !== undefined || by.unit === 'standard deviations')
    return undefined;
  if (at(telling, index + 1, 'figure') !== undefined || at(telling, index + 1, 'event') !== undefined)
    return undefined;
  const said = saidBefore(telling, index);
  if (said.length === 0 && telling.tokens.some(({ norm }) => norm === 'halves'))
    return halvesApart(comparison);
  const one = mineOf(subject, said);
  const two = said.find((other) => other !== one && other.index < (one?.index ?? Number.POSITIVE_INFINITY));
  if (one === undefined || two === undefined) return undefined;
  if (one.written === undefined && oppositeOf(one.num) !== undefined) return undefined;
  const formula =
    isWritten(one.num) && isWritten(two.num)
      ? reckoned(one, two, comparison)
      : comparedWith(one.num, two.num, comparison);
  if (formula === undefined) return undefined;
  const isSure = isSame(one.num, two.num) || said.length === 2;
  const stated = asTold(proven(formula, one, two), one, two, comparison);
  if (isOfRest(one.num) || isOfRest(two.num))
    return [reading(stated), reading({ is: 'beyond', what: 'what is left of the window' })];
  return isSure && !isWritten(one.num) && !isWritten(two.num)
    ? [reading(stated)]
    : [reading(stated), reading(UNSURE)];
}

/** Of two numbers that were only written, others may be meant. */
export const UNSURE: Formula = { is: 'beyond', what: 'what it is held against' };

/** A difference of two numbers of the text holds as it was reckoned from these, where both of them are right. */
function asTold(formula: Formula, one: Said, two: Said, comparison: Comparison): Formula {
  const told = reckoned(one, two, comparison);
  return told === undefined
    ? formula
    : { is: 'or', formulas: [formula, { is: 'and', formulas: [told, one.claim, two.claim] }] };
}

/** Two numbers as they were written: what they come to, in whatever unit. */
function reckoned(one: Said, two: Said, comparison: Comparison): Formula | undefined {
  const [a, b] = [bareOf(one.written ?? one.num), bareOf(two.written ?? two.num)];
  return a === undefined || b === undefined ? undefined : comparedWith(a, b, withBareSize(comparison));
}

function withBareSize(comparison: Comparison): Comparison {
  const { unit, ...by } = comparison.by ?? ZERO_SIZE;
  return unit === undefined || unit === 'times' || unit === '%' ? comparison : { ...comparison, by };
}

const ZERO_SIZE: Quantity = { value: 0, step: 1, hedge: 'exact' };

/** A number of the text for arithmetic with others: in whatever unit, it is the same. */
function bareOf(written: Num | undefined): Num | undefined {
  if (written?.num !== 'literal') return undefined;
  const { value, step, hedge } = written.quantity;
  return literal({ value, step, hedge });
}

/** "Between the halves there is a difference of 0.1": of their means. */
function halvesApart(comparison: Comparison): Reading[] | undefined {
  const mean = (k: 1 | 2): Num => statistic('mean', { part: 'piece', of: { part: 'whole' }, k, n: 2 });
  const formula = comparedWith(mean(2), mean(1), comparison);
  return formula === undefined ? undefined : [reading(formula)];
}

function mineOf(subject: Subject, said: readonly Said[]): Said | undefined {
  return subject.of === 'number' && subject.index !== undefined
    ? said.find(({ index }) => index === subject.index)
    : said[0];
}

/** The same statistic of two parts. */
function isSame(a: Num, b: Num): boolean {
  return a.num === 'statistic' && b.num === 'statistic' && a.name === b.name;
}

/** Of what is left of the window without something: what that is, was told elsewhere. */
function isOfRest(num: Num): boolean {
  return num.num === 'statistic' && num.of.part === 'without';
}

const isWritten = (num: Num): boolean => num.num === 'literal';

/** Arithmetic with numbers of the text proves nothing of the window, unless they are its own. */
function proven(formula: Formula, ...said: readonly Said[]): Formula {
  const own = said.flatMap(({ num, claim }) => (isWritten(num) ? [claim] : []));
  return own.length === 0 ? formula : { is: 'and', formulas: [formula, ...own] };
}
