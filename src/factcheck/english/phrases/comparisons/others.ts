import type { Num } from '../../../statement/numbers.ts';
import { literal, statistic } from '../built.ts';
import { IT, inAfterAll, partOf, WHOLE, without } from '../implied.ts';
import { after, before } from '../parts.ts';
import { rule } from '../rule.ts';
import { FIRST, LAST, readingOf } from './made.ts';

const besides = { against: without(partOf(IT)) };

const STARTED = '=started|began|starts|begins|opened|opens|start|begin|begun';
const ENDED = '=ended|ends|finished|finishes|closed|closes|end|finish';
const WHERE = '=where|what|when|how';
const IT_WAS = '=it|they|things|the|we';
const HAD = '=had|has|is|was|later|eventually|will?';
const COMPARED = '=compared|versus|vs|against|relative|unlike';
const THAN = '=than|as|compared|relative|versus|vs|against';
const WITH = '=with|to?';
const THAT = '=that|those|the|what|one|readings|values';
const EACH_OF = '=any|every|all|each';
const INSIDE = '=of|in|during|for|over|from';

const NEIGHBOURS = '=neighbours|neighbors|neighbouring|neighboring|adjacent';
/** The middle between the reading before and the one after. */
const BESIDE: Num = {
  num: 'product',
  a: { num: 'sum of', a: readingBeside(-1), b: readingBeside(1) },
  b: literal({ value: 0.5, step: 1e-9, hedge: 'exact' }),
};

function readingBeside(k: -1 | 1): Num {
  return { num: 'reading at', at: { time: 'readings on', from: { time: 'start', of: IT }, k } };
}

/**
 * What a comparison is held against, whichever comparison it is: a figure, the readings of a part, a moment, the start, what was said
 * before, all the rest.
 */
export const OTHER_RULES = [
  rule('a figure to compare with', 'other', ['num'], (to) => ({ to })),
  rule(
    'an overall figure to compare with',
    'other',
    ['=overall|general|global|grand', 'stat'],
    (_, name) => ({
      to: statistic(name, WHOLE),
    }),
  ),
  rule('that before or after', 'other', ['=that|those', 'scope'], (_, against) => ({ against })),
  rule('that of the first', 'other', ['=that|those', INSIDE, 'ordinal', '=one?'], (_, __, nth) =>
    nth === 'middle' ? undefined : { nth: Number(nth) },
  ),
  rule('the first or second of them', 'other', ['ordinal', '=one|ones?'], (nth) =>
    nth === 'middle' ? undefined : { nth: Number(nth) },
  ),
  rule('what was said before', 'other', ['=that|it|this|them|which|those'], () => ({ back: true })),
  rule(
    'the one at a moment',
    'other',
    [THAT, '=one|it?', '=was|had?', '=at|from', 'time'],
    (_, __, ___, ____, at) => ({
      to: readingOf(at),
    }),
  ),
  rule('where it started', 'other', [WHERE, IT_WAS, 'window?', HAD, STARTED], () => ({ to: FIRST })),
  rule('where it ended', 'other', [WHERE, IT_WAS, 'window?', HAD, ENDED], () => ({ to: LAST })),
  rule('the start or the end', 'other', ['=start|beginning|outset|end|finish|close'], (word) => ({
    to: /^(?:end|finish|close)$/.test(word ?? '') ? LAST : FIRST,
  })),
  rule('the one so long before', 'other', ['duration', '=before|earlier|previously|ago'], (seconds) => ({
    to: readingOf({ time: 'offset', from: { time: 'start', of: IT }, seconds, sign: -1 }),
  })),
  rule('its neighbour', 'other', ['=its|the|their', '=predecessor|successor'], (_, which) => ({
    to: readingBeside(which === 'predecessor' ? -1 : 1),
  })),
  rule('middle of its neighbours', 'other', ['=average|mean', '=of', '=its|the|both', NEIGHBOURS], () => ({
    to: BESIDE,
  })),
  rule('its neighbours', 'other', ['=its|the|their|both', NEIGHBOURS], () => ({ to: BESIDE })),
  rule('what surrounds it', 'other', ['=what', '=surrounds|surrounded', '=it|them'], () => besides),
  rule(
    'the old level',
    'other',
    ['=old|former|previous|earlier|prior|original', '=level|plateau|regime|state|one'],
    (word, noun) =>
      noun === 'one' && word !== 'old' && word !== 'original' ? undefined : { against: before(IT) },
  ),
  rule('the former or latter', 'other', ['=former|latter'], (word) => ({ nth: word === 'former' ? 1 : -1 })),
  rule(
    'the level before or after',
    'other',
    ['=level|mean|average|plateau|state|regime', '=before|after|beforehand|afterwards'],
    (_, word) => ({ against: word?.startsWith('before') === true ? before(IT) : after(IT) }),
  ),
  rule(
    'any of the others',
    'other',
    ['=any|all|each|either|both|that|those', '=of?', '=any|either|all|each?', '=of?', '=others|rest'],
    () => besides,
  ),
  rule(
    'what came before or after',
    'other',
    [
      '=what|anything|everything',
      '=that|which?',
      '=came|comes|come|went|goes|follows|followed|precedes|preceded',
      '=before|after|later|earlier?',
    ],
    (_, __, verb, word) => {
      if (word === undefined && !/^(?:follow|precede)/.test(verb ?? '')) return undefined;
      return {
        against:
          word === 'before' || word === 'earlier' || verb?.startsWith('precede') === true
            ? before(IT)
            : after(IT),
      };
    },
  ),
  rule('any reading of a part', 'other', [EACH_OF, 'reading', INSIDE, 'part'], (_, __, ___, against) => ({
    against,
    isEach: true,
  })),
  rule('any of a part', 'other', [EACH_OF, INSIDE, 'part'], (_, __, against) => ({ against, isEach: true })),
  rule('any of the first', 'other', [EACH_OF, INSIDE, 'ordinal', '=one?'], (_, __, nth) =>
    nth === 'middle' ? undefined : { nth: Number(nth), isEach: true },
  ),
  rule('any reading before or after', 'other', [EACH_OF, 'reading?', 'scope'], (_, __, against) =>
    against.part === 'before' || against.part === 'after' ? { against, isEach: true } : undefined,
  ),
  rule('any other', 'other', ['=any|all|every', '=other|others|else|rest', 'reading?'], () => besides),
  rule(
    'at any other time',
    'other',
    ['=at|in|on', '=any', '=other', '=time|moment|point|reading|interval|minute|hour|day'],
    () => besides,
  ),
  rule(
    'the one right before or after',
    'other',
    [
      '=one|reading|value|sample|readings|point',
      '=right|just|immediately|directly?',
      '=before|after|preceding|following',
      '=it|that?',
    ],
    (_, __, word) => ({ to: readingBeside(word === 'before' || word === 'preceding' ? -1 : 1) }),
  ),

  // Behind "than" more can stand than behind "above", where it would be read otherwise: "over the first half" says when.
  rule('than something', 'than', [THAN, WITH, 'other'], (than, link, other) =>
    (than === 'than' || than === 'as') && link !== undefined ? undefined : other,
  ),
  rule('than a part', 'than', [THAN, WITH, 'part'], (_, __, against) => ({ against })),
  rule('than in a part', 'than', [THAN, WITH, 'scope'], (_, __, against) =>
    // "than with it" is than all; "than at the beginning": than the first reading.
    inAfterAll(against) !== undefined
      ? undefined
      : against.part === 'first' && against.size.size === 'share'
        ? { to: FIRST }
        : { against },
  ),
  rule(
    'than it was then',
    'than',
    ['=than|as', '=it|they|that', '=was|were|had|is', '=been?', '=at|in|on', 'time'],
    (_, __, ___, ____, _____, at) => ({
      to: readingOf(at),
    }),
  ),
  rule('than at a time', 'than', [THAN, WITH, '=at|in|by', 'time'], (than, _, __, at) =>
    // "not as much as at least ...".
    than === 'as' && at.time === 'start' ? undefined : { to: readingOf(at) },
  ),
  rule('than a number', 'than', ['=than', 'measure'], (_, quantity) =>
    quantity.unit === 'standard deviations' || quantity.unit === 'times'
      ? undefined
      : { to: literal(quantity) },
  ),
  rule('than it started', 'than', ['=than|as', '=it|they|we', '=had?', STARTED], () => ({ to: FIRST })),
  rule(
    'compared with a part',
    'partner',
    [COMPARED, '=with|to|in|that?', '=of|in?', 'part'],
    (_, __, ___, against) => ({ against }),
  ),
  rule('compared with something', 'partner', [COMPARED, '=with|to?', 'other'], (_, __, other) =>
    other.back === true ? undefined : other,
  ),
  rule('than with it', 'than', ['=than', '=with', '=it|them|that|those'], () => ({ against: WHOLE })),
];
