import { parseClock, parseIsoDate } from './moments.ts';
import { parseDigits } from './numbers.ts';
import type { Token } from './token.ts';

/** Blanks, quotation marks and marks of emphasis: what is quoted or bold is said all the same. */
const SKIP = /(?:[\s\u200b\ufeff"“”*`]|_(?=[\s_*]|$)|(?<=[\s_*])_)+/y;
const DATE =
  /\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d:])/y;
const CLOCK =
  /\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:\s?(?:[ap]\.m\.|[ap]m\b|[ap]\.m\b))?Z?|\d{1,2}(?:\.\d{2})?\s?(?:[ap]\.m\.|[ap]m\b)|\d{1,2}h\d{2}\b/iy;
const NUMBER = /\d+(?:[,\u202f\u2009]\d{3}(?!\d))*(?:\.\d+)?(?:[eE][+-]?\d{1,3}(?![\d\p{L}]))?|\.\d+/uy;
const UNIT_SIGN =
  /[°º]\s?[CF](?![\p{L}])|[℃℉]|[µμ]g\/m[³3]|(?:[\p{L}µμ°]{1,4}\/(?:min|sec|s|h|hr|m[²³23]?|kg|l|day))(?![\p{L}])/iuy;
const WORD = /\p{L}[\p{L}\p{M}\d_'’]*(?:[-‐‑./]?(?<=[-‐‑])[\p{L}\d_'’]+)*(?:\.(?=[a-z]\.))?/uy;
/** "i.e.", "e.g.": one word, whose last stop ends nothing. */
const ABBREVIATION = /(?:i\.\s?e|e\.\s?g)\.?(?!\p{L})/iuy;
/** What is left of a word for an owner when the owner was cut off. */
const OWNER = /(?<=\p{L})['’]s?(?!\p{L})/uy;
const ORDINAL = /\d{1,3}(?:st|nd|rd|th)\b/iy;
const FACTOR_SIGN = /[x×](?=\d)/iy;
/** Short for a whole word: "w/o", "excl.". */
const SHORT = /(?:w\/o?(?![\p{L}])|(?:excl|incl|ex|prev)\.(?=[\s,;)]))/iuy;
const PAIR_SIGN = /(?:->|=>|<=|>=|\+\/-|--|\.\.\.?)/y;

type Kind = 'date' | 'clock' | 'number' | 'word' | 'sign';
type Scanner = readonly [Kind, RegExp];
/** What begins with a digit or its point. */
const OF_DIGITS: readonly Scanner[] = [
  ['date', DATE],
  ['clock', CLOCK],
  ['word', ORDINAL],
  ['number', NUMBER],
];
const OF_LETTERS: readonly Scanner[] = [
  ['sign', FACTOR_SIGN],
  ['word', SHORT],
  ['word', UNIT_SIGN],
  ['word', OWNER],
  ['word', ABBREVIATION],
  ['word', WORD],
  ['sign', PAIR_SIGN],
];

const OF_ANY = [...OF_DIGITS, ...OF_LETTERS];

/** Cuts a piece of text into tokens from left to right; every character is looked at a bounded number of times. */
export function scan(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = [];
  const piece = text.slice(0, end);
  let at = start;
  let spaced = true;
  while (at < end) {
    SKIP.lastIndex = at;
    if (SKIP.test(piece)) {
      spaced = true;
      at = SKIP.lastIndex;
      continue;
    }
    const [kind, stop] = cutAt(piece, at);
    const token = tokenOf(piece.slice(at, stop), kind, at, spaced);
    const pause = tokens.length === 0 ? '*' : '—';
    tokens.push(isPause(piece, token, tokens.at(-1)) ? { ...token, text: pause, norm: pause } : token);
    spaced = false;
    at = stop;
  }
  return tokens;
}

/** "when 20 °C is reached – 0.2 °C a minute", "- 5.5 °C comes twice": a dash between words and a number, or before an item, is no minus. */
function isPause(text: string, { text: sign, spaced, end }: Token, before: Token | undefined): boolean {
  return (
    (sign === '–' || sign === '-') &&
    spaced &&
    /^\s+[\d.]/.test(text.slice(end, end + 4)) &&
    (before === undefined ||
      before.kind === 'moment' ||
      (before.kind === 'word' && /^\p{L}{3,}$/u.test(before.text)))
  );
}

function cutAt(text: string, at: number): [Kind, number] {
  const isDigit = /[\d.]/.test(text.charAt(at));
  for (const [kind, pattern] of isDigit ? OF_ANY : OF_LETTERS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null && found[0] !== '')
      return [kind, at + found[0].length - (kind === 'word' ? owned(found[0]) : 0)];
  }
  return ['sign', at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)];
}

/** How many characters of a word only say whose something is: "the hour's mean", "the readings' mean"; "it's" is two words in one. */
function owned(word: string): number {
  if (SHORTENED.test(word)) return 0;
  return /.['’]s$/i.test(word) ? 2 : /.['’]$/i.test(word) ? 1 : 0;
}

const SHORTENED = /^(?:it|that|there|here|what|let|who|how|where|when|everything|nothing|thing|lion)['’]s$/i;

const SPELLED_OUT: ReadonlyMap<string, string> = new Map([
  ['w/o', 'without'],
  ['w/', 'with'],
  ['excl', 'excluding'],
  ['excl.', 'excluding'],
  ['ex', 'excluding'],
  ['ex.', 'excluding'],
  ['incl', 'including'],
  ['incl.', 'including'],
  ['prev', 'previous'],
  ['prev.', 'previous'],
  ['neighbors', 'neighbours'],
]);

function normOf(text: string): string {
  const norm = text.toLowerCase().replaceAll('’', "'");
  return /^(?:i\.\s?e|e\.\s?g)\.?$/.test(norm) ? norm.replaceAll(/\s|\.$/g, '') : norm;
}

function tokenOf(text: string, kind: Kind, start: number, spaced: boolean): Token {
  const norm = normOf(text);
  const place = { start, end: start + text.length, text, norm, spaced };
  if (kind === 'number') return { ...place, kind: 'number', number: parseDigits(text) };
  if (kind === 'word') return { ...place, norm: SPELLED_OUT.get(norm) ?? norm, kind: 'word' };
  if (kind === 'sign') return { ...place, kind: 'sign' };
  const moment = kind === 'date' ? parseIsoDate(text) : parseClock(text);
  return moment === undefined ? { ...place, kind: 'sign' } : { ...place, kind: 'moment', moment };
}
