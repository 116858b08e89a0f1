import { IT, partOf, without } from '../implied.ts';
import { quantity } from '../measures.ts';
import { rule } from '../rule.ts';
import { counting, number, readings } from './made.ts';

const THEM = '=them|these|those|which|it';

/** How many readings. */
export const READING_COUNT_RULES = [
  rule('so many readings', 'count', ['amount', 'reading'], (amount, word) =>
    word === 'time' ? undefined : counting(amount, readings()),
  ),
  rule('so many of the readings', 'count', ['amount', '=of', 'reading'], (amount) =>
    counting(amount, readings()),
  ),
  rule('so many of the window', 'count', ['amount', '=of', 'window'], (amount) =>
    counting(amount, readings()),
  ),
  rule('so many things', 'count', ['amount', 'unknown', 'reading'], (amount) => counting(amount, readings())),
  rule('so many readings of a kind', 'count', ['amount', 'condition', 'reading'], (amount, condition) =>
    condition.if === 'compare' && condition.relation === 'equal'
      ? undefined
      : { ...counting(amount, readings()), condition },
  ),
  rule('so many zero readings', 'count', ['amount', '=zero|0', 'reading'], (amount) => ({
    ...counting(amount, readings()),
    condition: {
      if: 'compare',
      relation: 'equal',
      to: { num: 'literal', quantity: quantity({ value: 0, step: 1e-9 }) },
    },
  })),
  rule(
    'so many of so many readings',
    'count',
    ['number', '=of|out|from', '=of?', 'number', 'reading?'],
    (written, _, __, total, noun) => {
      const amount = number(written);
      return amount === undefined ||
        !Number.isInteger(total.value) ||
        (noun === undefined && total.value < written.value)
        ? undefined
        : { ...counting(amount, readings()), ofAll: true };
    },
  ),
  rule('readings in a list', 'count', ['reading', '=:|=', 'number'], (word, _, written) => {
    const amount = number(written);
    return amount === undefined || word !== 'readings'
      ? undefined
      : { ...counting(amount, readings()), total: true };
  }),
  rule('total of so many', 'count', ['=total|sum', '=of', 'number', 'reading'], (_, __, written) => {
    const amount = number(written);
    return amount === undefined ? undefined : { ...counting(amount, readings()), total: true };
  }),
  rule(
    'so many in the window',
    'count',
    ['count', '=in|of|over|from|for|within|across', 'window'],
    (count) => count,
  ),
  rule('half a reading', 'count', ['number', 'reading'], (written, word) =>
    word !== 'time' && word !== 'interval' && !Number.isInteger(written.value)
      ? counting({ amount: 'number', quantity: quantity(written) }, readings())
      : undefined,
  ),
  rule('out of so many', 'count', ['=out', '=of', 'number', 'reading'], (_, __, written) => {
    const amount = number(written);
    return amount === undefined ? undefined : { ...counting(amount, readings()), total: true };
  }),
  rule('share of the window', 'count', ['amount', 'window'], (amount) =>
    amount.amount === 'share' ? { ...counting(amount, readings()), ofAll: true } : undefined,
  ),
  rule('so many of them', 'count', ['amount', '=of', THEM], (amount) => ({
    ...counting(amount, readings(partOf(IT))),
    of: partOf(IT),
  })),
  rule(
    'so many other readings, counted',
    'count',
    ['=other|remaining', 'number', 'reading'],
    (_, written) => {
      const amount = number(written);
      return amount === undefined
        ? undefined
        : { ...counting(amount, readings(without(partOf(IT)))), of: without(partOf(IT)) };
    },
  ),
  rule('so many by themselves', 'count', ['amount'], (amount) =>
    amount.amount === 'all but' ? counting(amount, readings()) : undefined,
  ),
];
