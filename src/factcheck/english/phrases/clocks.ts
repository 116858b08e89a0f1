import type { Moment } from '../../statement/literals.ts';
import { monthNumber, ofHalfDay, weekdayNumber } from '../tokens/moments.ts';
import { rule } from './rule.ts';

const day = (moment: Omit<Moment, 'hedge'>): Moment => ({ ...moment, hedge: 'exact' });
const PAST = '=past|after';
const NUMBERED_DAY =
  '=1st|2nd|3rd|4th|5th|6th|7th|8th|9th|10th|11th|12th|13th|14th|15th|16th|17th|18th|19th|20th|21st|22nd|23rd|24th|25th|26th|27th|28th|29th|30th|31st';

/** "two in the morning", "11 at night": the hour of 24. */
function hourOf(hour: number, part: string | undefined): number | undefined {
  if (!Number.isInteger(hour) || hour < 1 || hour > 12) return undefined;
  const late = part === 'afternoon' || part === 'evening' || (part === 'night' && hour > 6 && hour < 12);
  return ofHalfDay(hour, late ? 'p' : 'a');
}

/** A clock time moved by minutes: "ten to five", "half past seven". */
function moved(hour: number, minutes: number): Moment | undefined {
  if (!Number.isInteger(hour) || hour < 0 || hour > 24 || minutes >= 60) return undefined;
  const all = (hour * 60 + minutes + 1440) % 1440;
  return day({ hour: Math.floor(all / 60), minute: all % 60 });
}

/** A moment by a clock of twelve hours: one up to twelve may be in either half of the day. */
function byTwelve(moment: Moment | undefined, hour: number): Moment | undefined {
  if (moment?.hour === undefined || hour > 12) return moment;
  return { ...moment, hour: moment.hour % 12, isEitherHalf: true };
}

/** "twenty past nine", "ten to one": minutes that a clock is read by. */
function besideHour(minutes: number, sign: 1 | -1, hour: number): Moment | undefined {
  const isRead =
    Number.isInteger(minutes) && minutes > 0 && minutes < 30 && (minutes % 5 === 0 || sign === 1);
  return isRead && Number.isInteger(hour) && hour >= 1 && (hour <= 12 || hour === 24)
    ? byTwelve(moved(hour, sign * minutes), hour)
    : undefined;
}

/** "twenty past nine in the evening": a clock of twelve hours in a part of the day. */
function ofDayPart(clock: Moment, part: string | undefined): Moment {
  const { isEitherHalf: _, ...moment } = clock;
  const { hour } = moment;
  if (hour === undefined) return clock;
  // "ten to one" is 12:50 by the clock of twelve hours.
  const late = hourOf(hour === 0 ? 12 : hour, part);
  return late === undefined ? moment : { ...moment, hour: late };
}

/** Days and times of day, as people write and say them. */
export const CLOCK_RULES = [
  rule(
    'clock time with its zone',
    'clock',
    ['clock', '=utc|gmt|z|hours|hrs|h|hrs.|local|sharp'],
    (clock) => clock,
  ),
  rule('noon and midnight', 'clock', ['=noon|midday|midnight'], (word) =>
    day({ hour: word === 'midnight' ? 0 : 12, minute: 0 }),
  ),
  rule("o'clock", 'clock', ['number', "=o'clock|oclock|uhr"], ({ value }) =>
    Number.isInteger(value) && value <= 24 ? byTwelve(day({ hour: value % 24 }), value) : undefined,
  ),
  rule(
    'hour of a part of the day',
    'clock',
    ['number', '=in', '=the', '=early|late?', '=morning|afternoon|evening'],
    ({ value }, _, __, ___, part) => {
      const hour = hourOf(value, part);
      return hour === undefined ? undefined : day({ hour });
    },
  ),
  rule('hour at night', 'clock', ['number', '=at', '=night'], ({ value }) => {
    const hour = hourOf(value, 'night');
    return hour === undefined ? undefined : day({ hour });
  }),
  rule(
    'clock time of a part of the day',
    'clock',
    ['clock', '=in', '=the', '=early|late?', '=morning|afternoon|evening'],
    (clock, _, __, ___, part) => ofDayPart(clock, part),
  ),
  rule('clock time at night', 'clock', ['clock', '=at', '=night'], (clock) => ofDayPart(clock, 'night')),
  rule('half or quarter past', 'clock', ['=half|quarter', PAST, 'number'], (word, _, { value }) =>
    byTwelve(moved(value, word === 'half' ? 30 : 15), value),
  ),
  rule('quarter to', 'clock', ['=quarter', '=to|before', 'number'], (_, __, { value }) =>
    byTwelve(moved(value, -15), value),
  ),
  rule('half or quarter past noon', 'clock', ['=half|quarter', PAST, 'clock'], (word, _, { hour }) =>
    moved(hour ?? 0, word === 'half' ? 30 : 15),
  ),
  rule('minutes past the hour', 'clock', ['duration', PAST, '=the', '=hour'], (length) =>
    length.unit === 'min' ? { minute: length.value, hedge: length.hedge } : undefined,
  ),
  rule('minutes past', 'clock', ['duration', '=past|to', 'number'], (length, word, { value }) =>
    length.unit === 'min'
      ? byTwelve(moved(value, word === 'past' ? length.value : -length.value), value)
      : undefined,
  ),
  rule('so many past or to', 'clock', ['number', '=past|to', 'number'], (minutes, word, { value }) =>
    besideHour(minutes.value, word === 'past' ? 1 : -1, value),
  ),
  rule(
    'so many before or after noon',
    'clock',
    ['number', '=past|to|before', '=noon|midday|midnight'],
    (minutes, word, hour) =>
      moved(hour === 'midnight' ? 24 : 12, word === 'past' ? minutes.value : -minutes.value),
  ),
  rule('quarter before noon', 'clock', ['=quarter', '=to|before', '=noon|midday|midnight'], (_, __, hour) =>
    moved(hour === 'midnight' ? 24 : 12, -15),
  ),
  rule('day and month', 'clock', ['number', '=st|nd|rd|th|of?', 'unknown'], ({ value }, _, month) =>
    dated(value, month),
  ),
  rule('month and day', 'clock', ['unknown', 'number', '=st|nd|rd|th?'], (month, { value }) =>
    dated(value, month),
  ),
  rule('ordinal day of a month', 'clock', [NUMBERED_DAY, '=of?', 'unknown'], (nth, _, month) =>
    dated(Number.parseInt(nth ?? '', 10), month),
  ),
  rule('month and ordinal day', 'clock', ['unknown', NUMBERED_DAY], (month, nth) =>
    dated(Number.parseInt(nth ?? '', 10), month),
  ),
  rule('day of a month by its number', 'clock', ['ordinal', '=of?', 'unknown'], (nth, _, month) =>
    dated(Number(nth), month),
  ),
  rule('day by its number alone', 'clock', ['=the', NUMBERED_DAY], (_, word) => {
    const value = Number.parseInt(word ?? '', 10);
    return value >= 1 && value <= 31 ? day({ day: value }) : undefined;
  }),
  rule('date with its year', 'clock', ['clock', '=,?', 'number'], (clock, _, { value }) =>
    clock.month !== undefined && clock.year === undefined && value >= 1900 && value < 2200
      ? { ...clock, year: value }
      : undefined,
  ),
  rule('month', 'clock', ['unknown'], (word) => {
    const month = word.length > 3 ? monthNumber(word) : undefined;
    return month === undefined ? undefined : day({ month });
  }),
  rule('weekday', 'clock', ['unknown'], (word) => {
    const weekday = weekdayNumber(word);
    return weekday === undefined ? undefined : day({ weekday });
  }),
  rule('date and clock time', 'clock', ['clock', '=at|,|around|about?', 'clock'], (a, _, b) => joined(a, b)),
  rule('clock time and date', 'clock', ['clock', '=on|,|of', 'clock'], (a, _, b) => joined(b, a)),
];

function dated(value: number, month: string): Moment | undefined {
  const number = monthNumber(month);
  return number === undefined || !Number.isInteger(value) || value < 1 || value > 31
    ? undefined
    : day({ month: number, day: value });
}

/** A day and a time of day make one moment. */
function joined(date: Moment, clock: Moment): Moment | undefined {
  if (date.hour !== undefined || clock.hour === undefined || clock.day !== undefined) return undefined;
  return { ...date, ...clock, hedge: date.hedge === 'exact' ? clock.hedge : date.hedge };
}
