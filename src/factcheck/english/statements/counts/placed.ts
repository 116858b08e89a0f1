import type { Formula } from '../../../statement/formulas.ts';
import type { Amount } from '../../../statement/literals.ts';
import type { Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { literal } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { partOfTiming } from '../../phrases/parts.ts';
import type { Counting } from '../../phrases/phrase.ts';
import { HAPPENING } from '../../words/happening.ts';
import { isPlacing } from '../placing.ts';
import { goesBack, reading } from '../scene.ts';
import { at, leadOf, samePiece, type Telling, wordsBefore, wordsBetween } from '../telling.ts';
import { conditionsBeside } from './conditions.ts';
import { plainCount } from './formulas.ts';

/** "all of them after noon", "ten of which lie in the first half": so many of the readings counted before are of that part. */
export function placedCount(
  telling: Telling,
  index: number,
  { of, condition, place }: Counting,
  amount: Amount,
): Reading[] | undefined {
  const set = telling.scenes[index]?.set ?? null;
  // Of all readings nobody says where they lie: others are meant.
  if (of?.part !== 'event' || condition !== undefined || set === null || set.part === 'whole')
    return undefined;
  const where = place ?? placeBeside(telling, index);
  if (where === undefined || conditionsBeside(telling, index).length > 0) return undefined;
  return [reading(amongSet(set, where, amount))];
}

/** "ten in the second", "in the first half four", "after it eight": so many more of the readings that were counted before, of another part. */
export function elidedCount(
  telling: Telling,
  index: number,
  { bare }: Counting,
  amount: Amount,
): Reading[] | undefined {
  if (bare !== true) return undefined;
  const isBehind = leadOf(telling, index, 3).every((word) => /^(?:only|just|merely)$/.test(word));
  const at = isBehind && placeAt(telling, index - 1) !== undefined ? index - 1 : index + 1;
  const where = at < index ? placeAt(telling, at) : placeBeside(telling, index);
  const former = telling.scenes[Math.min(at, index)]?.set;
  if (former == null || where === undefined) return undefined;
  const formula =
    former.part === 'where' ? amongSet({ ...former, of: WHOLE }, where, amount) : plainCount(amount, where);
  // "40 came before that": before what, was guessed.
  const isGuess = goesBack(telling.islands[at]?.value);
  return [reading(formula), ...(isGuess ? [reading({ is: 'beyond', what: 'which part is meant' })] : [])];
}

/** "all of them after noon": the time is told of those. */
export function placedTime(telling: Telling, index: number): Reading[] | undefined {
  const counting = at(telling, index - 1, 'count');
  const all = allOfSet(telling, index) ?? setPlaced(telling, index);
  if (all !== undefined) return all;
  return counting === undefined ? undefined : placedCount(telling, index - 1, counting, counting.amount);
}

/** "Eight readings below zero, all on the 16th", "the low turned up 13 times, all of them before noon". */
function allOfSet(telling: Telling, index: number): Reading[] | undefined {
  const where = placeAt(telling, index);
  return where === undefined ? undefined : allPlaced(telling, index, where);
}

/** All of those spoken of lie in a part. */
export function allPlaced(telling: Telling, index: number, where: Part): Reading[] | undefined {
  const lead = wordsBefore(telling, index, 5);
  const isAll =
    /(?:^|[,(–—;] |and )(?:all|both|each|every one)(?: (?:of|them|these|those|which|in|lie|fall|came|come|are|were|taken))*$/.test(
      lead.join(' '),
    );
  // "the values 11 and 10, both after 09:30": of two numbers.
  const set = isAll ? toldSet(telling, index, !lead.includes('both')) : undefined;
  return set === undefined ? undefined : [reading(amongSet(set, where, { amount: 'all' }))];
}

/** The readings counted before; those of an extreme, or of a value, that were told how often. */
function toldSet(telling: Telling, index: number, isOfValue: boolean): Part | undefined {
  const set = telling.scenes[index]?.set;
  if (set?.part === 'where') return set;
  for (let other = index - 1; other >= 0; other -= 1) {
    const num = at(telling, other, 'figure')?.num ?? at(telling, other, 'num');
    if (num?.num === 'statistic' && (num.name === 'max' || num.name === 'min'))
      return { part: 'where', of: WHOLE, condition: { if: 'extreme', which: num.name } };
    const quantity = at(telling, other, 'measure');
    if (quantity !== undefined && !isOfValue) return undefined;
    const to = quantity === undefined ? undefined : literal(quantity);
    if (to !== undefined)
      return { part: 'where', of: WHOLE, condition: { if: 'compare', relation: 'equal', to } };
  }
  return undefined;
}

/** "All readings above 25 °C fall between 14:00 and 15:00", "every one over 25 came before noon": none lies elsewhere. */
function setPlaced(telling: Telling, index: number): Reading[] | undefined {
  const timing = at(telling, index, 'timing');
  const where = timing === undefined ? undefined : partOfTiming(timing);
  const told = isPlacing(telling, index - 1) ? index - 2 : index - 1;
  const set = telling.scenes[told + 1]?.set;
  const isSet = at(telling, told, 'comparison') !== undefined || at(telling, told, 'part') !== undefined;
  if (where === undefined || set?.part !== 'where' || !isSet || !samePiece(telling, told, index))
    return undefined;
  const words = wordsBetween(telling, told, index);
  return words.some((word) => LIES.test(word)) && words.every((word) => HAPPENING.has(word))
    ? [reading(amongSet({ ...set, of: WHOLE }, where, { amount: 'all' }))]
    : undefined;
}

/** Whether readings are only named, to say when they were. */
export function isPlacedSet(telling: Telling, index: number): boolean {
  const next = isPlacing(telling, index + 1) ? index + 2 : index + 1;
  return setPlaced(telling, next) !== undefined;
}

const LIES =
  /^(?:lie|lies|lay|fall|falls|fell|occur|occurs|occurred|come|comes|came|sit|sits|sat|happen|happens|happened)$/;

/** So many of a set lie in a part of the window. */
export function amongSet(set: Part, where: Part, amount: Amount): Formula {
  const inside: Part = { part: 'both', a: set, b: where };
  const outside: Part = { part: 'without', of: set, out: where };
  const none: Amount = { amount: 'none' };
  switch (amount.amount) {
    case 'all':
      return {
        is: 'and',
        formulas: [plainCount({ amount: 'bounds', low: 1, high: null }, set), plainCount(none, outside)],
      };
    case 'all but':
      return plainCount({ amount: 'number', quantity: amount.quantity }, outside);
    case 'share': {
      const ratio = { num: 'share', of: inside, among: set } as const;
      const bound = (value: number | null, relation: 'at least' | 'at most' | 'over' | 'under'): Formula[] =>
        value === null
          ? []
          : [
              {
                is: 'compare',
                left: ratio,
                relation,
                right: literal({ value, step: 0, hedge: 'exact' }),
              },
            ];
      const formulas = [
        ...bound(amount.low, amount.open ? 'over' : 'at least'),
        ...bound(amount.high, amount.open ? 'under' : 'at most'),
      ];
      return { is: 'and', formulas };
    }
    default:
      return plainCount(amount, inside);
  }
}

/** The part that is told of what is counted, right behind it. */
function placeBeside(telling: Telling, index: number): Part | undefined {
  const next = telling.islands[index + 1];
  const last = (telling.islands[index]?.to ?? 0) - 1;
  if (next === undefined || telling.mood.clause[last] !== telling.mood.clause[next.from]) return undefined;
  return placeAt(telling, index + 1);
}

/** The part of a phrase that says where readings lie. */
export function placeAt(telling: Telling, index: number): Part | undefined {
  const timing = at(telling, index, 'timing');
  if (timing !== undefined)
    return partOfTiming(timing) ?? (timing.role === 'at' ? { part: 'reading', at: timing.time } : undefined);
  const category = telling.islands[index]?.category;
  return category === 'scope' || category === 'part' ? (telling.parts[index] ?? undefined) : undefined;
}
