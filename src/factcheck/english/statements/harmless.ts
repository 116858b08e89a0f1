import { ownUnit } from '../../units.ts';
import type { Edge } from '../phrases/phrase.ts';
import { IDLE_NOUNS, SELECTING_ADVERBS, SMALL_WORDS } from '../words/joints.ts';
import { isOfPiece, piecesAt } from './listed.ts';
import { isIdleName, type Place } from './names.ts';
import { isTimeStep } from './spacing.ts';
import type { Telling } from './telling.ts';

/** Words in no phrase that change nothing of what a statement claims. */

/** "carbon dioxide concentration": the words behind the first of a name are part of it. */
export function isNamed(chart: Telling['chart'], at: number): boolean {
  return [1, 2].some((back) =>
    chart.at(at - back).some(({ category, to }) => category === 'quantityWord' && to > at),
  );
}

export function isHarmless(telling: Telling, at: number, claim: Place): boolean {
  const { from, to } = claim;
  const { tokens, chart, islands, mood } = telling;
  const word = tokens[at]?.norm ?? '';
  if (isNamed(chart, at) || isPieces(telling, at) || isTimeStep(tokens, at)) return true;
  const edges = chart.at(at);
  if (isOwnUnit(telling, at)) return true;
  if (edges.some(isIdleEdge) || isLeading(telling, at, from) || IDLE_NOUNS.has(word)) return true;
  if (isPerReading(telling, at)) return true;
  // "97 W versus 88 W": what a number is held against is no part of it.
  if (at >= to && PARTNER.test(word)) return true;
  if (SMALL_WORDS.has(word)) return !isWeighty(word, at < from - 1);
  // "around the mean of 20": between what was read and what was read.
  if (LEADING.test(word) && islands.some((island) => island.from > at && island.from - at <= 2)) return true;
  if (isBetweenNumbers(telling, at)) return true;
  // "By the end the count is 43".
  if (
    COUNTING.test(word) &&
    (isIdleName(telling, at, claim) || /^(?:i|we)$/.test(tokens[at - 1]?.norm ?? ''))
  )
    return true;
  if (!edges.every(({ category }) => category === 'unknown' || category === 'adjective')) return false;
  // A noun behind the claim, in another clause, is not what it is said of.
  const isBehind = at >= to && mood.clause[at] !== mood.clause[to - 1];
  return isManner(word) || isJudgement(word) || isBehind || isIdleName(telling, at, claim);
}

const COUNTING = /^(?:counts?|rates?)$/;

/** "nobody sent a tweet": what is counted anyway. */
function isOwnUnit({ chart, vocabulary }: Telling, at: number): boolean {
  const own = ownUnit(vocabulary.unit).name;
  return own.length > 3 && chart.at(at).some(({ category, value }) => category === 'unit' && value === own);
}

/** "20.8 versus 21.7", "21.1 instead of 21.2": sets two numbers side by side. */
function isBetweenNumbers({ tokens, islands }: Telling, at: number): boolean {
  if (!SETTING.test(tokens[at]?.norm ?? '')) return false;
  const next = islands.findIndex(({ from }) => from > at);
  const isNear = (islands[next]?.from ?? Number.POSITIVE_INFINITY) - at <= 2;
  return isNear && [next - 1, next].every((one) => NUMBERS.has(islands[one]?.category ?? ''));
}

const SETTING = /^(?:versus|vs|vs\.|against|compared|instead|opposed|rather)$/;

const NUMBERS: ReadonlySet<string> = new Set(['measure', 'figure', 'part', 'scope']);

/** "Half means 20.8 and 21.7", "means by third": handed out to the numbers that follow. */
function isPieces(telling: Telling, at: number): boolean {
  const noun = telling.tokens[at]?.norm === 'per' ? at + 1 : at;
  return (
    piecesAt(telling, noun) !== undefined && telling.islands.some((_, index) => isOfPiece(telling, index))
  );
}

function isIdleEdge({ category, value }: Edge): boolean {
  return (
    category === 'filler' ||
    category === 'quantityWord' ||
    category === 'manner' ||
    (category === 'plain' && value === 'idle')
  );
}

/** "moved within 2 °C", "amounts to 2 °C": a verb that leads right up to the claim. */
function isLeading({ tokens, chart }: Telling, at: number, from: number): boolean {
  const isNext = at === from - 1 || (at === from - 2 && TOWARDS.test(tokens[from - 1]?.norm ?? ''));
  return isNext && chart.at(at).some(({ category }) => category === 'link');
}

const TOWARDS = /^(?:to|at|by|of|in|with|on)$/;

/** "0.95 MB per interval": as each reading is. */
function isPerReading({ tokens, chart }: Telling, at: number): boolean {
  return tokens[at]?.norm === 'per' && chart.at(at + 1).some(({ category }) => category === 'reading');
}

/** Small words that may be the rest of a phrase that was not understood. */
function isWeighty(word: string, isBefore: boolean): boolean {
  return /^(?:than|per|both|each|either|neither|any)$/.test(word) || (word === 'only' && isBefore);
}

const PARTNER = /^(?:compared|versus|vs|against|instead)$/;

const LEADING = /^(?:around|across|among|amongst|along|against)$/;

function isManner(word: string): boolean {
  return word.length > 4 && word.endsWith('ly') && !SELECTING_ADVERBS.test(word);
}

function isJudgement(word: string): boolean {
  return (
    word.length > 5 &&
    /(?:ous|ful|able|ible|less|ish|ive)$/.test(word) &&
    !/^(?:negative|positive|previous|consecutive|successive|variable|table|unable|nonnegative)$/.test(word)
  );
}
