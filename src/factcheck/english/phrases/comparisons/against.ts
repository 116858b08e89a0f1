import type { Quantity } from '../../../statement/literals.ts';
import type { CompareSense } from '../../words/grammar.ts';
import { literal } from '../built.ts';
import type { Comparison } from '../phrase.ts';
import { rule } from '../rule.ts';
import { apart, mean, plain, ZERO } from './made.ts';

const BEYOND =
  '=more|less|fewer|higher|lower|above|below|over|under|greater|larger|smaller|warmer|hotter|colder|cooler|faster|slower|up|down';
const BARELY = '=barely|narrowly|marginally|just|slightly';

const EXCEEDED = '=exceeded|surpassed|topped|overstepped|undershot';

/** Which side of something, and by how much: one rule for each way to put the words, whatever stands behind them. */
export const AGAINST_RULES = [
  rule('against what follows', 'comparison', ['compare'], (sense) => plain(sense)),
  rule('not that one either', 'comparison', ['comparison', '=either'], (comparison) =>
    comparison.by === undefined ? comparison : undefined,
  ),
  rule('against something', 'comparison', ['compare', 'other'], (sense, other) => ({
    ...plain(sense),
    ...other,
  })),
  rule('against a number', 'comparison', ['compare', 'measure'], (sense, quantity) => {
    const { relation, passing } = plain(sense);
    if (quantity.unit === 'times') return undefined;
    // Farther out than so many of them, on either side.
    if (quantity.unit === 'standard deviations')
      return {
        relation: relation === 'over' ? 'outside' : relation === 'under' ? 'within' : relation,
        to: mean,
        by: quantity,
      };
    return { relation, to: literal(quantity), ...(passing ? { passing } : {}) };
  }),
  rule(
    'against a number for each reading',
    'comparison',
    ['comparison', '=per|every|each', 'reading'],
    (comparison, _, noun) => (noun !== 'time' && comparison.to?.num === 'literal' ? comparison : undefined),
  ),
  rule(
    'against a share of a figure',
    'comparison',
    ['compare', 'measure', '=of', 'num'],
    (sense, share, _, b) =>
      share.unit === '%'
        ? {
            ...plain(sense),
            to: {
              num: 'product',
              a: literal({ value: share.value / 100, step: share.step / 100, hedge: share.hedge }),
              b,
            },
          }
        : undefined,
  ),
  rule('against the zero line', 'comparison', ['compare', '=zero|freezing', '=line?'], (sense) => ({
    ...plain(sense),
    to: ZERO,
  })),
  rule(
    'of a sign',
    'comparison',
    ['=is|are|was|were|stays|stay|stayed|remains|remain|remained|being', '=positive|negative'],
    (_, word) => ({
      relation: word === 'negative' ? 'under' : 'over',
      to: ZERO,
    }),
  ),
  rule('a number or more', 'comparison', ['measure', '=or', BEYOND], (quantity, _, word) => ({
    relation: /^(?:less|fewer|lower|below|under|smaller|colder|cooler|slower|down)$/.test(word ?? '')
      ? 'at most'
      : 'at least',
    to: literal(quantity),
  })),
  rule('just beyond a number', 'comparison', [BARELY, 'compare', 'measure'], (_, sense, quantity) =>
    barely(sense, quantity),
  ),
  rule(
    'only just beyond a number',
    'comparison',
    ['=only', '=just', 'compare', 'measure'],
    (_, __, sense, quantity) => barely(sense, quantity),
  ),
  rule('so much above something', 'comparison', ['measure', 'compare', 'other'], (by, sense, other) =>
    // "ten above it" counts.
    other.back === true && by.unit === undefined ? undefined : apart(sense, by, other),
  ),
  rule(
    'so many points above something',
    'comparison',
    ['number', '=percentage?', '=points|point', 'compare', 'other'],
    // "4 points above the mean" may count.
    ({ value, step }, _, __, sense, other) =>
      other.against === undefined && other.nth === undefined
        ? undefined
        : apart(sense, { value, step, hedge: 'exact' }, other),
  ),
  rule(
    'above something by so much',
    'comparison',
    ['compare', 'other', '=by', 'measure'],
    (sense, other, _, by) => {
      const { relation } = plain(sense);
      return relation === 'over' || relation === 'under' ? { relation, by, ...other } : undefined;
    },
  ),
  rule('for the first time against', 'comparison', ['=first', 'comparison'], (_, comparison) =>
    comparison.passing === true ? comparison : undefined,
  ),
  rule(
    'raised or lowered level',
    'comparison',
    ['=elevated|heightened|raised|lowered|depressed'],
    (word) => ({
      relation: word === 'lowered' || word === 'depressed' ? 'under' : 'over',
      aspect: 'level',
    }),
  ),
  rule('a number exceeded', 'comparison', ['measure', 'link*', EXCEEDED, '=by?'], (quantity, _, word) => ({
    relation: word === 'undershot' ? 'under' : 'over',
    to: literal(quantity),
    passing: true,
  })),
  rule(
    'it is exceeded',
    'comparison',
    ['=it|this|that|which', '=is|was|were|gets|got', EXCEEDED, '=by?'],
    (_, __, word) => ({
      relation: word === 'undershot' ? 'under' : 'over',
      back: true,
      passing: true,
    }),
  ),
];

/** "only just exceeds 29": by a little, at its highest. */
function barely(sense: CompareSense, quantity: Quantity): Comparison | undefined {
  const { relation } = plain(sense);
  if (quantity.unit === 'standard deviations' || (relation !== 'over' && relation !== 'under'))
    return undefined;
  return relation === 'over'
    ? { relation: 'equal', to: literal({ ...quantity, hedge: 'just over' }), barely: 'max' }
    : { relation: 'equal', to: literal({ ...quantity, hedge: 'almost' }), barely: 'min' };
}
