import type { Num } from '../../../statement/numbers.ts';
import type { Part } from '../../../statement/parts.ts';
import { WHOLE } from '../implied.ts';
import type { Comparison, Pair } from '../phrase.ts';
import { rule } from '../rule.ts';
import { DIFFER, DIFFERENCE, distant, EACH, FIRST, LAST, meanOf, OTHER, readingOf } from './made.ts';

const piece = (k: 1 | 2): Part => ({ part: 'piece', of: WHOLE, k, n: 2 });
const HALVES: Pair = { a: meanOf(piece(1)), b: meanOf(piece(2)) };
const END = 'end|finish|close|ending';
const EDGE = `=start|beginning|outset|opening|${END}`;
const edgeOf = (word: string | undefined): Num => (END.split('|').includes(word ?? '') ? LAST : FIRST);
const PIECES: Readonly<Record<string, number>> = {
  half: 2,
  halves: 2,
  third: 3,
  thirds: 3,
  quarter: 4,
  quarters: 4,
};
const NEARLY = '=practically|virtually|effectively?';

/** The k-th of so many pieces, counted from either end. */
function pieceOf(nth: string, n: number): Part | undefined {
  const k = Number(nth) < 0 ? n + 1 + Number(nth) : Number(nth);
  return k >= 1 && k <= n ? { part: 'piece', of: WHOLE, k, n } : undefined;
}

/** Of two parts, another statistic than their mean. */
function named({ a, b }: Pair, name: Num): Pair | undefined {
  if (name.num !== 'statistic' || a.num !== 'statistic' || b.num !== 'statistic') return undefined;
  return { a: { ...name, of: a.of }, b: { ...name, of: b.of } };
}

/** Two things side by side, whatever is said of them: "the mean and the median", "the two halves", "the first and the last reading". */
export const PAIR_RULES = [
  rule('two figures', 'pair', ['num', '=and', 'num'], (a, _, b) => ({ a, b })),
  rule(
    'figure and a limit that is thought of',
    'pair',
    ['num', '=and', '=assumed|given|allowed|possible|set', 'num'],
    (a, _, __, b) => ({ a, b }),
  ),
  rule('both of a pair', 'pair', ['=two|both', 'pair'], (_, pair) => pair),
  rule('two parts', 'pair', ['part', '=and', 'part'], (a, _, b) => ({ a: meanOf(a), b: meanOf(b) })),
  rule('first and last reading', 'pair', ['ordinal', '=and', 'ordinal', 'reading'], (nth, _, other) =>
    nth === '1' && other === '-1'
      ? { a: FIRST, b: LAST }
      : nth === '-1' && other === '1'
        ? { a: LAST, b: FIRST }
        : undefined,
  ),
  rule(
    'two pieces by their number',
    'pair',
    ['ordinal', '=and', 'ordinal', `=${Object.keys(PIECES).join('|')}`],
    (nth, _, other, word) => {
      const n = PIECES[word ?? ''] ?? 2;
      const [a, b] = [pieceOf(nth, n), pieceOf(other, n)];
      return a === undefined || b === undefined ? undefined : { a: meanOf(a), b: meanOf(b) };
    },
  ),
  rule('both halves', 'pair', ['=halves'], () => HALVES),
  rule(
    'halves and their means',
    'pair',
    ['=halves', '=in|on|by?', '=average|averages|mean|means'],
    () => HALVES,
  ),
  rule('means of the halves', 'pair', ['=half', '=averages|means'], () => HALVES),
  rule('start and end', 'pair', [EDGE, '=and', EDGE], (a, _, b) =>
    edgeOf(a) === edgeOf(b) ? undefined : { a: edgeOf(a), b: edgeOf(b) },
  ),
  rule('readings at two moments', 'pair', ['time', '=and', 'time'], (a, _, b) =>
    a.time === 'moment' && b.time === 'moment' ? { a: readingOf(a), b: readingOf(b) } : undefined,
  ),
  rule('a statistic of two parts', 'pair', ['num', '=of|in|for|between', 'pair'], (name, _, pair) =>
    named(pair, name),
  ),

  rule('so much apart', 'comparison', ['pair', 'link*', 'measure', '=apart'], ({ a, b }, _, by) =>
    apartBy(a, b, by),
  ),
  rule(
    'two that differ by so much',
    'comparison',
    ['pair', DIFFER, '=by', 'bound?', 'measure'],
    ({ a, b }, _, __, bound, by) => ({ relation: distant(bound), left: a, to: b, by }),
  ),
  rule('two that differ by a factor', 'comparison', ['pair', DIFFER, 'factor'], ({ a, b }, _, by) => ({
    relation: 'equal',
    left: a,
    to: b,
    by: { ...by, unit: 'times' },
    isEither: true,
  })),
  rule(
    'two that are close to one another',
    'comparison',
    ['pair', 'link*', '=within', 'measure', '=of|from', EACH, OTHER],
    ({ a, b }, _, __, by) => ({ relation: 'within', left: a, to: b, by }),
  ),
  rule(
    'two that agree within so much',
    'comparison',
    ['pair', '=agree|agrees|agreed|match|coincide|are|is|lie|stay', '=same?', '=to?', '=within', 'measure'],
    ({ a, b }, _, __, ___, ____, by) => ({ relation: 'within', left: a, to: b, by }),
  ),
  rule(
    'two that are the same',
    'comparison',
    ['pair', 'link*', 'approx?', NEARLY, '=same|identical|equal|alike'],
    ({ a, b }, _, hedge, nearly) => ({
      relation: hedge === undefined && nearly === undefined ? 'equal' : 'near',
      left: a,
      to: b,
    }),
  ),
  rule(
    'what lies between two',
    'comparison',
    [DIFFERENCE, '=between|of|from', 'pair', 'link*', 'measure'],
    (_, __, { a, b }, ___, by) => apartBy(a, b, by),
  ),
  rule(
    'so much between two',
    'comparison',
    [DIFFERENCE, 'link*', 'measure', '=between', 'pair'],
    (_, __, by, ___, { a, b }) => apartBy(a, b, by),
  ),
  rule(
    'between the two',
    'comparison',
    ['=lies|lie|lay|is|are|was|were|falls|fall|fell|stays|sits', '=between', 'pair'],
    // Two moments are a span of time.
    (_, __, { a, b }) =>
      a.num === 'reading at' || b.num === 'reading at' ? undefined : { relation: 'within', to: a, high: b },
  ),
  rule(
    'closer to one than to the other',
    'comparison',
    ['=closer|nearer|farther|further', '=to|from', 'num', '=than', '=to|from', 'num'],
    (word, _, to, __, ___, other) => ({
      relation: word === 'closer' || word === 'nearer' ? 'under' : 'over',
      to,
      than: other,
    }),
  ),
  rule(
    'closer to something than another is',
    'comparison',
    ['=closer|nearer|farther|further', '=to|from', 'num', '=than', 'num', '=is|does|lies?'],
    (word, _, to, __, rival) => ({
      relation: word === 'closer' || word === 'nearer' ? 'under' : 'over',
      to,
      rival,
    }),
  ),
  rule(
    'the same for two',
    'comparison',
    ['=same|identical|equal|alike|unchanged', '=in|for|across|over|throughout', 'pair'],
    (_, __, { a, b }) => ({ relation: 'equal', left: a, to: b }),
  ),
  rule(
    'about the same for two',
    'comparison',
    ['approx', '=same|identical|equal|alike', '=in|for|across|over', 'pair'],
    (_, __, ___, { a, b }) => ({ relation: 'near', left: a, to: b }),
  ),
  rule(
    'so much that parts two',
    'comparison',
    [
      'measure',
      '=lie|lies|lay|separate|separates|separated|part|parts|stand|stands|difference|apart',
      '=between?',
      'pair',
    ],
    (by, _, __, { a, b }) => apartBy(a, b, by),
  ),
];

function apartBy(left: Num, to: Num, by: NonNullable<Comparison['by']>): Comparison {
  return { relation: 'equal', left, to, by };
}
