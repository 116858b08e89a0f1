import type { Quantity } from '../../../statement/literals.ts';
import type { Reading } from '../../../statement/text.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { reading } from '../scene.ts';
import { at, type Telling } from '../telling.ts';
import { topicOf } from '../values.ts';
import { amongSet, placeAt } from './placed.ts';

/**
 * "ten in the second", "in the first half four", "16 before noon": so many more of the readings that were counted before, of another part;
 * undefined for another number.
 */
export function elidedCount(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const set = telling.scenes[index]?.set ?? null;
  const isCount = quantity.unit === undefined && Number.isInteger(quantity.value) && quantity.step === 1;
  if (!isCount) return undefined;
  const amount = { amount: 'number', quantity } as const;
  const where = isBehindPlace(telling, index) ? placeAt(telling, index - 1) : undefined;
  // Before the place was told.
  const former = telling.scenes[index - 1]?.set;
  if (where !== undefined && former?.part === 'where')
    return [reading(amongSet({ ...former, of: WHOLE }, where, amount))];
  if (set === null) return undefined;
  const next = telling.parts[index + 1] ?? null;
  const isJoined =
    telling.islands[index]?.to === telling.islands[index + 1]?.from &&
    telling.islands[index + 1]?.category === 'scope';
  if (!isJoined || next === null) return undefined;
  const counted = telling.islands.findLastIndex(
    ({ category }, other) => other < index && (category === 'count' || category === 'measure'),
  );
  const before = at(telling, counted, 'count');
  const isAgain = before?.of?.part === 'event' || before?.place !== undefined;
  return isAgain ? [reading(amongSet(set, next, amount))] : undefined;
}

/** "in the first half four", with nothing behind it that it could be a number of. */
function isBehindPlace({ islands, tokens, mood }: Telling, index: number): boolean {
  const [place, here] = [islands[index - 1], islands[index]];
  if (place === undefined || here === undefined || place.to !== here.from) return false;
  const next = tokens[here.to];
  const isLast = next === undefined || /^(?:,|;|\.|\)|and|but)$/.test(next.norm);
  return isLast && mood.clause[place.from] === mood.clause[here.from];
}

/** "Of the 40 values, 28 exceed the mean": a whole number without a unit right before a comparison counts. */
export function isCountNumber(telling: Telling, index: number, { value, unit, step }: Quantity): boolean {
  const [here, next] = [telling.islands[index], telling.islands[index + 1]];
  const isNext = next?.category === 'comparison' && here !== undefined && next.from - here.to <= 1;
  return (
    unit === undefined &&
    Number.isInteger(value) &&
    value >= 0 &&
    step === 1 &&
    isNext &&
    topicOf(telling, index) === null
  );
}
