import { LONGEST_PHRASE, lookUp, type Senses, sensesOf } from './lexicon.ts';
import { monthNumber, parseClock, parseIsoDate, weekdayNumber } from './moments.ts';
import { parseDigits, parseNumberWords } from './numbers.ts';
import { type Moment, type Quantity, type RawToken, scan, type Token } from './tokens.ts';
import { findUnit, type Unit } from './units.ts';

/** The names by which a text may speak of the series: words of its name, values of its tags, its unit. */
export interface Vocabulary {
  readonly unit: string;
  /** Lower-case words for what is measured, from the name of the series. */
  readonly measured: ReadonlySet<string>;
}

const MEASURED = new Set(
  (
    'temperature humidity co2 pressure light brightness level load usage utilization utilisation occupancy speed traffic demand ' +
    'volume count rate flow current voltage power concentration sensor cpu memory network throughput signal data temp ' +
    'illuminance lux consumption series variable metric measure measurement dataset reading readings sensors datapoints ' +
    'passenger passengers tweets thermocouple air room ambient indoor outdoor relative carbon dioxide ratio'
  ).split(' '),
);

/** Tokens of one sentence: numbers with their units, times, and words joined to the longest phrase of the lexicon. */
export function tag(text: string, start: number, end: number, vocabulary: Vocabulary): Token[] {
  const raw = scan(text, start, end);
  const tokens: Token[] = [];
  let at = 0;
  while (at < raw.length) {
    const [token, length] =
      readMoment(text, raw, at) ??
      readQuantity(text, raw, at, vocabulary) ??
      readWord(text, raw, at, vocabulary);
    tokens.push(token);
    at += length;
  }
  return tokens;
}

type Read = readonly [token: Token, length: number];

function make(
  text: string,
  first: RawToken,
  last: RawToken,
  senses: Senses,
  more: Partial<Token> = {},
): Token {
  return {
    start: first.start,
    end: last.end,
    norm: normalize(text.slice(first.start, last.end)),
    senses,
    ...more,
  };
}

/** Lower case, straight quotes and single blanks. */
function normalize(text: string): string {
  return text.toLowerCase().replace(/[’‘]/g, "'").replace(/[‐‑]/g, '-').replace(/\s+/g, ' ');
}

function sense(...pairs: readonly (readonly [string, string])[]): Senses {
  return new Map(pairs);
}

const DAY_TIMES: ReadonlyMap<string, number> = new Map([
  ['noon', 43_200],
  ['midday', 43_200],
  ['midnight', 0],
]);

function readMoment(text: string, raw: readonly RawToken[], at: number): Read | undefined {
  const token = raw[at];
  if (token === undefined) return undefined;
  if (token.kind === 'date') {
    const moment = parseIsoDate(token.text);
    return moment && momentToken(text, raw, at, 1, moment);
  }
  if (token.kind === 'clock') {
    const moment = parseClock(token.text);
    return moment && momentToken(text, raw, at, 1, moment);
  }
  if (token.kind === 'word') {
    const word = token.text.toLowerCase();
    const second = DAY_TIMES.get(word);
    if (second !== undefined) return momentToken(text, raw, at, 1, { second, precision: 60 });
    const weekday = /^\p{Lu}/u.test(token.text) ? weekdayNumber(word) : undefined;
    if (weekday !== undefined) return momentToken(text, raw, at, 1, { weekday, precision: 86_400 });
  }
  return readCalendarDate(text, raw, at);
}

/** A time with its zone ("14:05 UTC"); every time is taken as UTC. */
function momentToken(
  text: string,
  raw: readonly RawToken[],
  at: number,
  length: number,
  moment: Moment,
): Read | undefined {
  const first = raw[at];
  const zone = raw[at + length];
  const withZone =
    zone?.kind === 'word' && /^(?:UTC|GMT|Z|hours|hrs|h)$/.test(zone.text) && moment.second !== undefined;
  const last = raw[at + length - (withZone ? 0 : 1)];
  if (first === undefined || last === undefined) return undefined;
  return [
    make(text, first, last, sense(['moment', moment.second === undefined ? 'date' : 'clock']), { moment }),
    length + (withZone ? 1 : 0),
  ];
}

/** "February 4, 2015", "4 February 2015", "Feb 4th". */
function readCalendarDate(text: string, raw: readonly RawToken[], at: number): Read | undefined {
  const monthAt = raw[at]?.kind === 'number' ? at + 1 : at;
  const monthText = raw[monthAt]?.text ?? '';
  const month = /^\p{Lu}/u.test(monthText)
    ? monthNumber(monthText.replace('.', '').toLowerCase())
    : undefined;
  if (month === undefined) return undefined;
  const dayToken = monthAt > at ? raw[at] : raw[at + 1];
  const day = dayToken?.kind === 'number' ? Number(dayToken.text) : Number.NaN;
  if (!(day >= 1 && day <= 31))
    return monthText.toLowerCase() === 'may' || monthText.length < 4
      ? undefined
      : momentToken(text, raw, at, 1, { month, precision: 2_629_746 });
  let length = 2;
  if (monthAt === at && /^(?:st|nd|rd|th)$/.test(raw[at + length]?.text ?? '')) length += 1;
  if (raw[at + length]?.text === ',') length += 1;
  const year = raw[at + length];
  const isYear = year?.kind === 'number' && /^[12]\d{3}$/.test(year.text);
  if (isYear)
    return momentToken(text, raw, at, length + 1, { month, day, year: Number(year.text), precision: 86_400 });
  return momentToken(text, raw, at, 2, { month, day, precision: 86_400 });
}

function readQuantity(
  text: string,
  raw: readonly RawToken[],
  at: number,
  vocabulary: Vocabulary,
): Read | undefined {
  const signed = isSign(raw, at, text);
  const head = raw[signed ? at + 1 : at];
  if (head === undefined) return undefined;
  let quantity: Quantity;
  let length: number;
  if (head.kind === 'number') {
    [quantity, length] = [parseDigits(head.text), 1];
  } else if (head.kind === 'clock') {
    return undefined;
  } else {
    const words = signed || head.kind !== 'word' ? undefined : parseNumberWords(wordsFrom(raw, at));
    if (words === undefined) return undefined;
    ({ quantity, length } = words);
  }
  if (signed) {
    quantity = { ...quantity, value: -quantity.value };
    length += 1;
  }
  const next = raw[at + length];
  const glued = next !== undefined && next.start === raw[at + length - 1]?.end;
  if (glued && next.text === 'k') {
    quantity = { ...quantity, value: quantity.value * 1000, step: quantity.step * 1000 };
    length += 1;
  } else if (glued && /^(?:st|nd|rd|th)$/.test(next.text)) {
    return [make(text, head, next, sense(['ordinal', String(quantity.value)])), length + 1];
  }
  const [unit, unitLength] = readUnit(text, raw, at + length, vocabulary);
  const last = raw[at + length + unitLength - 1];
  const first = raw[at];
  if (first === undefined || last === undefined) return undefined;
  const withUnit = unit === undefined ? quantity : { ...quantity, unit };
  return [make(text, first, last, quantitySenses(withUnit), { quantity: withUnit }), length + unitLength];
}

function quantitySenses(quantity: Quantity): Senses {
  const senses: [string, string][] = [['q', 'number']];
  const { unit } = quantity;
  if (unit === undefined) senses.push(['bare', 'number']);
  if (unit === undefined && Number.isInteger(quantity.value) && quantity.step <= 1 && quantity.value >= 0)
    senses.push(['int', 'number']);
  if (unit?.dimension === 'sigma') senses.push(['sigmas', 'number']);
  if (unit?.dimension === 'time') senses.push(['span', 'number']);
  if (unit?.dimension === 'factor') senses.push(['times', 'number']);
  if (
    unit !== undefined &&
    unit.dimension !== 'time' &&
    unit.dimension !== 'sigma' &&
    unit.dimension !== 'factor'
  )
    senses.push(['measure', 'number']);
  return new Map(senses);
}

/** A minus sign belongs to the number only where no number or word stands right before it. */
function isSign(raw: readonly RawToken[], at: number, text: string): boolean {
  const token = raw[at];
  const next = raw[at + 1];
  if (
    token === undefined ||
    next?.kind !== 'number' ||
    next.start !== token.end ||
    !/^[-−–+]$/.test(token.text)
  )
    return false;
  const before = token.start === 0 ? ' ' : text.charAt(token.start - 1);
  return /[\s(~≈=:[,/]/.test(before) && token.text !== '+';
}

function wordsFrom(raw: readonly RawToken[], at: number): string[] {
  const words: string[] = [];
  for (let i = at; i < Math.min(raw.length, at + 14); i += 1) {
    const token = raw[i];
    if (token?.kind !== 'word') break;
    words.push(token.text.toLowerCase());
  }
  return words;
}

/** The unit that follows a number, of up to three words, and how many tokens it takes. */
function readUnit(
  text: string,
  raw: readonly RawToken[],
  at: number,
  vocabulary: Vocabulary,
): [Unit | undefined, number] {
  const first = raw[at];
  if (first === undefined || (first.kind !== 'word' && !/^[%°xσ×]$/.test(first.text))) return [undefined, 0];
  for (let length = 3; length >= 1; length -= 1) {
    const last = raw[at + length - 1];
    if (last === undefined) continue;
    const name = text.slice(first.start, last.end).replace(/\s+/g, ' ').replace(/-/g, ' ');
    const unit =
      findUnit(name, vocabulary.unit) ?? findUnit(text.slice(first.start, last.end), vocabulary.unit);
    if (unit !== undefined && !isOtherWord(raw, at, unit)) return [unit, length];
  }
  return [undefined, 0];
}

/** "21 a second" is a rate, "2 in a row" no inches: a unit of one small letter must stand right after a number. */
function isOtherWord(raw: readonly RawToken[], at: number, unit: Unit): boolean {
  const token = raw[at];
  return unit.dimension === 'sound' && token?.text === 'db';
}

function readWord(text: string, raw: readonly RawToken[], at: number, vocabulary: Vocabulary): Read {
  const first = raw[at];
  if (first === undefined) throw new RangeError(`no token at ${at}`);
  for (let length = Math.min(LONGEST_PHRASE, raw.length - at); length > 1; length -= 1) {
    const last = raw[at + length - 1];
    if (last === undefined || last.end - first.start > 40) continue;
    const found = lookUp(normalize(text.slice(first.start, last.end)));
    if (found !== undefined) return [make(text, first, last, found), length];
  }
  const word = normalize(first.text);
  const known = new Map(sensesOf(word));
  if (MEASURED.has(word) || vocabulary.measured.has(word) || vocabulary.measured.has(word.replace(/s$/, '')))
    known.set('meas', word);
  if (first.kind === 'sign') known.set('sign', word);
  if (word === ',') known.set('comma', word);
  return [make(text, first, first, known), 1];
}
