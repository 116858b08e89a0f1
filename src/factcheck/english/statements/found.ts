import type { Event } from '../../statement/events.ts';
import type { Quantity } from '../../statement/literals.ts';
import type { Reading } from '../../statement/text.ts';
import { isIt, partOf } from '../phrases/implied.ts';
import type { Counting } from '../phrases/phrase.ts';
import { reading } from './scene.ts';
import { at, filled, type Telling, wordsBetween } from './telling.ts';

const IS = /^(?:is|are|was|were|:|=)$/;
const LIST = /^(?:,|and|or|&)$/;
const LONE: ReadonlySet<string> = new Set(['spike', 'dropout', 'outlier', 'any']);

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
  return [reading({ is: 'has value', quantity, of: partOf(filled(telling, index, event)) })];
}

/** "The value of 20.4 is an outlier": that reading is one of what was found. Undefined for another sentence. */
export function isFoundReadings(telling: Telling, index: number, event: Event): Reading[] | undefined {
  const quantity = at(telling, index - 1, 'measure') ?? at(telling, index - 1, 'figure')?.quantity;
  const words = wordsBetween(telling, index - 1, index).filter(
    (word) => !/^(?:an?|clearly|obviously)$/.test(word),
  );
  if (quantity === undefined || event.event !== 'finding' || !isLone(event) || !isAll(words, IS))
    return undefined;
  return [
    reading({
      is: 'has value',
      quantity,
      of: partOf(filled(telling, index, event)),
    }),
  ];
}

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
