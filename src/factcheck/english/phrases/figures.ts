import type { Num } from '../../statement/numbers.ts';
import type { MoveSense } from '../words/change.ts';
import { literal, statistic } from './built.ts';
import { HERE, IT, isHere, partOf, WHOLE } from './implied.ts';
import { endmost, ranked, THING } from './named.ts';
import { narrowed } from './parts.ts';
import { rule } from './rule.ts';

/** The reading that is so many behind the first, or before the last. */
const readingFrom = (edge: 'part start' | 'part end', k: number): Num => ({
  num: 'reading at',
  at: { time: 'readings on', from: { time: edge, of: WHOLE }, k },
});

/** Names of what is measured that no table of quantities can have: they are of many. */
const MEASURED = '=count|tally|rate|level|speed|figure';

const MEASURED_TOO = `${MEASURED}?` as const;

const UTMOST = '=maximum|upper|max|minimum|lower|high|low';
const ALLOWED = '=allowed|permitted|permissible|allowable|limit|threshold|bound';

/** Names of figures: statistics, readings by their place, limits. */
export const FIGURE_RULES = [
  rule('named statistic', 'num', ['stat'], (name) => statistic(name)),
  rule('statistic of the quantity', 'num', ['stat', 'quantityWord'], (name) => statistic(name)),
  rule('statistic of some readings', 'num', ['stat', 'reading'], (name) => statistic(name)),
  rule('statistic of an unknown thing', 'num', ['stat', 'unknown'], (name) => statistic(name)),
  rule('quantity and its statistic', 'num', ['quantityWord', 'stat'], (_, name) => statistic(name)),
  rule('superlative reading', 'num', ['extreme', 'reading'], (which, noun) =>
    // "the two largest values" are several.
    noun === 'readings' ? undefined : statistic(which),
  ),
  rule('superlative quantity', 'num', ['extreme', 'quantityWord'], (which) => statistic(which)),
  rule('superlative of what is measured', 'num', ['extreme', MEASURED], (which) => statistic(which)),
  rule('first or last of what is measured', 'num', ['ordinal', `${MEASURED}|one`], (nth) => endmost(nth)),
  rule('superlative alone', 'num', ['extreme'], (which) => statistic(which)),
  rule('statistic of a part', 'num', ['num', THING, 'part'], (num, _, of) =>
    num.num === 'statistic' ? { ...num, of } : undefined,
  ),
  rule('statistic of what is scoped', 'num', ['num', 'scope'], (num, of) =>
    num.num === 'statistic' ? { ...num, of: isHere(num.of) ? of : narrowed(num.of, of) } : undefined,
  ),
  rule('statistic of the window', 'num', ['num', THING, 'window'], (num) => num),
  rule('statistic of the quantity in question', 'num', ['num', THING, 'quantityWord'], (num) => num),
  rule('statistic by its own part', 'num', ['part', 'stat'], (of, name) => statistic(name, of)),
  rule('first or last reading', 'num', ['ordinal', 'reading'], (nth, noun) =>
    // "for the first time" names no reading.
    noun === 'time' ? undefined : endmost(nth),
  ),
  rule('reading by its number', 'num', ['ordinal', 'reading', '=but?', '=one?'], (nth, noun, but) => {
    const k = Number(nth);
    if (noun === 'time' || noun === 'interval' || !Number.isInteger(k) || k === 1) return undefined;
    if (k < -1) return readingFrom('part end', k + 1);
    if (k === -1) return but === undefined ? undefined : readingFrom('part end', -1);
    return readingFrom('part start', k - 1);
  }),
  rule('statistic explained', 'num', ['stat', '=(', 'stat', '=-|–|−|minus', 'stat', '=)'], (name) =>
    statistic(name),
  ),
  rule('largest change', 'num', ['extreme', '=single|individual|one?', 'move'], (which, _, move) =>
    which === 'max' && stepDirection(move) !== undefined
      ? { num: 'largest step', direction: stepDirection(move) ?? 'either', of: HERE }
      : undefined,
  ),
  rule(
    'largest step',
    'num',
    [
      '=largest|biggest|greatest|steepest|sharpest|strongest',
      '=single|individual|one?',
      '=step|jump|change|move|leap|hop',
      '=upwards|downwards|upward|downward|up|down?',
    ],
    (_, __, ___, way) => ({
      num: 'largest step',
      direction: way === undefined ? 'either' : way.startsWith('up') ? 'up' : 'down',
      of: HERE,
    }),
  ),
  rule(
    'steepest change',
    'num',
    ['=steepest|sharpest|quickest', '=single|individual|one?', 'move'],
    (_, __, move) => {
      const direction = stepDirection(move);
      return direction === undefined ? undefined : { num: 'largest step', direction, of: HERE };
    },
  ),
  rule(
    'largest change from one reading to the next',
    'num',
    [
      'num',
      '=from|between',
      '=one|two|consecutive|successive',
      '=consecutive|successive?',
      'reading',
      '=to|and?',
      '=next?',
    ],
    (num) => (num.num === 'largest step' ? num : undefined),
  ),
  rule(
    'range between two figures',
    'num',
    ['=spread|range|span', '=between|of', 'pair'],
    (_, __, { a, b }) => ({ num: 'distance', a, b }),
  ),
  rule('first or last of them', 'num', ['ordinal', '=of', '=them|these|those|which'], (nth) =>
    endmost(nth, partOf(IT)),
  ),
  rule('figure and so much more', 'num', ['num', '=plus|minus', 'measure'], (a, word, quantity) => {
    const far: Num =
      quantity.unit === 'standard deviations'
        ? {
            num: 'product',
            a: literal({ value: quantity.value, step: quantity.step, hedge: quantity.hedge }),
            b: statistic('stddev'),
          }
        : literal(quantity);
    return { num: word === 'plus' ? 'sum of' : 'difference', a, b: far };
  }),
  rule('first or last quantity', 'num', ['ordinal', 'quantityWord'], (nth) => endmost(nth)),
  rule('rank from the top', 'num', ['ordinal', 'extreme', 'reading?', MEASURED_TOO], (nth, which) =>
    Number(nth) > 1 ? ranked(Number(nth), which === 'max') : undefined,
  ),
  rule('next in rank', 'num', ['=next', 'extreme', 'reading?', MEASURED_TOO], (_, which) =>
    ranked(2, which === 'max'),
  ),
  rule('runner-up', 'num', ['=runner-up|second-best'], () => ranked(2, true)),
  rule('rank in one word', 'num', ['unknown', 'reading?'], (word) => {
    const parts =
      /^(second|third|fourth|fifth)-(highest|largest|lowest|smallest|warmest|coldest|biggest)$/.exec(word);
    const k = ['second', 'third', 'fourth', 'fifth'].indexOf(parts?.[1] ?? '') + 2;
    return parts === null ? undefined : ranked(k, !/lowest|smallest|coldest/.test(parts[2] ?? ''));
  }),
  rule('reading at a moment', 'num', ['reading', '=at|taken', 'time'], (noun, _, at) =>
    noun !== 'time' && at.time === 'moment' ? { num: 'reading at', at } : undefined,
  ),
  rule(
    'reading before or after',
    'num',
    [
      '=previous|preceding|next|following|one|sample|reading|value',
      '=one|reading|value|sample|before|after|interval',
    ],
    (a, b) => {
      if (a === 'one' && b !== 'before' && b !== 'after') return undefined;
      const isBefore = a === 'previous' || a === 'preceding' || b === 'before';
      const isAfter = a === 'next' || a === 'following' || b === 'after';
      return isBefore || isAfter
        ? {
            num: 'reading at',
            at: {
              time: 'readings on',
              from: { time: 'start', of: { event: 'finding', of: 'any', k: 0 } },
              k: isBefore ? -1 : 1,
            },
          }
        : undefined;
    },
  ),
  rule('allowed limit', 'num', [UTMOST, ALLOWED, 'reading?'], (which) => ({
    num: 'limit',
    which: /^(?:min|low)/.test(which ?? '') ? 'low' : 'high',
  })),
  rule(
    'allowed limit with its value',
    'num',
    [UTMOST, ALLOWED, 'reading?', '=of|:|is', 'measure'],
    (_, __, ___, ____, measure) => literal(measure),
  ),
  rule('limit with its value', 'num', ['=limit|threshold|ceiling|cap', '=of', 'measure'], (_, __, measure) =>
    literal(measure),
  ),
];

/** Which way a change goes that happens from one reading to the next. */
function stepDirection(move: MoveSense): 'up' | 'down' | 'either' | undefined {
  if (move === 'up' || move === 'up sudden') return move === 'up sudden' ? 'either' : 'up';
  if (move === 'down' || move === 'down sudden') return 'down';
  return move === 'step' ? 'either' : undefined;
}
