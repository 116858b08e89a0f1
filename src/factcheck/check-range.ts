import { fits } from './amount.ts';
import { agrees, type Measured, measured, show } from './compare.ts';
import type { Amount, Meaning } from './meaning.ts';
import { before, isOf, type Scene } from './scene.ts';
import { decide, type Outcome, refuted } from './verdict.ts';
import type { WindowData } from './window-data.ts';

/** "between 20 and 25": lowest and highest reading; after a count, of the readings counted. */
export function checkRange(meaning: Meaning & { is: 'range' }, scene: Scene): Outcome {
  const { window } = scene;
  const [a, b] = [measured(meaning.low, window.unit), measured(meaning.high, window.unit)];
  if (a === undefined || b === undefined)
    return refuted(`the series is in ${window.context.unit || 'no unit'}`);
  const [low, high] = a.value <= b.value ? [a, b] : [b, a];
  const counted = before(scene, 'count', 'statistic', 'value', 'comparison');
  const ofSome =
    isOf(counted, 'count') && counted.meaning.of === 'point' && counted.meaning.amount.share?.[0] !== 1;
  const isAll = isOf(counted, 'count') && counted.meaning.amount.low >= window.values.length;
  if (ofSome && !isAll) return ofCounted(counted.meaning.amount, low, high, window);
  const { min, max } = window.statistics;
  const holds = agrees(min, low) && agrees(max, high);
  const holdsOutward = isAll ? min >= low.value && max <= high.value : isRoundedOutward(low, high, min, max);
  return decide(holds || holdsOutward, `minimum ${show(min)}, maximum ${show(max)}`);
}

/** "between 34 and 37" of 34.7 to 36.5: each bound rounded away from the readings, by less than its last digit. */
function isRoundedOutward(low: Measured, high: Measured, min: number, max: number): boolean {
  const [below, above] = [min - low.value, high.value - max];
  return below >= 0 && below < 2 * low.tolerance && above >= 0 && above < 2 * high.tolerance;
}

/** As many readings must be inside as are counted, or the lowest and highest of them be the bounds themselves. */
function ofCounted(amount: Amount, low: Measured, high: Measured, window: WindowData): Outcome {
  const inside = window.values.filter(
    (value) => value >= low.value - low.tolerance && value <= high.value + high.tolerance,
  );
  const [min, max] = spreadOf(inside);
  return decide(
    inside.length > 0 &&
      (fits(amount, inside.length, window.values.length) || (agrees(min, low) && agrees(max, high))),
    `${inside.length} readings inside run from ${show(min)} to ${show(max)}`,
  );
}

function spreadOf(values: Float64Array): [number, number] {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}
