import type { Quantity } from '../../../statement/literals.ts';
import type { Reading } from '../../../statement/text.ts';
import { reading } from '../scene.ts';
import { at, type Telling } from '../telling.ts';
import { topicOf } from '../values.ts';
import { amongSet } from './placed.ts';

/** "ten in the second": so many more of the readings that were counted before, of another part; undefined for another number. */
export function elidedCount(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const set = telling.scenes[index]?.set ?? null;
  const where = telling.parts[index + 1] ?? null;
  const next = telling.islands[index + 1];
  const former = telling.islands.findLastIndex(
    ({ category }, other) => other < index && (category === 'count' || category === 'measure'),
  );
  const isCount = quantity.unit === undefined && Number.isInteger(quantity.value) && quantity.step === 1;
  const isJoined = telling.islands[index]?.to === next?.from && next?.category === 'scope';
  const before = at(telling, former, 'count');
  if (!isCount || !isJoined || set === null || where === null) return undefined;
  const isAgain = before?.of?.part === 'event' || before?.place !== undefined;
  return isAgain ? [reading(amongSet(set, where, { amount: 'number', quantity }))] : undefined;
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
