import type { Amount } from '../../../statement/literals.ts';
import type { Condition } from '../../../statement/parts.ts';
import type { Written } from '../../tokens/numbers.ts';
import { literal } from '../built.ts';
import { ZERO } from '../comparisons/made.ts';
import { HERE } from '../implied.ts';
import type { Counting } from '../phrase.ts';
import { rule } from '../rule.ts';
import { counting, findings, number, readings } from './made.ts';

const IS_ZERO: Condition = { if: 'compare', relation: 'equal', to: ZERO };
const CELL = '=:|=|BAR';
const DIFFERENT = '=different|distinct|unique|discrete';
const CELL_OR_COMMA = '=:|=|BAR|,?';

function ofKind(amount: Amount | undefined, condition: Condition): Counting | undefined {
  return amount === undefined ? undefined : { ...counting(amount, readings()), condition };
}

/** "at 1.2 A: 25 of 80": a value that is told before rather says where something lies. */
function ofSide(amount: Amount | undefined, condition: Condition): Counting | undefined {
  return condition.if === 'compare' && condition.relation === 'equal' ? undefined : ofKind(amount, condition);
}

function ofAll(written: Written): Counting | undefined {
  const amount = number(written);
  return amount === undefined ? undefined : { ...counting(amount, readings()), total: true };
}

/** Counts in lists, tables and notes: what is counted, a sign, how many. */
export const LIST_COUNT_RULES = [
  rule('n', 'count', ['=n|count|size', CELL, 'number'], (_, __, written) => ofAll(written)),
  rule('readings of a kind in a list', 'count', ['part', CELL, 'amount', 'reading?'], (part, _, amount) =>
    part.part === 'where' && amount.amount !== 'share' ? ofKind(amount, part.condition) : undefined,
  ),
  rule(
    'condition in a list',
    'count',
    ['condition', CELL, 'amount', '=readings|samples|values|points|x|×?'],
    (condition, _, amount) => (amount.amount === 'share' ? undefined : ofSide(amount, condition)),
  ),
  rule(
    'condition so many times',
    'count',
    ['condition', CELL_OR_COMMA, 'number', '=x|×|times'],
    (condition, _, written) => ofSide(number(written), condition),
  ),
  rule(
    'readings of a kind that number',
    'count',
    ['part', '=number|total|are', 'number'],
    (part, verb, written) =>
      part.part === 'where' && (verb !== 'are' || written.step === 1)
        ? ofKind(number(written), part.condition)
        : undefined,
  ),
  rule(
    'exact value in a list',
    'count',
    ['=exactly|precisely', 'measure', CELL, 'amount', 'reading?'],
    (_, measure, __, amount) => ofKind(amount, { if: 'compare', relation: 'equal', to: literal(measure) }),
  ),
  rule('so many zeros', 'count', ['amount', '=zeros|zeroes|zero', 'reading?'], (amount) =>
    ofKind(amount, IS_ZERO),
  ),
  rule('zeros, so many', 'count', ['=zeros|zeroes', '=x|×?', 'number'], (_, __, written) =>
    ofKind(number(written), IS_ZERO),
  ),
  rule(
    'zeros in a list',
    'count',
    ['=zeros|zeroes', '=in|altogether?', '=total|all?', CELL, 'amount'],
    (_, __, ___, ____, amount) => ofKind(amount, IS_ZERO),
  ),
  rule(
    'number of zero readings',
    'count',
    ['=number|count', '=of', '=zero|zeros|zeroes', 'reading?', 'link*', 'number'],
    (_, __, ___, ____, _____, written) => ofKind(number(written), IS_ZERO),
  ),
  rule('different values in a list', 'count', [DIFFERENT, 'reading', CELL, 'amount'], (_, __, ___, amount) =>
    counting(amount, { count: 'distinct values', of: HERE }),
  ),
  rule(
    'levels in a list',
    'count',
    [DIFFERENT, '=levels|states|steps', CELL, 'amount'],
    (_, __, ___, amount) => counting(amount, { count: 'distinct values', of: HERE }),
  ),
  rule('findings in a list', 'count', ['finding', CELL, 'amount'], (of, _, amount) =>
    amount.amount === 'number' || amount.amount === 'none' ? counting(amount, findings(of)) : undefined,
  ),
];
