import type { StatisticName } from '../../../statement/numbers.ts';
import { statistic } from '../built.ts';
import { AS_BEFORE, WHOLE } from '../implied.ts';
import type { Comparison } from '../phrase.ts';
import { rule } from '../rule.ts';
import { side } from './made.ts';

const HAS =
  '=has|had|shows|showed|is|was|are|were|remains|being|as|with|marks|brings|sees|saw|makes|having|delivers';
const PIECES =
  '=halves|thirds|quarters|fifths|parts|segments|sections|them|pieces|blocks|hours|half|third|quarter';
const SCATTERED =
  '=variable|scattered|volatile|restless|erratic|turbulent|unsettled|unstable|uneven|active|lively|spread';
const EVEN = 'stable|steady|even|consistent|uniform|regular|settled';
const RANKED: ReadonlySet<StatisticName> = new Set([
  'mean',
  'median',
  'stddev',
  'range',
  'max',
  'min',
  'sum',
]);
const BELONGS = '=belongs|goes|falls|comes|lies|occurs|is|was|found|seen|recorded';

/** Which of several parts of the window comes first by a figure. */
export const RANKING_RULES = [
  rule('highest of a figure', 'ranking', ['extreme', 'stat'], (which, name) =>
    RANKED.has(name) ? { which, name } : undefined,
  ),
  rule(
    'widest of a figure',
    'ranking',
    ['=widest|wider|narrowest|narrower|bigger|larger|smaller', 'stat'],
    (word, name) =>
      name === 'range' || name === 'stddev'
        ? { which: word?.startsWith('narrow') === true || word === 'smaller' ? 'min' : 'max', name }
        : undefined,
  ),
  rule('most or least scattered', 'ranking', ['=most|least', `${SCATTERED}|${EVEN}`], (word, how) => ({
    which: (word === 'most') === EVEN.split('|').includes(how ?? '') ? 'min' : 'max',
    name: 'stddev',
  })),
  rule(
    'noisiest or calmest',
    'ranking',
    ['=noisiest|wildest|choppiest|jumpiest|calmest|steadiest|smoothest'],
    (word) => ({ which: /^(?:calm|stead|smooth)/.test(word ?? '') ? 'min' : 'max', name: 'stddev' }),
  ),
  rule('the more of two', 'ranking', ['=the', 'more', '=one|half|part?'], (_, more) => {
    const relation = side(more);
    if (relation !== undefined) return { which: relation === 'over' ? 'max' : 'min', name: 'mean' };
    return more === 'more scattered' || more === 'less scattered'
      ? { which: more === 'more scattered' ? 'max' : 'min', name: 'stddev' }
      : undefined;
  }),
  rule('first of its kind', 'ranking', ['extreme', '=half|third|quarter'], (which, word) => ({
    which,
    name: 'mean',
    n: word === 'half' ? 2 : word === 'third' ? 3 : 4,
  })),
  rule(
    'first of several',
    'ranking',
    ['ranking', '=of|among|in', '=all|both|these|those?', '=two|three|four|five?', PIECES],
    (ranking) => ranking,
  ),
  rule(
    'first of so many',
    'ranking',
    ['ranking', '=of|among', '=all|two|three|four|five|them|these|those'],
    (ranking) => ranking,
  ),

  rule('has the highest of a figure', 'comparison', [HAS, 'ranking'], (_, among) => ({
    relation: 'equal',
    among,
  })),
  rule(
    'is the first of its kind',
    'comparison',
    [
      HAS,
      '=the',
      'extreme',
      '=one|part?',
      '=of|among',
      '=all|these|those?',
      '=two|three|four|five',
      '=halves|thirds|quarters|parts|segments?',
    ],
    (_, __, which) => ({ relation: 'equal', among: { which, name: 'mean' } }),
  ),
  rule(
    'the one that has the highest of a figure',
    'comparison',
    ['ordinal', '=one?', HAS, 'ranking'],
    (nth, _, __, among) => numbered(nth, { relation: 'equal', among }),
  ),
  rule(
    'the highest of a figure belongs to',
    'comparison',
    ['ranking', BELONGS, '=to|in|for?', 'part'],
    (among, _, __, of) => ({ relation: 'equal', among, left: statistic(among.name, of) }),
  ),
  rule(
    'the highest of a figure belongs to the one',
    'comparison',
    ['ranking', BELONGS, '=to|in|for?', 'ordinal', '=one?'],
    (among, _, __, nth) => numbered(nth, { relation: 'equal', among }),
  ),
];

/** The k-th of as many pieces as were spoken of. */
function numbered(nth: string, comparison: Comparison): Comparison | undefined {
  if (!/^-?[1-6]$/.test(nth) || comparison.among === undefined) return undefined;
  const of = {
    part: 'piece',
    of: WHOLE,
    k: kOf(Number(nth), comparison.among.n),
    n: comparison.among.n ?? AS_BEFORE,
  } as const;
  return { ...comparison, left: statistic(comparison.among.name, of) };
}

/** The number of a piece counted from the end, where it is known how many there are. */
const kOf = (nth: number, n: number | undefined): number => (nth < 0 && n !== undefined ? n + 1 + nth : nth);
