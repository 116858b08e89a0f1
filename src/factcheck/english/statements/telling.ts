import type { ClaimKind } from '../../claim.ts';
import type { Event } from '../../statement/events.ts';
import type { Num, StatisticName } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import type { Reading, Vocabulary } from '../../statement/text.ts';
import type { Chart } from '../phrases/chart.ts';
import { WHOLE } from '../phrases/implied.ts';
import { type Category, meaningOf, type PhraseTypes } from '../phrases/phrase.ts';
import type { Token } from '../tokens/token.ts';
import type { Island } from './island.ts';
import type { Label } from './labels.ts';
import type { Mood } from './mood.ts';
import type { Spoken } from './parts.ts';
import { resolve, type Scene } from './scene.ts';

/** What a clause is about at one place. */
export type Topic =
  | { readonly of: 'num'; readonly num: Num; readonly name: StatisticName; readonly at: number }
  | { readonly of: 'event'; readonly event: Event; readonly at: number }
  | { readonly of: 'part'; readonly part: Part; readonly at: number };

/** One sentence while it is told: its phrases, and what was spoken of up to this phrase. */
export interface Telling {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly chart: Chart;
  readonly islands: readonly Island[];
  readonly mood: Mood;
  readonly vocabulary: Vocabulary;
  /** Whether a quantity is none that the series can be of. */
  readonly foreign: (quantity: string) => boolean;
  /** By island: the part that it speaks of, null where its clause names none. */
  readonly parts: readonly (Part | null)[];
  /** The same, with the island that named it. */
  readonly spoken: readonly (Spoken | null)[];
  /** The label that it stands behind. */
  readonly label: Label | null;
  /** Before each island. */
  readonly topics: readonly (Topic | null)[];
  readonly scenes: readonly Scene[];
  /** Behind the sentence. */
  readonly closing: Scene;
  /** The sentence before. */
  readonly former: Telling | null;
}

/** A statement before its words are read to the end. */
export interface Draft {
  readonly kind: ClaimKind;
  readonly from: number;
  readonly to: number;
  readonly readings: readonly Reading[];
  readonly rules: readonly string[];
  /** Tokens outside of it that its readings took up: "sets in", "for the first time". */
  readonly taken?: readonly number[];
  /** What it is said of stands right beside it: other words of the sentence change nothing. */
  readonly isClosed?: boolean;
}

/** Makes drafts of one kind over the words of an edge; from another token where one is given. */
export type Drafting = (kind: ClaimKind, readings: readonly Reading[], from?: number) => Draft[];

export function island(telling: Telling, index: number): Island | undefined {
  return telling.islands[index];
}

/** The value of an island if it is of this category. */
export function at<C extends Category>(
  telling: Telling,
  index: number,
  category: C,
): PhraseTypes[C] | undefined {
  return meaningOf(telling.islands[index], category);
}

/** The part that an island speaks of: that of its clause, else the whole window. */
export function partAt(telling: Telling, index: number): Part {
  return telling.parts[index] ?? WHOLE;
}

export function samePiece({ mood, islands }: Telling, a: number, b: number): boolean {
  return mood.piece[islands[a]?.from ?? -1] === mood.piece[islands[b]?.from ?? -2];
}

export function sameClause({ mood, islands }: Telling, a: number, b: number): boolean {
  return mood.clause[islands[a]?.from ?? -1] === mood.clause[islands[b]?.from ?? -2];
}

/** The nearest island before this one, in the same piece of the sentence, of one of these categories; -1 for none. */
export function before(telling: Telling, index: number, ...categories: readonly Category[]): number {
  for (let other = index - 1; other >= 0; other -= 1)
    if (samePiece(telling, other, index) && categories.includes(telling.islands[other]?.category ?? 'filler'))
      return other;
  return -1;
}

/** The same, and what stands before the bracket that the island is in: "four of them exceed 50 (17:59, 18:09)". */
export function toldBefore(telling: Telling, index: number, ...categories: readonly Category[]): number {
  const { islands, mood } = telling;
  let piece = mood.piece[islands[index]?.from ?? -1];
  for (let other = index - 1; other >= 0; other -= 1) {
    const there = mood.piece[islands[other]?.from ?? -1];
    if (there !== piece && there !== undefined && there === mood.host.get(piece ?? -1)) piece = there;
    if (there === piece && categories.includes(islands[other]?.category ?? 'filler')) return other;
  }
  return -1;
}

export function after(telling: Telling, index: number, ...categories: readonly Category[]): number {
  for (let other = index + 1; other < telling.islands.length && samePiece(telling, other, index); other += 1)
    if (categories.includes(telling.islands[other]?.category ?? 'filler')) return other;
  return -1;
}

/** The words between two islands, lower case. */
export function wordsBetween({ tokens, islands }: Telling, a: number, b: number): string[] {
  return tokens.slice(islands[a]?.to ?? 0, islands[b]?.from ?? 0).map(({ norm }) => norm);
}

/** The words right before an island, whatever phrases they are of; nearest last, lower case. */
export function wordsBefore({ tokens, islands }: Telling, index: number, most: number): string[] {
  const from = islands[index]?.from ?? 0;
  return tokens.slice(Math.max(0, from - most), from).map(({ norm }) => norm);
}

/** The same, back to the phrase before it at most. */
export function leadOf({ tokens, islands }: Telling, index: number, most: number): string[] {
  const from = islands[index]?.from ?? 0;
  return tokens.slice(Math.max(0, islands[index - 1]?.to ?? 0, from - most), from).map(({ norm }) => norm);
}

/** Fills what a phrase left open with what was spoken of here. */
export function filled<T extends Num | Part | Event>(telling: Telling, index: number, value: T): T {
  return resolve(value, partAt(telling, index), telling.scenes[index]?.event ?? null);
}
