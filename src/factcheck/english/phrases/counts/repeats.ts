import type { MoveSense } from '../../words/change.ts';
import { literal } from '../built.ts';
import { HERE, IT, partOf } from '../implied.ts';
import { quantity } from '../measures.ts';
import { rule } from '../rule.ts';
import { counting, number, readings } from './made.ts';

const STRETCHES = '=spells|stretches|episodes|excursions|runs|bouts|blocks|periods|phases';

function directionOf(move: MoveSense): 'up' | 'down' | undefined {
  if (move.startsWith('up')) return 'up';
  return move.startsWith('down') ? 'down' : undefined;
}

const OVER = /^(?:exceed|exceeding|larger|bigger|greater|more|over|above)$/;

/** How often, how many in a row, how many different ones. */
export const REPEAT_RULES = [
  rule('for so many readings', 'count', ['=for', 'number', 'reading'], (_, written, word) => {
    const amount = number(written);
    return amount === undefined || word === 'time'
      ? undefined
      : counting(amount, { count: 'run length', value: null, within: HERE });
  }),
  rule(
    'so long an event',
    'count',
    ['=lasting|lasts|lasted|spans|spanning', '=only|just?', 'amount', 'reading'],
    (_, __, amount, word) =>
      amount.amount !== 'number' || word === 'time'
        ? undefined
        : { ...counting(amount, readings()), of: partOf(IT) },
  ),
  rule(
    'so many changes in a row',
    'count',
    ['number', 'move', '=in|running|on', '=a|succession|end?', '=row?'],
    (written, move, how, a, row) => {
      const [amount, direction] = [number(written), directionOf(move)];
      const isRow = how === 'running' || a === 'succession' || a === 'end' || row === 'row';
      return amount === undefined || direction === undefined || !isRow
        ? undefined
        : counting(amount, { count: 'steps in a row', direction, within: HERE, any: true });
    },
  ),
  rule(
    'so many steps of a size',
    'count',
    [
      'amount',
      'move',
      '=from|between?',
      '=one?',
      'reading?',
      '=to?',
      '=the?',
      '=next?',
      '=of|by|exceed|exceeding|larger|bigger|greater|are|is|that|which',
      '=are|is|exceed|exceeded?',
      '=larger|bigger|greater|more|over|above?',
      '=than?',
      'measure',
    ],
    (amount, move, _, __, ___, ____, _____, ______, verb, then, more, _______, size) => {
      const isOver = [verb, then, more].some((word) => OVER.test(word ?? ''));
      const direction = /sudden|step|vary/.test(move) ? 'either' : directionOf(move);
      const to = literal(size);
      return direction === undefined || !isOver || size.value <= 0 || amount.amount !== 'number'
        ? undefined
        : counting(amount, { count: 'steps', direction, relation: 'over', to, within: HERE });
    },
  ),
  rule('so many changes', 'count', ['amount', 'move'], (amount) =>
    amount.amount === 'number' && amount.quantity.value > 1
      ? { ...counting(amount, readings()), ofAll: true }
      : undefined,
  ),
  rule('different values', 'count', ['amount', '=different|distinct|unique|discrete', 'reading?'], (amount) =>
    counting(amount, { count: 'distinct values', of: HERE }),
  ),
  rule('levels', 'count', ['amount', '=levels|plateaus|states|settings'], (amount) =>
    counting(amount, { count: 'distinct values', of: HERE }),
  ),
  rule(
    'readings in a row',
    'count',
    ['amount', 'reading', '=in|running', '=a|row?', '=row?'],
    (amount, _, prep, a, row) =>
      prep === 'running' || a !== undefined || row === 'row'
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
    word !== 'time' || amount.amount === 'all'
      ? undefined
      : // "in two thirds of all cases": of the readings.
        counting(amount, readings(amount.amount === 'share' ? HERE : partOf(IT))),
  ),
  // "182 W (3×)".
  rule('so many x', 'count', ['number', '=x|×'], (written) => {
    const amount = number(written);
    return amount === undefined ? undefined : counting(amount, readings(partOf(IT)));
  }),
  rule('once or twice', 'count', ['=once|twice|thrice'], (word) =>
    counting(
      {
        amount: 'number',
        quantity: quantity({ value: word === 'once' ? 1 : word === 'twice' ? 2 : 3, step: 1 }),
      },
      readings(partOf(IT)),
    ),
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
  rule(
    'so many stretches',
    'count',
    ['amount', '=separate|different|distinct|single|isolated?', STRETCHES],
    (amount) => counting(amount, { count: 'stretches', condition: { if: 'null' }, within: HERE }),
  ),
  rule('run of so many', 'count', ['amount', 'reading', '=in', '=succession|sequence'], (amount) =>
    counting(amount, { count: 'run length', value: null, within: HERE }),
  ),
];
