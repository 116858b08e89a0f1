import type { Amount } from '../../../statement/literals.ts';
import type { AmountSense } from '../../words/grammar.ts';
import { quantity } from '../measures.ts';
import { rule } from '../rule.ts';
import { bounds, number, share } from './made.ts';

/** Inclusive bounds of what is said without a number. */
const AMOUNT_WORDS: Readonly<Record<AmountSense, Amount>> = {
  several: bounds(3, null),
  few: bounds(2, 5),
  couple: bounds(2, 2),
  handful: bounds(2, 8),
  some: bounds(1, null),
  most: share(0.5, null, true),
  'nearly all': share(0.85, 1),
  all: { amount: 'all' },
  none: { amount: 'none' },
  half: share(0.4, 0.6),
  third: share(0.28, 0.39),
  quarter: share(0.2, 0.3),
  'two thirds': share(0.61, 0.72),
  'three quarters': share(0.7, 0.8),
  'under half': share(null, 0.5, true),
  minority: share(null, 0.5, true),
  one: { amount: 'number', quantity: { value: 1, step: 1, hedge: 'exact' } },
};

/** How many, before it is said of what. */
export const AMOUNT_RULES = [
  rule('amount in a word', 'amount', ['amountWord'], (word) => AMOUNT_WORDS[word]),
  rule('amount of all', 'amount', ['amountWord', '=all'], (word) => {
    const amount = AMOUNT_WORDS[word];
    return amount.amount === 'share' && amount.open ? amount : undefined;
  }),
  rule('whole number', 'amount', ['number'], (written) => number(written)),
  rule('hedged amount', 'amount', ['approx', 'number'], (hedge, written) => {
    const amount = number(written);
    return amount?.amount === 'number'
      ? { amount: 'number', quantity: { ...amount.quantity, hedge } }
      : amount;
  }),
  rule('bounded amount', 'amount', ['bound', 'number'], (bound, { value }) =>
    Number.isInteger(value)
      ? bound === 'over'
        ? bounds(value + 1, null)
        : bound === 'at least'
          ? bounds(value, null)
          : bounds(0, bound === 'under' ? value - 1 : value)
      : undefined,
  ),
  rule('share of them', 'amount', ['fraction', '=of?', '=all?'], (part) => share(part - 0.05, part + 0.05)),
  rule('hedged share of them', 'amount', ['approx', 'fraction', '=of?', '=all?'], (_, part) =>
    share(part - 0.07, part + 0.07),
  ),
  rule('bounded share of them', 'amount', ['bound', 'fraction', '=of?'], (bound, part) =>
    bound === 'over' || bound === 'at least'
      ? // What is nearly all is not "over a tenth".
        share(part, Math.min(1, 2 * part), bound === 'over')
      : share(null, part, bound === 'under'),
  ),
  rule(
    'bounded percentage of them',
    'amount',
    ['bound', 'measure', '=of', '=all|the?'],
    (bound, { value, unit }) =>
      unit !== '%' || value < 0 || value > 100
        ? undefined
        : bound === 'over' || bound === 'at least'
          ? share(value / 100, null, bound === 'over')
          : share(null, value / 100, bound === 'under'),
  ),
  rule('percentage of them', 'amount', ['measure', '=of', '=all|the?'], ({ value, step, unit }) =>
    unit === '%' && value >= 0 && value <= 100
      ? share((value - step) / 100, (value + step) / 100)
      : undefined,
  ),
  rule('one in so many', 'amount', ['number', '=in', '=every?', 'number'], (part, _, __, all) =>
    part.value > 0 && part.value < all.value && all.value <= 20 && part.value <= 4
      ? share((0.8 * part.value) / all.value, (1.25 * part.value) / all.value)
      : undefined,
  ),
  rule('every so-manieth', 'amount', ['=every', 'ordinal'], (_, nth) =>
    Number(nth) > 2 ? share(0.8 / Number(nth), 1.25 / Number(nth)) : undefined,
  ),
  rule('all but so many', 'amount', ['=all', '=but', 'number'], (_, __, written) => ({
    amount: 'all but',
    quantity: quantity(written),
  })),
];
