import { decode } from './records.ts';

const PLUS = 43;
export const COMMA = 44;
const MINUS = 45;
export const POINT = 46;
const ZERO = 48;
const COLON = 58;
const T = 84;
const Z = 90;
const SPACE = 32;

/** 10^22 is the largest power of ten that a double holds exactly: up to it one division rounds correctly. */
const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The value of the digit at `at`, or -1. */
function digitAt(bytes: Uint8Array, at: number): number {
  const digit = (bytes[at] ?? 0) - ZERO;
  return digit >= 0 && digit <= 9 ? digit : -1;
}

/**
 * Reads decimal numbers without an exponent. Rounds as `Number` does: digits that fit 2^53 over an exact power of
 * ten need one correctly rounded division (Clinger, "How to read floating point numbers accurately", PLDI 1990).
 */
export class DecimalReader {
  /** Where the number read last ends. */
  end = 0;

  /** The number that begins at `start`; NaN when none does or when it has too many digits for this way. */
  read(bytes: Uint8Array, start: number, limit: number, mark = POINT): number {
    const first = bytes[start];
    const negative = first === MINUS;
    let at = negative || first === PLUS ? start + 1 : start;
    let mantissa = 0;
    let digits = 0;
    let decimals = -1;
    for (; at < limit; at += 1) {
      const digit = digitAt(bytes, at);
      if (digit >= 0) {
        mantissa = mantissa * 10 + digit;
        digits += 1;
        if (decimals >= 0) decimals += 1;
      } else if (decimals < 0 && bytes[at] === mark) {
        decimals = 0;
      } else {
        break;
      }
    }
    this.end = at;
    if (digits === 0 || mantissa > Number.MAX_SAFE_INTEGER || decimals > 22) return Number.NaN;
    const value = decimals > 0 ? mantissa / (POWERS_OF_TEN[decimals] ?? 1) : mantissa;
    return negative ? -value : value;
  }
}

const decimal = new DecimalReader();

/**
 * The decimal number in `bytes[start, end)`, with blanks around it or not; NaN when it is anything else. Rounds as
 * `Number` does. `mark` is the byte of the decimal point or comma.
 */
export function parseNumber(bytes: Uint8Array, start: number, end: number, mark = POINT): number {
  const value = decimal.read(bytes, start, end, mark);
  if (decimal.end === end && !Number.isNaN(value)) return value;
  const cell = decode(bytes, start, end).trim();
  const text = mark === COMMA ? cell.replace(',', '.') : cell;
  const written = mark === COMMA && cell.includes('.') ? '' : text;
  return DECIMAL.test(written) ? Number(written) : Number.NaN;
}

export const EPOCH_UNITS = ['s', 'ms', 'us', 'ns'] as const;
export type EpochUnit = (typeof EPOCH_UNITS)[number];
const UNITS_PER_MS: Readonly<Record<EpochUnit, number>> = { s: 1 / 1000, ms: 1, us: 1000, ns: 1_000_000 };

/** The years 0 to 9999, which ISO 8601 writes with four digits: what is outside is no time of a measurement. */
const EARLIEST_MS = Date.parse('0000-01-01T00:00:00Z');
const LATEST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * A time since 1970 as epoch milliseconds; NaN where that is no date of the years 0 to 9999. `auto` goes by its size:
 * see `unitBySize`.
 */
export function epochMs(time: number, unit: EpochUnit | 'auto'): number {
  const ms = time / UNITS_PER_MS[unit === 'auto' ? unitBySize(time) : unit];
  return ms >= EARLIEST_MS && ms <= LATEST_MS ? ms : Number.NaN;
}

/** Seconds up to the year 5138 are smaller than the milliseconds of 1973, and so on. */
function unitBySize(time: number): EpochUnit {
  const size = Math.abs(time);
  if (size < 1e11) return 's';
  if (size < 1e14) return 'ms';
  return size < 1e17 ? 'us' : 'ns';
}

/**
 * Reads ISO 8601 times such as `2026-11-22T07:45:47.123456789Z`, `2015-02-04 17:51:00` or `2015-02-04`.
 * One instance per text: it remembers the last date, because neighbours share it.
 */
export class IsoTimeReader {
  /** Wall-clock reading as epoch milliseconds, as if it were UTC; a part of a millisecond is a fraction. */
  wallMs = 0;
  /** Offset of the zone that the text names; NaN when it names none. */
  offsetMs = Number.NaN;

  #date = -1;
  #dateMs = 0;

  /** The time read last as epoch milliseconds; a text without a zone is taken for UTC. */
  get utcMs(): number {
    return Number.isNaN(this.offsetMs) ? this.wallMs : this.wallMs - this.offsetMs;
  }

  /** Reads `bytes[start, end)` into `wallMs` and `offsetMs`; false when it is no such time. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    this.offsetMs = Number.NaN;
    if (end - start < 10 || !this.#readDate(bytes, start)) return false;
    if (end - start === 10) {
      this.wallMs = this.#dateMs;
      return true;
    }
    const separator = bytes[start + 10];
    if (separator !== T && separator !== SPACE) return false;
    const hour = twoDigits(bytes, start + 11);
    const minute = twoDigits(bytes, start + 14);
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || bytes[start + 13] !== COLON) return false;
    this.wallMs = this.#dateMs + hour * 3_600_000 + minute * 60_000;
    let at = start + 16;
    if (at < end && bytes[at] === COLON) {
      const second = twoDigits(bytes, at + 1);
      if (second < 0 || second > 60 || at + 3 > end) return false;
      this.wallMs += second * 1000;
      at = this.#readFraction(bytes, at + 3, end);
    }
    return at === end || this.#readZone(bytes, at, end);
  }

  #readDate(bytes: Uint8Array, start: number): boolean {
    const century = twoDigits(bytes, start);
    const yearInCentury = twoDigits(bytes, start + 2);
    const month = twoDigits(bytes, start + 5);
    const day = twoDigits(bytes, start + 8);
    if (century < 0 || yearInCentury < 0 || month < 1 || day < 1) return false;
    if (bytes[start + 4] !== MINUS || bytes[start + 7] !== MINUS) return false;
    const year = century * 100 + yearInCentury;
    const date = (year * 100 + month) * 100 + day;
    if (date === this.#date) return true;
    const dateMs = Date.UTC(year, month - 1, day);
    const back = new Date(dateMs);
    // Date.UTC carries 31 April over into May, and takes years below 100 for 19xx.
    if (back.getUTCDate() !== day || back.getUTCMonth() !== month - 1 || back.getUTCFullYear() !== year) {
      return false;
    }
    this.#date = date;
    this.#dateMs = dateMs;
    return true;
  }

  /** Adds a fraction of the second, if there is one, and returns where it ends. */
  #readFraction(bytes: Uint8Array, from: number, end: number): number {
    if (from >= end || (bytes[from] !== POINT && bytes[from] !== COMMA)) return from;
    let at = from + 1;
    let fraction = 0;
    for (; at < end; at += 1) {
      const digit = digitAt(bytes, at);
      if (digit < 0) break;
      // Beyond nanoseconds there is nothing that epoch milliseconds in a double could hold.
      if (at - from <= 9) fraction = fraction * 10 + digit;
    }
    const digits = Math.min(at - from - 1, 9);
    this.wallMs += (fraction * 1000) / (POWERS_OF_TEN[digits] ?? 1);
    return at;
  }

  #readZone(bytes: Uint8Array, from: number, end: number): boolean {
    if (bytes[from] === Z) {
      this.offsetMs = 0;
      return from + 1 === end;
    }
    const match = /^ ?([+-])(\d\d)(?::?(\d\d))?$/.exec(decode(bytes, from, end));
    if (match === null) return false;
    const offset = Number(match[2]) * 3_600_000 + Number(match[3] ?? 0) * 60_000;
    this.offsetMs = match[1] === '-' ? -offset : offset;
    return true;
  }
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = digitAt(bytes, at);
  const units = digitAt(bytes, at + 1);
  return tens < 0 || units < 0 ? -1 : tens * 10 + units;
}
