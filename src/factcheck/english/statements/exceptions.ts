import { meaningOf } from '../phrases/phrase.ts';
import { placesAs } from './mood.ts';
import type { Telling } from './telling.ts';

/** So many readings that something is not said of, and the words that say so. */
export interface Exceptions {
  readonly count: number;
  readonly taken: readonly number[];
}

const THING =
  '(?:readings?|values?|samples?|measurements?|points?|exceptions?|minutes?|intervals?|entry|entries|outliers?)';
const KIND = '(?:(?:single|brief|short|small|lone|isolated|notable) )?';
/** How exceptions are told, with `#` for a number. */
const TOLD: readonly RegExp[] = [
  new RegExp(`\\bwith (?:just |only )?(#|an?|a single) ${KIND}exceptions?\\b`),
  new RegExp(`\\bwith the exception of (#|an?|a single) ${KIND}${THING}\\b`),
  new RegExp(
    `\\b(?:except|excepting|but|save|bar|barring) (?:for )?(?:just |only )?(#|a single) ${KIND}${THING}\\b`,
  ),
  /\b(?:except|save|bar|but) (?:for )?(#)(?= (?:are|is|lie|lies|lay|stay|stays|fall|were|was|sit)\b)/,
  new RegExp(`\\b(#|a single) ${THING} (?:excepted|aside|apart)\\b`),
];

/**
 * "between 20 and 21 with one exception", "all readings save one lie between ...", "one minute excepted, it never leaves ...": of how many readings of its
 * piece of the sentence a claim is not meant to hold. Undefined where it makes no exception, or does not say how many.
 */
export function exceptionsIn(telling: Telling, index: number): Exceptions | undefined {
  const { tokens, islands, mood, chart } = telling;
  const places = placesAs(mood.piece, islands[index]?.from ?? -1);
  const numberAt = (at: number) =>
    chart.at(at).find(({ category, to }) => category === 'number' && to === at + 1);
  const words = places.map((at) => (numberAt(at) === undefined ? (tokens[at]?.norm ?? '') : '#'));
  const text = words.join(' ');
  for (const told of TOLD) {
    const found = told.exec(text);
    if (found === null) continue;
    const first = text.slice(0, found.index).split(' ').length - 1;
    const taken = places.slice(first, first + found[0].split(' ').length);
    const number = taken
      .map((at) => meaningOf(numberAt(at), 'number')?.value)
      .find((one) => one !== undefined);
    return { count: number ?? 1, taken };
  }
  return undefined;
}
