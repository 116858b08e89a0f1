import { HERE, IT, partOf, without } from '../implied.ts';
import { after, before, IN, partOfHours, partOfTiming, within } from '../parts.ts';
import { rule } from '../rule.ts';

/** Readings by their time, their condition, by what was spoken of. */
export const READING_PART_RULES = [
  rule('day of the calendar', 'part', ['clock'], (moment) =>
    moment.hour === undefined && (moment.day !== undefined || moment.weekday !== undefined)
      ? { part: 'calendar', moment }
      : undefined,
  ),
  rule('part of the day as a part', 'part', ['time'], (time) =>
    time.time === 'hours' ? partOfHours(time) : undefined,
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
