import type { Unit } from './units.ts';

/** How loosely a number is meant: "about 20" either side, "almost 20" from below, "just over 20" from above. */
export type Approximation = 'about' | 'almost' | 'over' | 'exactly';

/** A number as written: `step` is the worth of its last digit, the precision that it claims. */
export interface Quantity {
  readonly value: number;
  readonly step: number;
  readonly unit?: Unit;
  readonly about?: Approximation;
  /** Written as a word ("three"), not in digits. */
  readonly inWords?: boolean;
}

/** A moment as written: of a day (`14:05`), of the calendar, or both. */
export interface Moment {
  /** Seconds since midnight, UTC. */
  readonly second?: number;
  /** End of a part of the day ("in the morning"), seconds since midnight; less than `second` when it runs past midnight. */
  readonly untilSecond?: number;
  readonly about?: boolean;
  /** Seconds that the last written part spans: 1, 60 or 3600. */
  readonly precision: number;
  readonly year?: number;
  /** 1 to 12. */
  readonly month?: number;
  readonly day?: number;
  /** 0 = Sunday. */
  readonly weekday?: number;
}

/** A word, number, time or sign, with what it may mean: category -> sense (see lexicon.ts). */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** Lower case, straight quotes, single spaces. */
  readonly norm: string;
  readonly senses: ReadonlyMap<string, string>;
  readonly quantity?: Quantity;
  readonly moment?: Moment;
}

export type RawKind = 'word' | 'number' | 'clock' | 'date' | 'sign';

/** A piece as the scanner cuts it, before words are joined to phrases and numbers to units. */
export interface RawToken {
  readonly start: number;
  readonly end: number;
  readonly kind: RawKind;
  readonly text: string;
}

/** Blanks, quotation marks and marks of emphasis: what is quoted or bold is said all the same. */
const SKIP = /[\s\u200b\ufeff"“”*`]+/y;
const DATE = /\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?)?/y;
const CLOCK = /\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?(?:[ap]\.m\.|[ap]m\b)/iy;
const NUMBER = /\d+(?:,\d{3}(?!\d))*(?:\.\d+)?(?:[eE][+-]?\d{1,3}(?![\d\p{L}]))?|\.\d+/uy;
const WORD = /\p{L}[\p{L}\p{M}\d_'’]*(?:[-‐‑][\p{L}\d_'’]+)*(?:\.(?=[a-z]\.))?/uy;
const UNIT_SIGN = /[°º]\s?[CF](?![\p{L}])|[℃℉]|[µμ]g\/m[³3]|(?:m\/s|km\/h|l\/min|l\/h)(?![\p{L}])/iuy;

const SCANNERS: readonly (readonly [RawKind, RegExp])[] = [
  ['date', DATE],
  ['clock', CLOCK],
  ['number', NUMBER],
  ['word', UNIT_SIGN],
  ['word', WORD],
];

/** Cuts a text into pieces from left to right; every character is looked at a bounded number of times. */
export function scan(text: string, start: number, end: number): RawToken[] {
  const tokens: RawToken[] = [];
  let at = start;
  while (at < end) {
    SKIP.lastIndex = at;
    if (SKIP.test(text)) {
      at = SKIP.lastIndex;
      continue;
    }
    const [kind, stop] = cutAt(text, at);
    tokens.push({ start: at, end: Math.min(stop, end), kind, text: text.slice(at, Math.min(stop, end)) });
    at = stop;
  }
  return tokens;
}

function cutAt(text: string, at: number): [RawKind, number] {
  for (const [kind, pattern] of SCANNERS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null || found[0] === '') continue;
    // "p.m" in the middle of a number's line and "10:30:99" are decided where their value is read.
    return [kind, at + found[0].length];
  }
  const codePoint = text.codePointAt(at) ?? 0;
  return ['sign', at + (codePoint > 0xffff ? 2 : 1)];
}
