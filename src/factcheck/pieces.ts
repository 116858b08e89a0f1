import type { Senses } from './lexicon.ts';
import type { RawToken, Token } from './tokens.ts';

/** The words by which a text may speak of the series: those of its name, and its unit. */
export interface Vocabulary {
  readonly unit: string;
  readonly measured: ReadonlySet<string>;
}

/** A sentence as pieces of the scanner, and what is known of the series. */
export interface Source {
  readonly text: string;
  readonly raw: readonly RawToken[];
  readonly vocabulary: Vocabulary;
}

/** A token read, and how many pieces it took. */
export type Read = readonly [token: Token, length: number];

/** A token over pieces `at` to `at + length - 1`. */
export function makeToken(source: Source, at: number, length: number, senses: Senses): Token {
  const first = source.raw[at];
  const last = source.raw[at + length - 1];
  if (first === undefined || last === undefined) throw new RangeError(`no piece of text at ${at}`);
  return {
    start: first.start,
    end: last.end,
    norm: normalize(source.text.slice(first.start, last.end)),
    senses,
  };
}

/** Lower case, straight quotes and single blanks. */
export function normalize(text: string): string {
  const lower = text.toLowerCase();
  if (/^[a-z]*$/.test(lower)) return lower;
  return lower.replace(/[’‘]/g, "'").replace(/[‐‑]/g, '-').replace(/\s+/g, ' ');
}
