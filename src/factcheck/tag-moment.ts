import { monthNumber, parseClock, parseIsoDate, weekdayNumber } from './moments.ts';
import { parseNumberWords } from './numbers.ts';
import { makeToken, type Read, type Source } from './pieces.ts';
import type { Moment } from './tokens.ts';

const DAY = 86_400;

/** "26 pm": written as a time, and none; no moment of the data is it. */
const NO_SUCH_MOMENT: Moment = { second: Number.NaN, precision: 60 };

/** Times of day by name, in seconds since midnight; where two are given the part of the day between. */
const DAY_TIMES: Readonly<Record<string, readonly [from: number, until?: number]>> = {
  noon: [43_200],
  midday: [43_200],
  midnight: [0],
  night: [75_600, 21_600],
  overnight: [75_600, 21_600],
  morning: [14_400, 43_200],
  afternoon: [43_200, 64_800],
  evening: [61_200, 86_399],
};

/** A time of day, a date or a part of the day at this place; undefined if there is none. */
export function readMoment(source: Source, at: number): Read | undefined {
  const piece = source.raw[at];
  if (piece === undefined) return undefined;
  if (piece.kind === 'date') return moment(source, at, 1, parseIsoDate(piece.text) ?? NO_SUCH_MOMENT);
  if (piece.kind === 'clock') return moment(source, at, 1, parseClock(piece.text) ?? NO_SUCH_MOMENT);
  if (piece.kind === 'word') {
    const word = piece.text.toLowerCase();
    const named = Object.hasOwn(DAY_TIMES, word) ? DAY_TIMES[word] : undefined;
    if (named !== undefined) return moment(source, at, 1, ofDay(named));
    const weekday = /^\p{Lu}/u.test(piece.text) ? weekdayNumber(word) : undefined;
    if (weekday !== undefined) return moment(source, at, 1, { weekday, precision: DAY });
  }
  return readHourInWords(source, at) ?? readCalendarDate(source, at);
}

function ofDay([second, untilSecond]: readonly [from: number, until?: number]): Moment {
  return untilSecond === undefined ? { second, precision: 60 } : { second, untilSecond, precision: DAY };
}

/** A time with its zone ("14:05 UTC"); every time is taken as UTC. */
function moment(source: Source, at: number, length: number, read: Moment | undefined): Read | undefined {
  if (read === undefined) return undefined;
  const zone = source.raw[at + length];
  const withZone =
    zone?.kind === 'word' && /^(?:UTC|GMT|Z|hours|hrs|h)$/.test(zone.text) && read.second !== undefined;
  const all = length + (withZone ? 1 : 0);
  const senses = new Map([['moment', read.second === undefined ? 'date' : 'clock']]);
  return [{ ...makeToken(source, at, all, senses), moment: read }, all];
}

/** "two in the morning", "5 o'clock", "3 in the afternoon". */
function readHourInWords(source: Source, at: number): Read | undefined {
  const piece = source.raw[at];
  if (piece === undefined || (piece.kind !== 'word' && piece.kind !== 'number')) return undefined;
  const hour =
    piece.kind === 'number'
      ? Number(piece.text)
      : (parseNumberWords([piece.text.toLowerCase()])?.quantity.value ?? Number.NaN);
  if (!(hour >= 1 && hour <= 12)) return undefined;
  const following = source.raw.slice(at + 1, at + 4).map(({ text }) => text.toLowerCase());
  if (following[0] === "o'clock" || following[0] === 'o’clock')
    return moment(source, at, 2, { second: hour * 3600, precision: 3600 });
  const [preposition, article, part = ''] = following;
  const atNight = preposition === 'at' && article === 'night';
  if (
    !atNight &&
    (preposition !== 'in' || article !== 'the' || !/^(?:morning|afternoon|evening)$/.test(part))
  )
    return undefined;
  const late = part === 'afternoon' || part === 'evening' || (atNight && hour > 6);
  return moment(source, at, atNight ? 3 : 4, {
    second: ((hour % 12) + (late ? 12 : 0)) * 3600,
    precision: 3600,
  });
}

/** "February 4, 2015", "4 February 2015", "Feb 4th". */
function readCalendarDate(source: Source, at: number): Read | undefined {
  const { raw } = source;
  const monthAt = raw[at]?.kind === 'number' ? at + 1 : at;
  const name = raw[monthAt]?.text ?? '';
  const month = /^\p{Lu}/u.test(name) ? monthNumber(name.toLowerCase()) : undefined;
  if (month === undefined) return undefined;
  const dayPiece = monthAt > at ? raw[at] : raw[at + 1];
  const day = dayPiece?.kind === 'number' ? Number(dayPiece.text) : Number.NaN;
  // "May" and short forms are words or names without a day beside them.
  if (!(day >= 1 && day <= 31))
    return name.length > 3 ? moment(source, at, 1, { month, precision: 30 * DAY }) : undefined;
  let length = 2;
  if (monthAt === at && /^(?:st|nd|rd|th)$/.test(raw[at + length]?.text ?? '')) length += 1;
  const yearAt = raw[at + length]?.text === ',' ? length + 1 : length;
  const year = raw[at + yearAt];
  if (year?.kind !== 'number' || !/^[12]\d{3}$/.test(year.text))
    return moment(source, at, length, { month, day, precision: DAY });
  return moment(source, at, yearAt + 1, { month, day, year: Number(year.text), precision: DAY });
}
