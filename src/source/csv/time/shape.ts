/**
 * What a text with a date in it is made of, before it is known which number is the day: the recogniser reads no
 * meaning into `03/04/2026`. Formats are in Luxon's tokens, https://moment.github.io/luxon/#/parsing.
 */
export interface TimeShape {
  /** Date parts as digits or a month's number, in the order of the text; a compact date is one part. */
  readonly parts: readonly string[];
  /** The orders in which the date may have been meant; `y`, `M`, `d` for each part, or the tokens of a compact one. */
  readonly orders: readonly string[];
  /** Milliseconds since midnight; NaN where the text has no time of day. */
  readonly clockMs: number;
  /** What stands behind the time and says in which zone it is; '' for nothing. */
  readonly zone: string;
  /** True where the text begins as ISO 8601 wants it, which a faster reader takes. */
  readonly iso: boolean;
  /** True for a date with points and a year of four digits behind: 10.03.2026. */
  readonly pointed: boolean;
  /** The format of everything but the zone, for the date in that order. */
  readonly format: (order: string) => string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const WEEKDAY = '(?:(mon|tue|wed|thu|fri|sat|sun)((?:s|nes|rs|ur)?day)?(\\.?,?\\s+))?';

const NUMBERS = /^(\d{1,4})([-/. ])(\d{1,2})\2(\d{4}|\d{1,2})(?!\d)/;
const DAY_MONTH = new RegExp(`^(\\d{1,2})([-/. ]*)(${MONTH})([-/., ]*)(\\d{4}|\\d{2})(?!\\d)`, 'i');
const MONTH_DAY = new RegExp(`^(${MONTH})([-/. ]+)(\\d{1,2})(,?[-/. ]+)(\\d{4})(?!\\d)`, 'i');
const YEAR_MONTH = new RegExp(`^(\\d{4})([-/. ]*)(${MONTH})([-/. ]*)(\\d{1,2})(?!\\d)`, 'i');
const UNIX_DATE = new RegExp(
  `^(${MONTH})(\\s+)(\\d{1,2})(\\s+)(\\d{1,2}:\\d\\d:\\d\\d)(?:\\s+([A-Z]{1,5}))?(\\s+)(\\d{4})$`,
  'i',
);
const COMPACT = /^(\d{8}|\d{6})(?!\d)/;
const ISO = /^\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)?$/;
/** Numbers and words, which most cells are. */
const NO_TIME = /^[+-]?\d*[.,]?\d*$|^\D*$/;
/** 18.00.00 is no date, for it has no month; 18.01.02 might be one. */
const POINTED_CLOCK = /^(?:[01]\d|2[0-3])\.[0-5]\d\.[0-5]\d$/;
const BETWEEN = /^(?:(\s*[Tt])(?=\d)|(,?\s+(?:-\s+|at\s+)?)|([-_:,])(?=\d))/;
const CLOCK =
  /^(\d{1,2})([:.h])(\d\d)(?:(\2|:)(\d\d)(?:([.,:])(\d{1,9}))?)?(?:(\s*)([ap]\.?m\.?)(?![a-z]))?/i;
const COMPACT_CLOCK = /^(\d\d)(\d\d)(\d\d)?(?:([.,])(\d{1,9}))?(?!\d)/;
const HOUR_ONLY = /^(\d{1,2})(?:(\s*)([ap]\.?m\.?)(?![a-z]))?$/i;

/** What the text is made of; undefined when it holds no date. Numbers without a separator are for `compact.ts`. */
export function shapeOf(cell: string): TimeShape | undefined {
  const text = cell.trim();
  if (text.length < 6 || text.length > 80 || NO_TIME.test(text)) return undefined;
  return dateFirst(text) ?? clockFirst(text);
}

/** True for a time of day alone, such as `00:05` or `12:05:00 AM`. */
export function isClock(cell: string): boolean {
  const text = cell.trim();
  if (POINTED_CLOCK.test(text)) return true;
  const clock = readClock(text);
  return clock !== undefined && clock.length === text.length && /[:h]|[ap]\.?m/i.test(text);
}

interface DatePiece {
  readonly pointed: boolean;
  readonly parts: readonly string[];
  readonly orders: readonly string[];
  readonly length: number;
  readonly format: (order: string) => string;
}

interface ClockPiece {
  readonly ms: number;
  readonly length: number;
  readonly format: string;
}

function dateFirst(text: string): TimeShape | undefined {
  const [weekday = '', name, long, gap = ''] = new RegExp(`^${WEEKDAY}`, 'i').exec(text) ?? [];
  const day = name === undefined ? '' : `${long === undefined ? 'EEE' : 'EEEE'}${quoted(gap)}`;
  const rest = text.slice(weekday.length);
  const unix = unixDate(rest, day);
  if (unix !== undefined) return unix;
  const date = readDate(rest);
  if (date === undefined) return undefined;
  const after = rest.slice(date.length);
  if (after === '') {
    return {
      ...date,
      clockMs: Number.NaN,
      zone: '',
      iso: day === '' && ISO.test(rest),
      format: (order) => day + date.format(order),
    };
  }
  const between = BETWEEN.exec(after)?.[0] ?? '';
  const clock =
    between === ''
      ? undefined
      : (readClock(after.slice(between.length)) ?? readHour(after.slice(between.length)));
  if (clock === undefined) return undefined;
  const zone = after.slice(between.length + clock.length).trim();
  const iso = day === '' && ISO.test(rest.slice(0, date.length + between.length + clock.length));
  const format = (order: string): string => `${day}${date.format(order)}${quoted(between)}${clock.format}`;
  return { ...date, clockMs: clock.ms, zone, iso, format };
}

/** `00:05 10/03/2026`. */
function clockFirst(text: string): TimeShape | undefined {
  const clock = readClock(text);
  const between = clock === undefined ? undefined : /^,?\s+/.exec(text.slice(clock.length))?.[0];
  if (clock === undefined || between === undefined) return undefined;
  const date = readDate(text.slice(clock.length + between.length));
  if (date === undefined) return undefined;
  const zone = text.slice(clock.length + between.length + date.length).trim();
  const format = (order: string): string => `${clock.format}${quoted(between)}${date.format(order)}`;
  return { ...date, clockMs: clock.ms, zone, iso: false, format };
}

/** `Mar 10 00:05:00 UTC 2026`, as the command date writes it. */
function unixDate(text: string, day: string): TimeShape | undefined {
  const [, month = '', gap = '', date = '', gap2 = '', time = '', zone = '', gap3 = '', year = ''] =
    UNIX_DATE.exec(text) ?? [];
  const clock = readClock(time);
  if (clock === undefined) return undefined;
  const format = `${day}${monthToken(month)}${quoted(gap)}d${quoted(gap2)}${clock.format}${quoted(zone === '' ? gap3 : ` ${zone}${gap3}`)}yyyy`;
  return {
    parts: [monthNumber(month), date, year],
    orders: ['Mdy'],
    pointed: false,
    clockMs: clock.ms,
    zone,
    iso: false,
    format: () => format,
  };
}

function readDate(text: string): DatePiece | undefined {
  return numbers(text) ?? withMonthName(text) ?? compactDate(text);
}

function numbers(text: string): DatePiece | undefined {
  const [whole, a = '', separator = '', b = '', c = ''] = NUMBERS.exec(text) ?? [];
  if (whole === undefined || a.length === 3) return undefined;
  if (c.length === 2 && separator === '.' && !mayBeDate(Number(a), Number(b), Number(c))) return undefined;
  const orders = ordersOf(a, c);
  if (orders.length === 0) return undefined;
  const lengths: Readonly<Record<string, number>> = { 0: a.length, 2: c.length };
  const format = (order: string): string =>
    [...order]
      .map((part, at) => (part === 'y' ? (lengths[at] === 4 ? 'yyyy' : 'yy') : part))
      .join(quoted(separator));
  const pointed = separator === '.' && c.length === 4;
  return { parts: [a, b, c], orders, pointed, length: whole.length, format };
}

/** Any of the three may be the day, and the first or the second the month. */
function mayBeDate(a: number, b: number, c: number): boolean {
  const isMonth = (number: number): boolean => number >= 1 && number <= 12;
  const isDay = (number: number): boolean => number >= 1 && number <= 31;
  return (isMonth(b) && (isDay(a) || isDay(c))) || (isMonth(a) && isDay(b));
}

/** A year of four digits stands first or last; of three numbers of two digits any may be it, but for the middle. */
function ordersOf(a: string, c: string): readonly string[] {
  if (a.length === 4) return c.length === 4 ? [] : ['yMd', 'ydM'];
  if (c.length === 4) return ['dMy', 'Mdy'];
  if (a.length === 2 && c.length === 2) return ['dMy', 'Mdy', 'yMd'];
  return c.length === 2 ? ['dMy', 'Mdy'] : [];
}

function withMonthName(text: string): DatePiece | undefined {
  for (const [pattern, order] of [
    [DAY_MONTH, 'dMy'],
    [MONTH_DAY, 'Mdy'],
    [YEAR_MONTH, 'yMd'],
  ] as const) {
    const [whole, first = '', gap1 = '', second = '', gap2 = '', third = ''] = pattern.exec(text) ?? [];
    if (whole === undefined) continue;
    const parts = [first, second, third].map((part) => (/^\d/.test(part) ? part : monthNumber(part)));
    const tokens = [first, second, third].map((part, at) => tokenOf(part, order[at] ?? ''));
    const format = `${tokens[0]}${quoted(gap1)}${tokens[1]}${quoted(gap2)}${tokens[2]}`;
    return { parts, orders: [order], pointed: false, length: whole.length, format: () => format };
  }
  return undefined;
}

function tokenOf(part: string, meaning: string): string {
  if (!/^\d/.test(part)) return monthToken(part);
  return meaning === 'y' ? (part.length === 4 ? 'yyyy' : 'yy') : meaning;
}

/** `20260310` in front of a time of day; alone it is a number. */
function compactDate(text: string): DatePiece | undefined {
  const [whole] = COMPACT.exec(text) ?? [];
  if (whole === undefined || whole.length === text.length) return undefined;
  const orders = whole.length === 8 ? ['yyyyMMdd', 'ddMMyyyy', 'MMddyyyy'] : ['yyMMdd', 'ddMMyy', 'MMddyy'];
  return { parts: [whole], orders, pointed: false, length: whole.length, format: (order) => order };
}

function readClock(text: string): ClockPiece | undefined {
  const [whole, hour = '', mark = '', minute = '', mark2 = '', second, point = '', fraction, gap = '', half] =
    CLOCK.exec(text) ?? [];
  if (whole === undefined) return compactClock(text);
  const ms = clockMs(hour, minute, second, fraction, half);
  const tail =
    second === undefined ? '' : `${quoted(mark2)}s${fraction === undefined ? '' : `${quoted(point)}u`}`;
  const format = `${half === undefined ? 'H' : 'h'}${quoted(mark)}m${tail}${half === undefined ? '' : `${quoted(gap)}a`}`;
  return Number.isNaN(ms) ? undefined : { ms, length: whole.length, format };
}

function compactClock(text: string): ClockPiece | undefined {
  const [whole, hour = '', minute = '', second, point = '', fraction] = COMPACT_CLOCK.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const ms = clockMs(hour, minute, second, fraction, undefined);
  const format = `HHmm${second === undefined ? '' : 'ss'}${fraction === undefined ? '' : `${quoted(point)}u`}`;
  return Number.isNaN(ms) ? undefined : { ms, length: whole.length, format };
}

function readHour(text: string): ClockPiece | undefined {
  const [whole, hour = '', gap = '', half] = HOUR_ONLY.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const ms = clockMs(hour, '0', undefined, undefined, half);
  return Number.isNaN(ms)
    ? undefined
    : { ms, length: whole.length, format: half === undefined ? 'H' : `h${quoted(gap)}a` };
}

/** Milliseconds since midnight; NaN for an hour that no clock shows. */
function clockMs(
  hour: string,
  minute: string,
  second: string | undefined,
  fraction: string | undefined,
  half: string | undefined,
): number {
  const [h, m, s] = [Number(hour), Number(minute), Number(second ?? 0)];
  const impossible = m > 59 || s > 60 || (half === undefined ? h > 24 : h < 1 || h > 12);
  if (impossible) return Number.NaN;
  const hours = half === undefined ? h : (h % 12) + (/^p/i.test(half) ? 12 : 0);
  return hours * 3_600_000 + m * 60_000 + s * 1000 + Number(`0.${fraction ?? 0}`) * 1000;
}

function monthNumber(name: string): string {
  return `${MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1}`;
}

function monthToken(name: string): string {
  return name.length > 3 ? 'MMMM' : 'MMM';
}

/** Text between the tokens: letters must be quoted, or they would be tokens. */
function quoted(text: string): string {
  return text.replace(/[A-Za-z]+/g, (letters) => `'${letters}'`);
}
