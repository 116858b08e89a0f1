import type { Quantity } from '../../../statement/literals.ts';
import type { Num } from '../../../statement/numbers.ts';
import { literal, statistic } from '../built.ts';
import { rule } from '../rule.ts';
import { isRelation, mean, plain, side, ZERO } from './made.ts';

const stddev: Num = statistic('stddev');

/** What a reading has to be to be meant: "the readings *above 500*". */
export const CONDITION_RULES = [
  rule('condition against a number', 'condition', ['compare', 'measure'], (sense, quantity) => {
    const { relation } = plain(sense);
    if (!isRelation(relation)) return undefined;
    return quantity.unit === 'standard deviations' || quantity.unit === 'times'
      ? undefined
      : { if: 'compare', relation, to: literal(quantity) };
  }),
  rule('condition against a statistic', 'condition', ['compare', 'num'], (sense, to) => {
    const { relation } = plain(sense);
    return isRelation(relation) ? { if: 'compare', relation, to } : undefined;
  }),
  rule('comparative as a condition', 'condition', ['more', '=than', 'measure'], (more, _, quantity) => {
    const relation = side(more);
    return relation === undefined ? undefined : { if: 'compare', relation, to: literal(quantity) };
  }),
  rule('condition of lying between', 'condition', ['range'], ({ low, high }) => ({
    if: 'between',
    low: literal(low),
    high: literal(high),
  })),
  rule(
    'value as a condition',
    'condition',
    ['=of|at|with|equal|exactly', '=exactly|to?', 'measure'],
    (_, __, quantity) =>
      quantity.unit === 'standard deviations'
        ? undefined
        : { if: 'compare', relation: 'equal', to: literal(quantity) },
  ),
  rule('sign as a condition', 'condition', ['=negative|positive|nonzero|non-zero'], (word) => ({
    if: 'compare',
    relation: word === 'negative' ? 'under' : word === 'positive' ? 'over' : 'not equal',
    to: ZERO,
  })),
  rule(
    'condition of deviations from the mean',
    'condition',
    ['compare', 'measure', '=from|of|above|below?', 'num?'],
    (sense, by) =>
      by.unit === 'standard deviations' && plain(sense).relation === 'over' ? farOut(by) : undefined,
  ),
];

/** More than so many standard deviations from the mean, on either side. */
function farOut(by: Quantity) {
  const far: Num = {
    num: 'product',
    a: literal({ value: by.value, step: by.step, hedge: 'exact' }),
    b: stddev,
  };
  return {
    if: 'not',
    condition: {
      if: 'between',
      low: { num: 'difference', a: mean, b: far },
      high: { num: 'sum of', a: mean, b: far },
    },
  } as const;
}
