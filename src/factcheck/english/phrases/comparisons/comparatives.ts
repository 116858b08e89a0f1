import type { Quantity } from '../../../statement/literals.ts';
import type { Comparison } from '../phrase.ts';
import { rule } from '../rule.ts';
import { meanOf, moreBy, moreThan, readingOf, side } from './made.ts';

const SCATTERS =
  '=scatters|scatter|scattered|scattering|varies|vary|varied|varying|fluctuates|fluctuate|fluctuated|fluctuating|swings|swing|swung|swinging|wanders|wandered|deviates|wobbles|wobbled|oscillates|oscillated|bounces|bounced';
const WIDELY = '=strongly|widely|wildly|heavily|violently|vigorously|markedly|noticeably|erratically|freely';
const SCATTER =
  '=variation|variability|scatter|scattering|spread|fluctuation|fluctuations|noise|movement|dispersion|jitter|volatility|turbulence|ripple|unrest|swing|swings';
const EACH_OF = '=each|every';
const PIECE_NOUN = '=third|quarter|fifth';
const PIECE_COUNT: Readonly<Record<string, number>> = { third: 3, quarter: 4, fifth: 5 };
const FORMER_ONE = '=one|previous|preceding|last|former|predecessor';
/** How much more, in no number. */
const BY_FAR =
  '=far|way|much|lot|bit|touch|tad|little|even|distinctly|hair|whisker|good|deal|fraction|any|still';

/** Comparatives: what is higher, busier or more scattered than what, and by how much. */
export const COMPARATIVE_RULES = [
  rule('comparative in two words', 'more', ['=more|less', 'adjective'], (word, way) =>
    (word === 'more') === (way === 'over') ? 'over' : 'under',
  ),
  rule('comparative and its degree', 'more', [BY_FAR, 'more'], (word, more) =>
    // "it does not move any more".
    word === 'any' && (more === 'over' || more === 'under') ? undefined : more,
  ),
  rule('comparative of scatter', 'more', ['more', SCATTER], (more) => scattered(more)),
  rule('scattering more', 'more', [SCATTERS, 'more', WIDELY], (_, more) => scattered(more)),
  rule('scattering more, in one word', 'more', [SCATTERS, '=more|less'], (_, word) =>
    scattered(word === 'more' ? 'over' : 'under'),
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
  rule('more of some things than', 'comparison', ['more', 'unknown', 'than'], (more, noun, than) =>
    /^\p{L}{3,}s$/u.test(noun) ? moreThan(more, than) : undefined,
  ),
  rule(
    'more of some things in one part than in another',
    'comparison',
    ['more', 'unknown', 'scope', 'than'],
    (more, noun, of, than) => {
      const found = /^\p{L}{3,}s$/u.test(noun) ? moreThan(more, than) : undefined;
      return found && { ...found, left: meanOf(of) };
    },
  ),
  rule('more of the quantity than', 'comparison', ['more', 'quantityWord', 'than'], (more, _, than) =>
    moreThan(more, than),
  ),
  rule(
    'at a higher level',
    'comparison',
    ['=at|on', '=a|an|its|their', 'more', '=level|levels|value|plane|plateau|rate|pitch', 'than?'],
    (_, __, more, ___, than) => (side(more) === undefined ? undefined : moreThan(more, than)),
  ),
  rule('a fraction more', 'comparison', ['fraction', 'more', 'than?'], (share, more, than) =>
    moreBy(more, percent(share), than),
  ),
  rule('up by a fraction', 'comparison', ['=up|down', '=by', 'fraction', 'than?'], (way, _, share, than) => ({
    relation: way === 'up' ? 'over' : 'under',
    by: percent(share),
    ...than,
  })),
  rule(
    'so many points more',
    'comparison',
    ['number', '=percentage?', '=points|point', 'more', 'than?'],
    ({ value, step }, _, __, more, than) => moreBy(more, { value, step, hedge: 'exact' }, than),
  ),
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
  rule('more in one part than in another', 'comparison', ['more', 'scope', 'than'], (more, of, than) => {
    const found = moreThan(more, than);
    return found && { ...found, left: meanOf(of) };
  }),
  rule(
    'so much more in one part than in another',
    'comparison',
    ['measure', 'more', 'scope', 'than'],
    (by, more, of, than) => {
      const found = moreBy(more, by, than);
      return found && { ...found, left: meanOf(of) };
    },
  ),
  rule(
    'more at one time than at another',
    'comparison',
    ['more', '=at|in|by', 'time', 'than'],
    (more, _, at, than) => {
      const found = moreThan(more, than);
      return found && { ...found, left: readingOf(at) };
    },
  ),
  rule(
    'so much more at one time than at another',
    'comparison',
    ['measure', 'more', '=at|in|by', 'time', 'than'],
    (by, more, _, at, than) => {
      const found = moreBy(more, by, than);
      return found && { ...found, left: readingOf(at) };
    },
  ),
  rule('so much more at a time', 'comparison', ['measure', 'more', '=at|by', 'time'], (by, more, _, at) => {
    const found = moreBy(more, by);
    return found && { ...found, left: readingOf(at) };
  }),
  rule(
    'each piece more than the one before',
    'comparison',
    [
      EACH_OF,
      PIECE_NOUN,
      'link*',
      'more',
      '=on?',
      '=average?',
      '=than',
      FORMER_ONE,
      '=before|one|half|third|quarter?',
    ],
    (_, noun, __, more) => succeeding(more, PIECE_COUNT[noun ?? '']),
  ),
  rule('comparative on average', 'more', ['more', '=on', '=average|whole'], (more) => more),
];

/** Each of so many pieces against the one before it. */
function succeeding(more: string, n: number | undefined): Comparison | undefined {
  const found = moreThan(more);
  return found === undefined || n === undefined ? undefined : { ...found, successive: n };
}

/** "a third": so many percent, as people round them. */
const percent = (share: number): Quantity => ({ value: share * 100, step: 5, hedge: 'about', unit: '%' });

/** More of scatter. */
function scattered(more: string): 'more scattered' | 'less scattered' | undefined {
  if (more === 'over') return 'more scattered';
  return more === 'under' ? 'less scattered' : undefined;
}
