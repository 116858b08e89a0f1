import type { Event } from '../../statement/events.ts';
import type { Hedge, Moment, Quantity } from '../../statement/literals.ts';
import type { Time } from '../../statement/times.ts';
import { END, START, WHOLE } from './implied.ts';
import { secondsOf } from './measures.ts';
import { EDGE, edgeOf } from './parts.ts';
import { rule } from './rule.ts';

const at = (moment: Moment): Time => ({ time: 'moment', moment });

/** Hours of the parts of a day, as English speakers use them: wide, since they are loose. */
const DAY_PARTS: Readonly<Record<string, readonly [number, number]>> = {
  morning: [4, 12],
  forenoon: [6, 12],
  afternoon: [12, 18],
  evening: [17, 24],
  night: [21, 30],
  overnight: [21, 30],
  nighttime: [21, 30],
  daytime: [6, 18],
  dawn: [4, 8],
  dusk: [16, 22],
  daybreak: [3, 9],
  sunrise: [3, 9],
  sunset: [15, 23],
  nightfall: [15, 23],
  lunchtime: [11, 14],
};
const PART_WORD =
  '=morning|forenoon|afternoon|evening|night|overnight|nighttime|daytime|dawn|dusk|daybreak|sunrise|sunset|nightfall|lunchtime';
/** When the sun rises and sets is not known: such hours may tell when something was, not which readings are meant. */
const BY_THE_SUN = /^(?:dawn|dusk|daybreak|sunrise|sunset|nightfall)$/;
/** From midnight on, until people get up. */
const SMALL_HOURS: Time = { time: 'hours', hours: { from: 0, to: 5 } };
const DEAD_OF_NIGHT: Time = { time: 'hours', hours: { from: 22, to: 29, isLoose: true } };

function dayPart(word: string | undefined, which?: string): Time {
  const [from, to] = DAY_PARTS[word ?? ''] ?? [0, 24];
  const third = (to - from) / 3;
  if (which === 'early') return { time: 'hours', hours: { from, to: from + 2 * third } };
  if (which === 'late') return { time: 'hours', hours: { from: to - 2 * third, to } };
  return { time: 'hours', hours: BY_THE_SUN.test(word ?? '') ? { from, to, isLoose: true } : { from, to } };
}

function withHedge(time: Time, hedge: Hedge): Time | undefined {
  if (time.time === 'moment') return { time: 'moment', moment: { ...time.moment, hedge } };
  // "shortly before the end": of the window, whatever else the clause is about.
  if (time === END && hedge === 'almost') return { time: 'within', part: edgeOf('last', EDGE) };
  if (time === START && hedge === 'just over') return { time: 'within', part: edgeOf('first', EDGE) };
  return time;
}

function offset(length: Quantity, sign: 1 | -1, from: Time): Time | undefined {
  const seconds = secondsOf(length);
  if (!Number.isFinite(seconds)) return undefined;
  const unit = seconds / length.value;
  return {
    time: 'offset',
    from,
    seconds: { value: seconds, step: length.step * unit, hedge: length.hedge, unit: 's' },
    sign,
  };
}

const END_WORD = '=end|close|finish|conclusion|ending|start|beginning|outset|opening|onset';
const isEnd = (word: string | undefined): boolean => /^(?:end|close|finish|conclusion)/.test(word ?? '');

const starts = (of: Event): Time => ({ time: 'start', of });

/** Times of events, ends, places in the window, parts of a day. */
export const TIME_RULES = [
  rule('moment', 'time', ['clock'], (clock) => at(clock)),
  rule('hedged moment', 'time', ['approx', 'time'], (hedge, time) => withHedge(time, hedge)),
  rule(
    'shortly before or after',
    'time',
    ['=shortly|just|right|immediately|little|bit|moments|soon', '=before|after|past', 'time'],
    (_, word, time) => withHedge(time, word === 'before' ? 'almost' : 'just over'),
  ),
  rule(
    'so long before',
    'time',
    ['duration', '=before|ahead|prior', '=of|to?', 'time'],
    (length, _, __, from) => offset(length, -1, from),
  ),
  rule('so long after', 'time', ['duration', '=after|past|into|from', 'time'], (length, _, from) =>
    offset(length, 1, from),
  ),
  rule('so long later', 'time', ['duration', '=later|afterwards|earlier'], (length, word) =>
    offset(length, word === 'earlier' ? -1 : 1, starts({ event: 'finding', of: 'any', k: 0 })),
  ),
  rule(
    'so many readings before or after',
    'time',
    ['number', 'reading', '=before|after|later', 'time?'],
    ({ value }, _, word, from) => ({
      time: 'readings on',
      from: from ?? starts({ event: 'finding', of: 'any', k: 0 }),
      k: word === 'before' ? -value : value,
    }),
  ),
  rule('end or start', 'time', [END_WORD], (word) => (isEnd(word) ? END : START)),
  rule('end or start of the window', 'time', [END_WORD, '=of', 'window'], (word) =>
    isEnd(word) ? END : START,
  ),
  rule(
    'end or start of a part',
    'time',
    ['=end|close|finish|start|beginning|outset|onset', '=of', 'part'],
    (word, _, of) => ({ time: isEnd(word) ? 'part end' : 'part start', of }),
  ),
  rule(
    'end or start of an event',
    'time',
    ['=end|finish|start|beginning|onset', '=of', 'event'],
    (word, _, of) => ({ time: isEnd(word) ? 'end' : 'start', of }),
  ),
  rule(
    'half of the way',
    'time',
    ['=half|halfway|half-way|midway', '=way|time?', '=through|in|into|along?', 'window?'],
    (word, way, through) =>
      word === 'half' && way === undefined && through === undefined ? undefined : passed(1 / 2),
  ),
  rule('half time', 'time', ['=half-time|halftime|mid-window|midpoint|mid-point', '=of?', 'window?'], () =>
    passed(1 / 2),
  ),
  rule(
    'so much of the way',
    'time',
    ['fraction', '=of?', '=the?', '=way', '=through|in|into|along?', 'window?'],
    (share) => passed(share),
  ),
  rule(
    'so much of it gone',
    'time',
    ['=after|with', 'fraction', '=of?', 'window?'],
    (word, share, _, window) => (word === 'with' && window === undefined ? undefined : passed(share)),
  ),
  rule('so much into it', 'time', ['fraction', '=through|into', 'window?'], (share) => passed(share)),
  rule('event as a time', 'time', ['event'], (of) => starts(of)),
  rule('first or last reading as a time', 'time', ['ordinal', 'reading'], (nth, noun) =>
    noun === 'time' ? undefined : nth === '-1' ? END : nth === '1' ? START : undefined,
  ),
  rule('next reading', 'time', ['=next|following', 'reading'], () => ({
    time: 'readings on',
    from: starts({ event: 'finding', of: 'any', k: 0 }),
    k: 1,
  })),
  rule('small hours', 'time', ['=small|wee', '=hours', '=of?', '=morning|night?'], () => SMALL_HOURS),
  rule('dead of night', 'time', ['=dead|depths|heart|middle|still', '=of', '=night'], () => DEAD_OF_NIGHT),
  rule('part of the day', 'time', [PART_WORD], (word) => dayPart(word)),
  rule('early or late part of the day', 'time', ['=early|late|mid', PART_WORD], (which, word) =>
    dayPart(word, which),
  ),
  rule('part of a named day', 'time', ['clock', PART_WORD], (on, word) => {
    const time = dayPart(word);
    return time.time === 'hours' && on.hour === undefined ? { ...time, on } : undefined;
  }),
];

/** When a share of the window has passed: 0.5 is half way. */
function passed(share: number): Time | undefined {
  return share > 0 && share < 1
    ? { time: 'part end', of: { part: 'first', of: WHOLE, size: { size: 'share', share } } }
    : undefined;
}
