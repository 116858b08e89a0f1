import type { Amount, Counted, FindingClass } from '../../statement.ts';
import type { Written } from '../tokens/numbers.ts';
import type { AmountSense } from '../words/grammar.ts';
import { HERE, IT, partOf, without } from './implied.ts';
import { quantity } from './measures.ts';
import type { Counting } from './phrase.ts';
import { rule } from './rule.ts';

const bounds = (low: number | null, high: number | null): Amount => ({ amount: 'bounds', low, high });
const share = (low: number | null, high: number | null, open = false): Amount => ({
  amount: 'share',
  low,
  high,
  open,
});

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

const readings = (of = HERE): Counted => ({ count: 'readings', of });
const findings = (of: FindingClass): Counted => {
  if (of === 'gap') return { count: 'gaps', within: HERE };
  if (of === 'missing') return { count: 'missing readings', within: HERE };
  return { count: 'findings', of, within: HERE };
};

/** A number of things is whole and not negative. */
function number(written: Written): Amount | undefined {
  return Number.isInteger(written.value) && written.value >= 0 && written.step >= 1
    ? written.value === 0
      ? { amount: 'none' }
      : { amount: 'number', quantity: quantity(written) }
    : undefined;
}

function counting(amount: Amount, counted: Counted): Counting {
  return { amount, counted };
}

const THEM = '=them|these|those|which|it';

export const COUNT_RULES = [
  rule('amount in a word', 'amount', ['amountWord'], (word) => AMOUNT_WORDS[word]),
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
  rule('share of all', 'amount', ['fraction', '=of', '=all'], (part) => share(part - 0.05, part + 0.05)),
  rule('hedged share of all', 'amount', ['approx', 'fraction', '=of', '=all'], (_, part) =>
    share(part - 0.07, part + 0.07),
  ),
  rule('share of them', 'amount', ['fraction', '=of?'], (part) => share(part - 0.05, part + 0.05)),
  rule('hedged share of them', 'amount', ['approx', 'fraction', '=of?'], (_, part) =>
    share(part - 0.07, part + 0.07),
  ),
  rule('bounded share of them', 'amount', ['bound', 'fraction', '=of?'], (bound, part) =>
    bound === 'over' || bound === 'at least'
      ? share(part, null, bound === 'over')
      : share(null, part, bound === 'under'),
  ),
  rule('percentage of them', 'amount', ['measure', '=of'], ({ value, step, unit }) =>
    unit === '%' && value >= 0 && value <= 100
      ? share((value - step) / 100, (value + step) / 100)
      : undefined,
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
  rule('percentage of all', 'amount', ['measure', '=of', '=all|the'], ({ value, step, unit }) =>
    unit === '%' && value >= 0 && value <= 100
      ? share((value - step) / 100, (value + step) / 100)
      : undefined,
  ),
  rule('all but so many', 'amount', ['=all', '=but', 'number'], (_, __, written) => ({
    amount: 'all but',
    quantity: quantity(written),
  })),
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
  rule('for so many readings', 'count', ['=for', 'number', 'reading'], (_, written, word) => {
    const amount = number(written);
    return amount === undefined || word === 'time'
      ? undefined
      : counting(amount, { count: 'run length', value: null, within: HERE });
  }),
  rule('findings in a list', 'count', ['finding', '=:|=', '=none|nil|no'], (of) =>
    counting({ amount: 'none' }, findings(of)),
  ),
  rule('findings in a list by number', 'count', ['finding', '=:|=', 'number'], (of, _, written) => {
    const amount = number(written);
    return amount === undefined ? undefined : counting(amount, findings(of));
  }),
  rule('readings in a list', 'count', ['reading', '=:|=', 'number'], (word, _, written) => {
    const amount = number(written);
    return amount === undefined || word !== 'readings'
      ? undefined
      : { ...counting(amount, readings()), total: true };
  }),
  rule(
    'so long an event',
    'count',
    ['=lasting|lasts|lasted|spans|spanning', 'number', 'reading'],
    (_, written, word) => {
      const amount = number(written);
      return amount === undefined || word === 'time'
        ? undefined
        : { ...counting(amount, readings()), of: partOf(IT) };
    },
  ),
  rule('so many changes', 'count', ['number', 'move'], (written) => {
    const amount = number(written);
    return amount === undefined ? undefined : { ...counting(amount, readings()), ofAll: true };
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
  rule('so many findings', 'count', ['amount', 'finding'], (amount, of) => counting(amount, findings(of))),
  rule('so many unusual readings', 'count', ['amount', 'odd', 'reading'], (amount, of) =>
    counting(amount, findings(of)),
  ),
  rule('so many unusual findings', 'count', ['amount', 'odd', 'finding'], (amount, of, noun) =>
    counting(amount, findings(noun === 'any' ? of : noun)),
  ),
  rule('so many unusual things', 'count', ['amount', 'odd', 'unknown'], (amount, of) =>
    counting(amount, findings(of)),
  ),
  rule('so many unusual ones', 'count', ['amount', 'odd'], (amount, of) =>
    amount.amount === 'none' ? counting(amount, findings(of)) : undefined,
  ),
  rule('so many findings of two names', 'count', ['count', '=or|and|/|nor', 'finding'], (count) =>
    count.counted.count === 'findings' ? count : undefined,
  ),
  rule(
    'readings that are missing',
    'count',
    ['amount', 'reading', 'link*', '=missing|lost|absent|dropped|null|empty|blank|skipped'],
    (amount) =>
      amount.amount === 'none' || amount.amount === 'number' || amount.amount === 'bounds'
        ? counting(amount, { count: 'missing readings', within: HERE })
        : undefined,
  ),
  rule(
    'readings without a value',
    'count',
    ['amount', 'reading', '=without', '=a|any', 'reading'],
    (amount) => counting(amount, { count: 'missing readings', within: HERE }),
  ),
  rule(
    'different values',
    'count',
    ['amount', '=different|distinct|unique|separate|discrete', 'reading?'],
    (amount) => counting(amount, { count: 'distinct values', of: HERE }),
  ),
  rule('levels', 'count', ['amount', '=levels|plateaus|states|settings'], (amount) =>
    counting(amount, { count: 'distinct values', of: HERE }),
  ),
  rule(
    'readings in a row',
    'count',
    ['amount', 'reading', '=in|running', '=a|row?', '=row?'],
    (amount, word, prep, _, __) =>
      word === 'time' || prep === 'running' || _ === 'a' || __ === 'row'
        ? counting(amount, { count: 'run length', value: null, within: HERE })
        : undefined,
  ),
  rule(
    'consecutive readings',
    'count',
    ['amount', '=consecutive|successive|straight|identical|equal', 'reading'],
    (amount) => counting(amount, { count: 'run length', value: null, within: HERE }),
  ),
  rule('so many occasions', 'count', ['amount', 'reading'], (amount, word) =>
    word === 'time' && amount.amount !== 'all' ? counting(amount, readings(partOf(IT))) : undefined,
  ),
  rule('once or twice', 'count', ['=once|twice|thrice'], (word) =>
    counting(
      {
        amount: 'number',
        quantity: quantity({ value: word === 'once' ? 1 : word === 'twice' ? 2 : 3, step: 1 }),
      },
      readings(partOf(IT)),
    ),
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
  rule(
    'peaks and valleys',
    'count',
    ['amount', '=peaks|valleys|maxima|minima|crests|troughs|humps'],
    (amount, word) =>
      counting(amount, {
        count: /valley|minima|trough/.test(word ?? '') ? 'valleys' : 'peaks',
        within: HERE,
      }),
  ),
  rule('first readings, counted', 'count', ['part', '=in?', '=a?', '=row?'], (part) =>
    (part.part === 'first' || part.part === 'last') && part.size.size === 'readings' && part.size.count > 1
      ? {
          ...counting(
            { amount: 'number', quantity: { value: part.size.count, step: 1, hedge: 'exact' } },
            readings(part),
          ),
          of: part,
        }
      : undefined,
  ),
  rule('a finding', 'count', ['=a|an|another|one|this', 'finding'], (_, of) =>
    counting(bounds(1, null), findings(of)),
  ),
  rule('an unusual reading', 'count', ['=a|an|another|one', 'odd', 'reading'], (_, of) =>
    counting(bounds(1, null), findings(of)),
  ),
];
