import type { Quantity } from '../../../statement.ts';
import type { Telling } from '../telling.ts';
import { topicOf } from '../values.ts';

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
