import type { StatisticName } from '../../statement/numbers.ts';
import type { Category } from '../phrases/phrase.ts';
import { at, type Telling, wordsBetween } from './telling.ts';

/** "1.13 in the second half, compared with 0.39 in the first": the same figure of another part. */
export function figureAgain(telling: Telling, index: number): StatisticName | undefined {
  const here = telling.islands[index];
  const next = telling.islands[index + 1];
  const previous = telling.islands[index - 1];
  const name = telling.scenes[index]?.name;
  if (here === undefined || name == null) return undefined;
  const isBehind = next?.category === 'scope' && next.from === here.to;
  // "..., the second half 21.6": a part and its number right behind it.
  const isBefore =
    (previous?.category === 'part' || previous?.category === 'scope') &&
    isLinked(wordsBetween(telling, index - 1, index)) &&
    telling.mood.piece[previous.from] === telling.mood.piece[here.from];
  if (!isBehind && !isBefore) return undefined;
  let numbers = 0;
  for (let other = index - 1; other >= 0; other -= 1) {
    if (at(telling, other, 'figure')?.name === name) return name;
    // "the mean climbs from 20.8 in the first half to 21.7 in the second".
    const named = at(telling, other, 'num');
    if (numbers > 0 && named?.num === 'statistic' && named.name === name) return name;
    const { category = 'filler' } = telling.islands[other] ?? {};
    if (category === 'measure') numbers += 1;
    else if (!BETWEEN_NUMBERS.has(category)) return undefined;
  }
  return undefined;
}

const BETWEEN_NUMBERS: ReadonlySet<Category> = new Set([
  'scope',
  'part',
  'timing',
  'filler',
  'change',
  'partner',
]);

function isLinked(words: readonly string[]): boolean {
  return words.every((word) => /^(?:,|:|is|was|to|at|comes|amounts|with|=)$/.test(word));
}
