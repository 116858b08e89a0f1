import type { Event, FindingClass } from '../../statement/events.ts';
import type { Formula } from '../../statement/formulas.ts';
import type { Amount, Quantity } from '../../statement/literals.ts';
import type { Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import { countIs, equal, has, literal, statistic } from '../phrases/built.ts';
import { isIt, partOf, WHOLE } from '../phrases/implied.ts';
import type { Counting } from '../phrases/phrase.ts';
import { reading } from './scene.ts';
import { at, filled, sameClause, type Telling, wordsBetween } from './telling.ts';

const IS =
  /^(?:is|are|was|were|:|=|as|an?|be|can|could|qualif(?:y|ies|ied)|counts?|counted|regarded|considered|classed|classified|flagged|rated|called)$/;
const LIST = /^(?:,|and|or|&)$/;
const LONE: ReadonlySet<string> = new Set(['spike', 'dropout', 'outlier', 'any']);

/** Tokens from the head of a list to its last number. */
const MOST_LISTED = 20;

/** "Extremes: 29.4 (12:30) and 19.96 (10:10)": the one or the other end of the values. Undefined for another number. */
export function extremeReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const { tokens, islands, mood } = telling;
  const from = islands[index]?.from ?? 0;
  const start = Math.max(0, from - MOST_LISTED);
  const head = tokens.slice(start, from).findLastIndex(({ norm }) => norm === 'extremes') + start;
  const isHead =
    head >= start &&
    mood.piece[head] === mood.piece[from] &&
    /^(?::|are|were|=)$/.test(tokens[head + 1]?.norm ?? '');
  if (!isHead) return undefined;
  const formulas = (['max', 'min'] as const).map((name) => equal(statistic(name, WHOLE), literal(quantity)));
  return [reading({ is: 'or', formulas })];
}

/** "The outliers are 31.2 and 20.4": each number of the list is one of what was found. Undefined for another sentence. */
export function foundReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  let first = index;
  while (
    at(telling, first - 1, 'measure') !== undefined &&
    isAll(wordsBetween(telling, first - 1, first), LIST)
  )
    first -= 1;
  const event = at(telling, first - 1, 'event');
  if (event === undefined || !isLone(event) || !isAll(wordsBetween(telling, first - 1, first), IS))
    return undefined;
  return [reading(has(quantity, partOf(filled(telling, index, event))))];
}

/**
 * The reading that a phrase is said of, told by its time right before: "the reading at 08:20 is ...", "21 °C at 08:20 is ...".
 * Undefined where it is told otherwise.
 */
export function readingNamed(telling: Telling, index: number): Part | undefined {
  const num = at(telling, index - 1, 'num');
  if (num?.num === 'reading at') return { part: 'reading', at: num.at };
  const timing = at(telling, index - 1, 'timing');
  // "except for the value of 55 % at 08:50, which is erroneous": of what was left out.
  const out = telling.parts[index - 1];
  if (out?.part === 'without' && wordsBetween(telling, index - 1, index).includes('which'))
    return timing?.role === 'at' ? { part: 'reading', at: timing.time } : out.out;
  const isOfValue =
    at(telling, index - 2, 'measure') !== undefined && sameClause(telling, index - 2, index - 1);
  return timing?.role === 'at' && timing.time.time === 'moment' && isOfValue
    ? { part: 'reading', at: timing.time }
    : undefined;
}

/** "no other outliers", "nothing else is unusual": besides the one that was spoken of. */
export function isOfOthers(telling: Telling, index: number): boolean {
  const { tokens, islands } = telling;
  const { from = 0, to = 0 } = islands[index] ?? {};
  return tokens.slice(Math.max(0, from - 3), to).some(({ norm }) => OTHERS.test(norm));
}

const OTHERS = /^(?:other|others|else|further|additional|more)$/;

/** That nothing but that one was found; which one is meant was not read, so it is never called false. */
export function noOthers(of: FindingClass): Reading[] {
  return [
    reading(countOf(of, WHOLE, { amount: 'bounds', low: null, high: 1 })),
    reading({ is: 'beyond', what: 'besides which ones' }),
  ];
}

/** "The value of 20.4 is an outlier": that reading is one of what was found. Undefined for another sentence. */
export function isFoundReadings(telling: Telling, index: number, event: Event): Reading[] | undefined {
  const named = readingNamed(telling, index);
  // "21 °C at 08:20 is an outlier": that value, where the time is what is wrong.
  const told = named !== undefined && at(telling, index - 1, 'num') === undefined ? index - 2 : index - 1;
  const quantity = at(telling, told, 'measure') ?? at(telling, told, 'figure')?.quantity;
  const words = wordsBetween(telling, index - 1, index).filter(
    (word) => !/^(?:an?|clearly|obviously)$/.test(word),
  );
  if (event.event !== 'finding' || !isAll(words, IS)) return undefined;
  const isOne: Formula[] =
    quantity === undefined || !isLone(event) ? [] : [has(quantity, partOf(filled(telling, index, event)))];
  const isThen: Formula[] =
    named === undefined ? [] : [countOf(event.of, named, { amount: 'bounds', low: 1, high: null })];
  const formulas = [...isThen, ...isOne];
  const [only] = formulas;
  return only === undefined ? undefined : [reading(formulas.length === 1 ? only : { is: 'or', formulas })];
}

const countOf = (of: FindingClass, within: Part, amount: Amount): Formula =>
  countIs({ count: 'findings', of, within }, amount);

/** The same where the finding is told with its article. */
export function calledFound(
  telling: Telling,
  index: number,
  { counted, amount }: Counting,
): Reading[] | undefined {
  return counted.count === 'findings' && amount.amount !== 'none'
    ? isFoundReadings(telling, index, { event: 'finding', of: counted.of, k: null })
    : undefined;
}

/** "None of the readings are outliers": what the readings are that are counted before. */
export function isOfCount(telling: Telling, index: number): boolean {
  const counting = at(telling, index - 1, 'count');
  return counting?.counted.count === 'readings' && isAll(wordsBetween(telling, index - 1, index), IS);
}

function isLone(event: Event): boolean {
  return !isIt(event) && event.event === 'finding' && LONE.has(event.of);
}

function isAll(words: readonly string[], allowed: RegExp): boolean {
  return words.length > 0 && words.every((word) => allowed.test(word));
}
