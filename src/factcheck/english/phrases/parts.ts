import type { Event, Part, Time } from '../../statement.ts';
import { AS_BEFORE, HERE, IT, partOf, WHOLE, without } from './implied.ts';
import { secondsOf } from './measures.ts';
import { rule } from './rule.ts';

const PIECES: Readonly<Record<string, number>> = {
  half: 2,
  third: 3,
  quarter: 4,
  fifth: 5,
  sixth: 6,
  tenth: 10,
  halves: 2,
  thirds: 3,
  quarters: 4,
};
const PIECE = '=half|third|quarter|fifth|sixth|tenth';

/** The k-th of n pieces: the first, the last, the middle of three. */
function piece(nth: string, n: number): Part | undefined {
  if (nth === 'middle') return n % 2 === 1 ? { part: 'piece', of: WHOLE, k: (n + 1) / 2, n } : undefined;
  const k = Number(nth) < 0 ? n + 1 + Number(nth) : Number(nth);
  return k >= 1 && k <= n ? { part: 'piece', of: WHOLE, k, n } : undefined;
}

const start = (of: Event): Time => ({ time: 'start', of });
const end = (of: Event): Time => ({ time: 'end', of });
const before = (of: Event): Part => ({ part: 'before', time: start(of) });
const after = (of: Event): Part => ({ part: 'after', time: end(of) });
const between = (from: Time | null, to: Time | null): Part => ({ part: 'between', from, to });

/** Of the window, that people call near its end, or its closing minutes. */
const EDGE = 0.2;
const edgeOf = (part: 'first' | 'last', share: number): Part => ({
  part,
  of: WHOLE,
  size: { size: 'share', share },
});

const IN = '=in|during|over|within|throughout|across|of|for|on|through|from|inside|among|amongst|at';
const WITHOUT =
  '=without|excluding|excepting|except|barring|discounting|ignoring|omitting|disregarding|minus';

export const PART_RULES = [
  rule('piece of the window', 'part', ['ordinal', PIECE], (nth, word) => piece(nth, PIECES[word ?? ''] ?? 2)),
  rule('piece of a named part', 'part', ['ordinal', PIECE, '=of|in', 'window'], (nth, word) =>
    piece(nth, PIECES[word ?? ''] ?? 2),
  ),
  rule('half called otherwise', 'part', ['=latter|later|former|earlier', '=half|part|portion'], (word) =>
    piece(word === 'latter' || word === 'later' ? '2' : '1', 2),
  ),
  rule('the one or the other half', 'part', ['=earlier|later|former|latter', '=one'], (word) => ({
    part: 'piece',
    of: WHOLE,
    k: word === 'earlier' || word === 'former' ? 1 : 2,
    n: 2,
  })),
  rule('half in one word', 'part', ['=second-half|first-half'], (word) =>
    piece(word === 'second-half' ? '2' : '1', 2),
  ),
  rule('first or last readings', 'part', ['ordinal', 'number', 'reading'], (nth, { value }) =>
    nth === '1' || nth === '-1'
      ? { part: nth === '1' ? 'first' : 'last', of: WHOLE, size: { size: 'readings', count: value } }
      : undefined,
  ),
  rule('first or last time', 'part', ['ordinal', 'duration'], (nth, length) =>
    nth === '1' || nth === '-1'
      ? {
          part: nth === '1' ? 'first' : 'last',
          of: WHOLE,
          size: { size: 'seconds', seconds: secondsOf(length) },
        }
      : undefined,
  ),
  rule('closing minutes', 'part', ['ordinal', '=minutes|hours|seconds|moments|days'], (nth) =>
    nth === '1' || nth === '-1' ? edgeOf(nth === '1' ? 'first' : 'last', EDGE) : undefined,
  ),
  rule('first or last unit of time', 'part', ['ordinal', 'unit'], (nth, unit) => {
    const seconds = secondsOf({ value: 1, step: 1, hedge: 'exact', unit });
    return Number.isFinite(seconds) && (nth === '1' || nth === '-1')
      ? { part: nth === '1' ? 'first' : 'last', of: WHOLE, size: { size: 'seconds', seconds } }
      : undefined;
  }),
  rule('first or last few', 'part', ['ordinal', 'number'], (nth, { value, step }) =>
    (nth === '1' || nth === '-1') && step === 1 && value > 0
      ? { part: nth === '1' ? 'first' : 'last', of: WHOLE, size: { size: 'readings', count: value } }
      : undefined,
  ),
  rule('so many highest readings', 'part', ['number', 'extreme', 'reading'], ({ value }, which) =>
    highest(value, which),
  ),
  rule(
    'highest so many readings',
    'part',
    ['=highest|largest|greatest|biggest|lowest|smallest', 'number', 'reading?'],
    (which, { value }) => highest(value, /^(?:lowest|smallest)$/.test(which ?? '') ? 'min' : 'max'),
  ),
  rule('first or last share', 'part', ['ordinal', 'measure', '=of'], (nth, { value, unit }) =>
    unit === '%' && (nth === '1' || nth === '-1')
      ? { part: nth === '1' ? 'first' : 'last', of: WHOLE, size: { size: 'share', share: value / 100 } }
      : undefined,
  ),
  rule('whole window', 'part', ['=whole|entire|full|complete|overall', 'window'], () => WHOLE),
  rule('day of the calendar', 'part', ['clock'], (moment) =>
    moment.hour === undefined && (moment.day !== undefined || moment.weekday !== undefined)
      ? { part: 'calendar', moment }
      : undefined,
  ),
  rule('part of the day as a part', 'part', ['time'], (time) =>
    time.time === 'hours'
      ? { part: 'hours', hours: time.hours, ...(time.on === undefined ? {} : { on: time.on }) }
      : undefined,
  ),
  rule(
    'readings that meet a condition',
    'part',
    ['reading', '=that|which?', '=are|is|were|lie?', 'condition'],
    // "the readings are below 20" says so of them, "that are below 20" says which.
    (_, that, verb, condition) =>
      verb !== undefined && that === undefined ? undefined : { part: 'where', of: HERE, condition },
  ),
  rule(
    'so many readings that meet a condition',
    'part',
    ['number', 'reading', '=that|which?', '=are|is|were|lie?', 'condition'],
    (_, __, that, verb, condition) =>
      verb !== undefined && that === undefined ? undefined : { part: 'where', of: HERE, condition },
  ),
  rule(
    'first or last that meets a condition',
    'part',
    ['ordinal', 'reading', 'condition'],
    (nth, _, condition) =>
      nth === '1' || nth === '-1'
        ? {
            part: nth === '1' ? 'first' : 'last',
            of: { part: 'where', of: HERE, condition },
            size: { size: 'readings', count: 1 },
          }
        : undefined,
  ),
  rule('readings of a part', 'part', ['reading', IN, 'part'], (_, __, part) => part),
  rule('readings of a time', 'part', ['reading', 'timing'], (_, timing) => partOfTiming(timing)),
  rule('so many readings of a time', 'part', ['number', 'reading', 'timing'], (_, __, timing) =>
    partOfTiming(timing),
  ),
  rule('those of a time', 'part', ['=those|ones|that|what|everything|all', 'timing'], (_, timing) =>
    partOfTiming(timing),
  ),
  rule(
    'earlier or later ones',
    'part',
    [
      '=earlier|previous|preceding|later|following|subsequent',
      '=ones|readings|values|samples|measurements|data',
    ],
    (word) => (/^(?:later|following|subsequent)$/.test(word ?? '') ? after(IT) : before(IT)),
  ),
  rule(
    'those before or after',
    'part',
    ['=those|ones|that|what|readings|values|which', '=before|after|following|preceding', 'event?'],
    (_, word, event) =>
      word === 'before' || word === 'preceding' ? before(event ?? IT) : after(event ?? IT),
  ),
  rule(
    'those that follow or come before',
    'part',
    [
      '=those|ones|values|readings',
      '=that',
      '=follow|followed|came|come|precede|preceded',
      '=before|after|later?',
    ],
    (_, __, word, place) =>
      word?.startsWith('precede') === true || place === 'before' ? before(IT) : after(IT),
  ),
  rule('part within a part', 'part', ['part', IN, 'part'], (inner, _, outer) => within(inner, outer)),
  rule('part with a condition', 'part', ['part', 'condition'], (of, condition) => ({
    part: 'where',
    of,
    condition,
  })),
  rule('rest', 'part', ['=rest|remainder|others'], () => without(partOf(IT))),
  rule('rest of the window', 'part', ['=rest|remainder', '=of', 'window'], () => without(partOf(IT))),
  rule('other readings', 'part', ['=other|remaining|others|else|rest|remaining', '=of|the?', 'reading'], () =>
    without(partOf(IT)),
  ),
  rule('so many other readings', 'part', ['=other|remaining', 'number', 'reading?'], () =>
    without(partOf(IT)),
  ),
  rule('everything else', 'part', ['=everything|all|nothing', '=else|other|others'], () =>
    without(partOf(IT)),
  ),
  rule(
    'close to one end',
    'scope',
    [
      '=toward|towards|near|close|around|about',
      '=to?',
      '=the?',
      '=very?',
      '=end|close|finish|start|beginning|outset',
    ],
    (where, _, __, ___, edge) =>
      edgeOf(
        /^(?:end|close|finish)$/.test(edge ?? '') ? 'last' : 'first',
        where?.startsWith('toward') === true ? 1 / 3 : EDGE,
      ),
  ),
  rule('in a part', 'scope', [IN, 'part'], (word, part) =>
    // "on 10 August", "in the evening" say when something happened.
    part.part === 'calendar' ||
    ((word === 'for' || word === 'of') && (part.part === 'between' || part.part === 'where')) ||
    (part.part === 'hours' && word !== 'during' && word !== 'throughout')
      ? undefined
      : part,
  ),
  // "0.03 in the first half and 0.04 in the second": of as many pieces as were spoken of.
  rule('in another piece', 'scope', ['=in|during|over|for', 'ordinal', '=one?'], (_, nth) =>
    /^-?[1-6]$/.test(nth) ? { part: 'piece', of: WHOLE, k: Number(nth), n: AS_BEFORE } : undefined,
  ),
  // What holds until a moment ends where the text goes on.
  rule('then', 'scope', ['=then'], () => WHOLE),
  rule('through all of it', 'scope', ['=throughout|overall|altogether'], () => WHOLE),
  rule('during an event', 'scope', ['=during|throughout', 'event'], (_, event) => ({
    part: 'during',
    event,
  })),
  rule('without an event', 'scope', [WITHOUT, '=for?', 'event'], (_, __, event) => without(partOf(event))),
  rule('without a part', 'scope', [WITHOUT, '=for?', 'part'], (_, __, part) => without(part)),
  rule('without a moment', 'scope', [WITHOUT, '=for?', 'timing'], (_, __, timing) => {
    const part = partOfTiming(timing);
    return part === undefined ? undefined : without(part);
  }),
  rule(
    'without the one at a moment',
    'scope',
    [WITHOUT, '=for|from?', '=one|reading|value|sample|measurement|point', '=at', 'time'],
    (_, __, ___, ____, at) => without({ part: 'reading', at }),
  ),
  rule('outside of an event', 'scope', ['=outside|beyond', '=of', 'event'], (_, __, event) =>
    without(partOf(event)),
  ),
  rule(
    'apart from',
    'scope',
    ['=apart|aside|other|except|different', '=from|for|than', 'event'],
    (_, __, event) => without(partOf(event)),
  ),
  rule(
    'apart from those readings',
    'scope',
    ['=apart|aside|except', '=from|for', '=this|that|these|those', 'number?', 'reading'],
    () => without(partOf(IT)),
  ),
  rule(
    'apart from so many findings',
    'scope',
    ['=apart|aside|except', '=from|for', 'count'],
    (_, __, { counted, amount }) =>
      counted.count === 'findings' && amount.amount !== 'none'
        ? without(partOf({ event: 'finding', of: counted.of, k: null }))
        : undefined,
  ),
  rule('apart from a part', 'scope', ['=apart|aside|other|except', '=from|for|than', 'part'], (_, __, part) =>
    without(part),
  ),
  rule(
    'leaving out',
    'scope',
    ['=leaving|leave|left|taking|setting|set|putting|removing|with', '=out|aside|away|without', 'event'],
    (_, __, event) => without(partOf(event)),
  ),
  rule(
    'with it left out',
    'scope',
    ['=with', 'event', '=left|removed|excluded|taken|set|omitted|ignored|discarded', '=out|aside|away?'],
    (_, event) => without(partOf(event)),
  ),
  rule(
    'taking it out',
    'scope',
    ['=leaving|taking|setting|putting|removing|cutting', 'event', '=one|reading|value?', '=out|aside|away'],
    (_, event) => without(partOf(event)),
  ),
  rule('without it, nothing named', 'scope', ['=without|excluding'], () => without(partOf(IT))),
  rule(
    'before that',
    'scope',
    ['=before|prior|preceding|until|till|previously|beforehand|earlier', '=to?', '=that|then|this|it|which?'],
    () => before(IT),
  ),
  rule(
    'after that',
    'scope',
    [
      '=afterwards|afterward|thereafter|subsequently|after|since|following',
      '=that|then|this|it|which|wards?',
    ],
    (word, that) => (word === 'since' && that === undefined ? undefined : after(IT)),
  ),
  rule('from then on', 'scope', ['=from', '=then|that|there', '=point|moment?', '=on|onward|onwards'], () =>
    after(IT),
  ),
  rule(
    'before an event',
    'scope',
    ['=before|until|till|ahead|prior|preceding', '=of|to?', 'event'],
    (_, __, event) => before(event),
  ),
  rule('after an event', 'scope', ['=after|since|following|past', 'event'], (_, event) => after(event)),
  rule('between two events', 'scope', ['=between', 'event', '=and', 'event'], (_, a, __, b) =>
    between(end(a), start(b)),
  ),
  rule('at first', 'scope', ['=at', '=first|beginning'], () => ({
    part: 'first',
    of: WHOLE,
    size: { size: 'share', share: 1 / 3 },
  })),
];

/** The so many highest or lowest readings. */
function highest(k: number, which: 'max' | 'min'): Part | undefined {
  if (!Number.isInteger(k) || k < 2) return undefined;
  const from = which === 'max' ? 'top' : 'bottom';
  const to = { num: 'ranked', k, from, of: WHOLE, distinct: false } as const;
  return {
    part: 'where',
    of: WHOLE,
    condition: { if: 'compare', relation: which === 'max' ? 'at least' : 'at most', to },
  };
}

/** What a phrase of time covers, as readings. */
export function partOfTiming({ role, time, to }: { role: string; time: Time; to?: Time }): Part | undefined {
  switch (role) {
    case 'span':
      return to === undefined ? undefined : between(time, to);
    case 'until':
      return between(null, time);
    case 'since':
      return between(time, null);
    case 'before':
      return { part: 'before', time };
    case 'after':
      return { part: 'after', time };
    default:
      if (time.time === 'moment' && time.moment.hour === undefined && time.moment.minute === undefined)
        return { part: 'calendar', moment: time.moment };
      return time.time === 'hours'
        ? { part: 'hours', hours: time.hours, ...(time.on === undefined ? {} : { on: time.on }) }
        : undefined;
  }
}

/** One part cut to another: readings of a time that meet a condition. */
export function within(inner: Part, outer: Part): Part {
  if (inner.part === 'whole') return outer;
  if (outer.part === 'whole') return inner;
  if (
    (inner.part === 'first' || inner.part === 'last' || inner.part === 'piece' || inner.part === 'where') &&
    inner.of.part !== 'where'
  )
    return { ...inner, of: outer };
  return { part: 'both', a: inner, b: outer };
}
