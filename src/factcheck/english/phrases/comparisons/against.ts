import type { Quantity } from '../../../statement/literals.ts';
import type { CompareSense } from '../../words/grammar.ts';
import type { Comparison } from '../phrase.ts';
import { rule } from '../rule.ts';
import {
  apart,
  FIRST,
  LAST,
  literal,
  mean,
  meanOf,
  moreBy,
  moreThan,
  plain,
  readingOf,
  side,
  ZERO,
} from './made.ts';

const BEYOND =
  '=more|less|fewer|higher|lower|above|below|over|under|greater|larger|smaller|warmer|hotter|colder|cooler|faster|slower|up|down';
const BARELY = '=barely|narrowly|marginally|just|slightly';
const SCATTERS =
  '=scatters|scatter|scattered|varies|vary|varied|fluctuates|fluctuate|fluctuated|swings|swing|swung|wanders|deviates';

const EXCEEDED = '=exceeded|surpassed|topped|overstepped|undershot';
const ENDS = '=ends|ended|ending|finishes|finished|finishing|closes|closed|closing';
const STARTS = '=starts|started|starting|begins|began|beginning|opens|opened|opening';

/** Which side of something, and by how much: one rule for each way to put the words, whatever stands behind them. */
export const AGAINST_RULES = [
  rule('against what follows', 'comparison', ['compare'], (sense) => plain(sense)),
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
  rule('comparative alone', 'comparison', ['more'], (more) => moreThan(more)),
  rule('more than something', 'comparison', ['more', 'than'], (more, than) => moreThan(more, than)),
  rule('more of a thing than', 'comparison', ['more', 'unit', 'than'], (more, _, than) =>
    moreThan(more, than),
  ),
  rule('more by so much', 'comparison', ['more', '=by', 'measure'], (more, _, by) => moreBy(more, by)),
  rule(
    'more than something by so much',
    'comparison',
    ['more', 'than', '=by', 'measure'],
    (more, than, _, by) => moreBy(more, by, than),
  ),
  rule(
    'more of scatter than',
    'comparison',
    [
      'more',
      '=variation|variability|scatter|scattering|spread|fluctuation|fluctuations|noise|movement|dispersion|jitter',
      'than?',
    ],
    (more, _, than) => {
      const relation = side(more);
      return relation === undefined ? undefined : { relation, aspect: 'spread', ...than };
    },
  ),
  rule('scattering more', 'comparison', [SCATTERS, 'more', 'than'], (_, more, than) => {
    const relation = side(more);
    return relation === undefined ? undefined : { relation, aspect: 'spread', ...than };
  }),

  rule('so much more', 'comparison', ['measure', 'more', '=than?'], (by, more) => moreBy(more, by)),
  rule('so much more than something', 'comparison', ['measure', 'more', 'than'], (by, more, than) =>
    moreBy(more, by, than),
  ),
  rule(
    'so much more of a thing than',
    'comparison',
    ['measure', 'more', 'unit', 'than'],
    (by, more, _, than) => moreBy(more, by, than),
  ),
  rule('so much above something', 'comparison', ['measure', 'compare', 'other'], (by, sense, other) =>
    // "ten above it" counts.
    other.back === true && by.unit === undefined ? undefined : apart(sense, by, other),
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

  rule('more in one part than in another', 'comparison', ['more', 'scope', 'than'], (more, of, than) => {
    const found = moreThan(more, than);
    return found === undefined ? undefined : { ...found, left: meanOf(of) };
  }),
  rule(
    'so much more in one part than in another',
    'comparison',
    ['measure', 'more', 'scope', 'than'],
    (by, more, of, than) => {
      const found = moreBy(more, by, than);
      return found === undefined ? undefined : { ...found, left: meanOf(of) };
    },
  ),
  rule(
    'more at one time than at another',
    'comparison',
    ['more', '=at|in|by', 'time', 'than'],
    (more, _, at, than) => {
      const found = moreThan(more, than);
      return found === undefined ? undefined : { ...found, left: readingOf(at) };
    },
  ),
  rule(
    'so much more at one time than at another',
    'comparison',
    ['measure', 'more', '=at|in|by', 'time', 'than'],
    (by, more, _, at, than) => {
      const found = moreBy(more, by, than);
      return found === undefined ? undefined : { ...found, left: readingOf(at) };
    },
  ),
  rule('so much more at a time', 'comparison', ['measure', 'more', '=at|by', 'time'], (by, more, _, at) => {
    const found = moreBy(more, by);
    return found === undefined ? undefined : { ...found, left: readingOf(at) };
  }),
  rule('comparative on average', 'more', ['more', '=on', '=average|whole'], (more) => more),
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
  rule('ending so', 'comparison', [ENDS, 'comparison'], (_, comparison) =>
    comparison.left === undefined ? { ...comparison, left: LAST } : undefined,
  ),
  rule('starting so', 'comparison', [STARTS, 'comparison'], (_, comparison) =>
    comparison.left === undefined ? { ...comparison, left: FIRST } : undefined,
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
  rule('now so far', 'comparison', ['=now|currently|presently', 'comparison'], (_, comparison) =>
    comparison.left === undefined ? { ...comparison, left: LAST } : undefined,
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
