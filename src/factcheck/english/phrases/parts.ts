import type { Event } from '../../statement/events.ts';
import type { Part } from '../../statement/parts.ts';
import type { Time } from '../../statement/times.ts';
import { EACH, HERE, IT, partOf, WHOLE, without } from './implied.ts';
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

export const start = (of: Event): Time => ({ time: 'start', of });
export const end = (of: Event): Time => ({ time: 'end', of });
export const before = (of: Event): Part => ({ part: 'before', time: start(of) });
export const after = (of: Event): Part => ({ part: 'after', time: end(of) });
export const between = (from: Time | null, to: Time | null): Part => ({ part: 'between', from, to });

/** Of the window, that people call near its end, or its closing minutes. */
export const EDGE = 0.2;
export const edgeOf = (part: 'first' | 'last', share: number): Part => ({
  part,
  of: WHOLE,
  size: { size: 'share', share },
});

/** Words that lead into a part. */
export const IN = '=in|during|over|within|throughout|across|of|for|on|through|from|inside|among|amongst|at';

/** As many pieces as there are: three quarters are not all. */
const ALL_PIECES = { 'four quarters': 4, 'three thirds': 3, 'two halves': 2 };

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
  rule('readings called by their part', 'part', ['part', 'reading'], (part) =>
    part.part === 'piece' ? part : undefined,
  ),
  rule('by pieces', 'scope', ['=by|four|three|two', '=the?', '=thirds|quarters|halves'], (many, _, pieces) =>
    many === 'by' || `${many} ${pieces}` in ALL_PIECES ? WHOLE : undefined,
  ),
  rule(
    'of all pieces',
    'scope',
    ['=of|among|across|over|comparing|between', '=the|all?', '=two|three|four', '=halves|thirds|quarters'],
    (_, __, many, pieces) => (`${many} ${pieces}` in ALL_PIECES ? WHOLE : undefined),
  ),
  rule('each piece', 'part', ['=each|every', '=half|third'], (_, word) => ({
    part: 'piece',
    of: WHOLE,
    k: EACH,
    n: PIECES[word ?? ''] ?? 2,
  })),
  rule(
    'all pieces',
    'part',
    ['=both|all', '=the|of?', '=the?', '=two|three|four?', '=halves|thirds|quarters'],
    (_, __, ___, ____, word) => ({
      part: 'piece',
      of: WHOLE,
      k: EACH,
      n: PIECES[word ?? ''] ?? 2,
    }),
  ),
  rule('piece by piece', 'scope', ['=third|quarter', '=by', '=third|quarter'], () => WHOLE),
  rule('between the halves', 'scope', ['=between', '=the?', '=two?', '=halves'], () => WHOLE),
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
    'what comes before or after',
    'part',
    ['=what', '=comes|came', '=before|after', 'event'],
    (_, __, word, event) => (word === 'before' ? before(event) : after(event)),
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
