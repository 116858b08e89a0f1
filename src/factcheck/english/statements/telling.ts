import type { ClaimKind } from '../../claim.ts';
import type { Event } from '../../statement/events.ts';
import type { Num, StatisticName } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import type { Reading, Vocabulary } from '../../statement/text.ts';
import type { Chart } from '../phrases/chart.ts';
import { isIt, WHOLE } from '../phrases/implied.ts';
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

/** The words right before an island, nearest last. */
export function leadOf({ tokens, islands }: Telling, index: number, most: number): string[] {
  const from = islands[index]?.from ?? 0;
  return tokens.slice(Math.max(0, islands[index - 1]?.to ?? 0, from - most), from).map(({ norm }) => norm);
}

/** Fills what a phrase left open with what was spoken of here. */
export function filled<T extends Num | Part | Event>(telling: Telling, index: number, value: T): T {
  return resolve(value, partAt(telling, index), telling.scenes[index]?.event ?? null);
}

/** The token at which a denial of this island begins; -1 where it is not denied. */
export function denialOf(telling: Telling, index: number): number {
  const { tokens, islands, mood, chart } = telling;
  const here = islands[index];
  if (here === undefined) return -1;
  const stop = islands[isBehindDenial(telling, index - 1) ? index - 2 : index - 1]?.to ?? 0;
  for (let token = here.from - 1; token >= stop; token -= 1) {
    if (mood.clause[token] !== mood.clause[here.from] && tokens[token]?.norm !== 'with') return -1;
    // "barely a degree warmer", "barely warmer": if only just.
    const word = tokens[token]?.norm ?? '';
    const comparison = at(telling, index, 'comparison');
    if (word === 'barely' && chart.at(here.from).some(({ category }) => category === 'more')) return -1;
    if (/^(?:barely|hardly|scarcely)$/.test(word) && comparison?.by !== undefined) return -1;
    // "No power is drawn in 13 samples": it is they that are nothing.
    const isNothing =
      at(telling, index, 'count')?.counted.count === 'readings' &&
      (chart.at(token).some(({ category }) => category === 'nil') || /^(?:nothing|nobody)$/.test(word));
    if (!isNothing && chart.at(token).some(({ category }) => category === 'not')) return token;
  }
  return deniedList(telling, index);
}

/** "Nowhere does it exceed 30", "nothing in the first half exceeds 30": what stands between a denial and what it denies. */
function isBehindDenial({ islands, tokens }: Telling, index: number): boolean {
  const between = islands[index];
  if (between === undefined) return false;
  if (isIt(meaningOf(between, 'event'))) return true;
  return (
    (between.category === 'scope' || between.category === 'timing') &&
    /^(?:nothing|none|nowhere|never)$/.test(tokens[between.from - 1]?.norm ?? '')
  );
}

/** "the readings fall into two groups", "fall within ...": nothing falls. */
export function isPlacing(telling: Telling, index: number): boolean {
  const { tokens, islands } = telling;
  const here = islands[index];
  if (
    here !== undefined &&
    /^(?:hold|keep|kept|held)/.test(tokens[here.from]?.norm ?? '') &&
    islands[index + 1]?.category === 'count'
  )
    return true;
  // "118 W turns up in three readings".
  if (
    here !== undefined &&
    /^(?:turn|come|came|pop|crop)/.test(tokens[here.from]?.norm ?? '') &&
    tokens[here.to - 1]?.norm === 'up' &&
    /^(?:in|on|at|for|as)$/.test(tokens[here.to]?.norm ?? '')
  )
    return true;
  // "the maximum fell close to the end".
  const named = at(telling, index - 1, 'num');
  if (
    here !== undefined &&
    /^f[ae]ll/.test(tokens[here.from]?.norm ?? '') &&
    here.to - here.from === 1 &&
    named?.num === 'statistic' &&
    (named.name === 'max' || named.name === 'min') &&
    (islands[index + 1]?.category === 'scope' || islands[index + 1]?.category === 'timing')
  )
    return true;
  if (here === undefined || here.to - here.from > 1 || !/^f[ae]ll/.test(tokens[here.from]?.norm ?? ''))
    return false;
  const next = tokens[here.to]?.norm ?? '';
  // "The largest step is a fall at 14:05".
  if (/^(?:an?|the)$/.test(tokens[here.from - 1]?.norm ?? '')) return false;
  // "The temperature falls in the second half" by itself; "the maximum falls in it".
  const isTime = /^(?:in|after|before|on|at|during|near|close|towards?|around|right|just|shortly)$/.test(
    next,
  );
  return isTime
    ? islands.some(
        (_, other) => other < index && samePiece(telling, other, index) && isPlaceable(telling, other),
      )
    : /^(?:into|within|between|outside|short)$/.test(next);
}

/** What has a place in time, rather than a level. */
function isPlaceable(telling: Telling, index: number): boolean {
  const event = at(telling, index, 'event');
  if (event !== undefined) return !isIt(event);
  return /^(?:num|count|figure|measure|part)$/.test(telling.islands[index]?.category ?? '');
}

/** "no gap, level shift or spike": each thing of a list is denied whose first one is. */
function deniedList(telling: Telling, index: number): number {
  const { islands, tokens } = telling;
  const [here, earlier] = [islands[index], islands[index - 1]];
  if (here === undefined || earlier === undefined) return -1;
  const joint = tokens.slice(earlier.to, here.from);
  if (joint.length === 0 || !joint.every(({ norm }) => LIST_JOINT.test(norm))) return -1;
  // "no gaps, no outliers, 36 readings": what has a number of its own is not denied.
  const own = at(telling, index, 'count')?.amount.amount;
  if (
    /^(?:one|only|a|an|single)$/.test(tokens[here.from]?.norm ?? '') &&
    joint.every(({ norm }) => norm === ',')
  )
    return -1;
  if (own === 'number' || own === 'share' || own === 'all' || own === 'none') return -1;
  const isNone = at(telling, index - 1, 'count')?.amount.amount === 'none';
  return isNone || (LISTED.has(earlier.category) && denialOf(telling, index - 1) !== -1) ? here.from : -1;
}

const LIST_JOINT = /^(?:,|or|nor|and)$/;
const LISTED: ReadonlySet<Category> = new Set(['count', 'event', 'change', 'state']);
