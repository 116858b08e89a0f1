import type { Amount } from '../../../statement/literals.ts';
import { IT, partOf, without } from '../implied.ts';
import { quantity } from '../measures.ts';
import type { Counting } from '../phrase.ts';
import { rule } from '../rule.ts';
import { counting, number, readings } from './made.ts';

const THEM = '=them|these|those|which|it';

const BELONG = '=belong|belongs|fall|fell|lie|lay|come|came|occur|occurred|sit|sat|are|were|is|was';

/** Those that were not counted before. */
function others(amount: Amount | undefined): Counting | undefined {
  return amount === undefined
    ? undefined
    : { ...counting(amount, readings(without(partOf(IT)))), of: without(partOf(IT)) };
}

/** How many readings. */
export const READING_COUNT_RULES = [
  rule('so many readings', 'count', ['amount', 'reading'], (amount, word) =>
    word === 'time' ? undefined : counting(amount, readings()),
  ),
  rule(
    'so many readings without an event',
    'count',
    ['amount', 'reading', '=but|save|bar', '=for?', 'event'],
    (amount, _, __, ___, event) => ({
      ...counting(amount, readings(without(partOf(event)))),
      of: without(partOf(event)),
    }),
  ),
  rule('so many of the readings', 'count', ['amount', '=of', 'unknown?', 'reading'], (amount) =>
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
  rule('readings in a list', 'count', ['reading', '=:|=|BAR', 'number'], (word, _, written) => {
    const amount = number(written);
    return amount === undefined || word !== 'readings'
      ? undefined
      : { ...counting(amount, readings()), total: true };
  }),
  rule(
    'number of readings of a kind',
    'count',
    ['=number|count|total', '=of', 'reading', 'condition', 'link*', 'number'],
    (_, __, ___, condition, ____, written) => {
      const amount = number(written);
      return amount === undefined ? undefined : { ...counting(amount, readings()), condition };
    },
  ),
  rule(
    'number of readings',
    'count',
    ['=number|count', '=of', 'reading', 'link*', 'number'],
    (_, __, ___, ____, written) => {
      const amount = number(written);
      return amount === undefined ? undefined : { ...counting(amount, readings()), total: true };
    },
  ),
  rule('total of so many', 'count', ['=total|sum', '=of', 'number', 'reading'], (_, __, written) => {
    const amount = number(written);
    return amount === undefined ? undefined : { ...counting(amount, readings()), total: true };
  }),
  rule(
    'so many in the window',
    'count',
    ['count', '=in|of|over|from|for|within|across', 'window'],
    // "all of them in the evening": when they are.
    (count) => (count.of === undefined ? count : undefined),
  ),
  rule(
    'half a reading',
    'count',
    ['number', '=readings|samples|values|measurements|data', '=points|values?'],
    (written) =>
      Number.isInteger(written.value)
        ? undefined
        : counting({ amount: 'number', quantity: quantity(written) }, readings()),
  ),
  rule('share of the window', 'count', ['amount', 'window'], (amount) =>
    amount.amount === 'share' ? { ...counting(amount, readings()), ofAll: true } : undefined,
  ),
  rule('so many by themselves', 'count', ['amount'], (amount) =>
    amount.amount === 'all but' ? counting(amount, readings()) : undefined,
  ),
  rule(
    'so many of so many readings',
    'count',
    ['amount', '=of|out|from|/', '=of?', 'number', 'reading?'],
    (amount, _, __, total, noun) => {
      const isPart = amount.amount !== 'number' || amount.quantity.value <= total.value;
      return !Number.isInteger(total.value) ||
        total.step < 1 ||
        (noun === undefined && (!isPart || amount.amount !== 'number')) ||
        noun === 'time'
        ? undefined
        : { ...counting(amount, readings()), ofAll: true, totalOf: quantity(total) };
    },
  ),
  rule(
    'all of so many readings',
    'count',
    ['=all|every', '=of?', 'number', 'reading'],
    (_, __, total, noun) =>
      Number.isInteger(total.value) && total.value > 1 && noun !== 'time'
        ? { ...counting({ amount: 'all' }, readings()), totalOf: quantity(total) }
        : undefined,
  ),
  rule(
    'of so many readings',
    'count',
    ['=of|among|out', '=of?', 'number', 'reading'],
    (_, __, total, noun) => {
      const amount = number(total);
      return amount === undefined || noun === 'time'
        ? undefined
        : { ...counting(amount, readings()), total: true };
    },
  ),
  rule(
    'out of so many',
    'count',
    ['=out', '=of', 'number', '=in|all|altogether|total?', '=total|all?'],
    (_, __, total) => {
      const amount = number(total);
      return amount === undefined ? undefined : { ...counting(amount, readings()), total: true };
    },
  ),
  rule('so many of them', 'count', ['amount', '=of', THEM], (amount) => ({
    ...counting(amount, readings(partOf(IT))),
    of: partOf(IT),
  })),
  rule('so many others', 'count', ['=other|remaining|further', 'number', 'reading?'], (_, written) =>
    others(number(written)),
  ),
  rule(
    'the rest in number',
    'count',
    ['=rest|remainder|others|remaining', '=,|(|:', 'number', '=in?', '=number|all|total?'],
    (_, __, written) => others(number(written)),
  ),
  rule(
    'so many of the others',
    'count',
    ['amount', '=of', '=other|others|rest|remainder|remaining', 'reading?'],
    (amount) => ({
      ...counting(amount, readings()),
      ofAll: true,
      of: without(partOf(IT)),
    }),
  ),
  rule(
    'so many that belong to a part',
    'count',
    ['amount', BELONG, '=to|in|into|within|on|during', 'part'],
    (amount, _, __, part) => ({
      ...counting(amount, readings(partOf(IT))),
      of: partOf(IT),
      place: part,
    }),
  ),
  rule(
    'all readings but so many',
    'count',
    ['=all|every', 'reading', '=but|except|bar|save', 'number', 'reading?'],
    (_, __, ___, written) => ({
      ...counting({ amount: 'all but', quantity: quantity(written) }, readings()),
    }),
  ),
  // "A few are below 20, five, to be exact": the same once more.
  rule('so many exactly', 'count', ['number', '=,?', '=to', '=be', '=exact|precise'], (written) => {
    const amount = number(written);
    return amount === undefined ? undefined : { ...counting(amount, readings()), again: true };
  }),
  // "26 above 20, in the first half none": of those that were counted before.
  rule('none of a part', 'count', ['scope', '=none|nothing|nil'], (place) => ({
    ...counting({ amount: 'none' }, readings(partOf(IT))),
    of: partOf(IT),
    place,
  })),
  rule('only so many', 'count', ['=only|just|merely', 'count'], (_, count) => count),
  rule('so many above it', 'count', ['amount', '=above|below', '=it|that|them?'], (amount, word) =>
    amount.amount === 'number'
      ? { ...counting(amount, readings()), side: word === 'above' ? 'over' : 'under' }
      : undefined,
  ),
  rule('so many of a part', 'count', ['amount', '=of', 'part'], (amount, _, of) =>
    of.part === 'piece' || of.part === 'between' || of.part === 'first' || of.part === 'last'
      ? { ...counting(amount, readings(of)), of, ofAll: true }
      : undefined,
  ),
];
