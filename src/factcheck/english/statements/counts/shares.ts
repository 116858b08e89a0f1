import type { Quantity } from '../../../statement/literals.ts';
import type { Reading } from '../../../statement/text.ts';
import { reading } from '../scene.ts';
import { at, before, type Telling, wordsBetween } from '../telling.ts';
import { conditionsBeside } from './conditions.ts';
import { quantified } from './formulas.ts';
import { countedPart } from './sets.ts';

/**
 * "30 readings (45 %) are above the mean": the same count once more, as a share of all. Undefined for a number that is no share of what was
 * counted right before.
 */
export function shareReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const { unit, value, step, hedge } = quantity;
  const words = wordsBetween(telling, index - 1, index);
  const isBehind =
    words.some((word) => /^(?:\(|or|i|that|=|i\.?e?\.?)$/.test(word)) &&
    words.every((word) => JOINT.test(word));
  const isNext = at(telling, index - 1, 'count') !== undefined;
  const of = isBehind && !isNext ? before(telling, index, 'count') : index - 1;
  const counting = at(telling, of, 'count');
  if (unit !== '%' || counting?.counted.count !== 'readings' || !words.every((word) => JOINT.test(word)))
    return undefined;
  if (words.length === 0 || value < 0 || value > 100) return undefined;
  const conditions = counting.condition === undefined ? conditionsBeside(telling, of) : [counting.condition];
  // "1 reading, 47 % at 07:00": what a series in per cent read, unless something says that it is a share.
  const isOwnUnit = telling.vocabulary.unit === '%' && words.every((word) => word === ',');
  if (conditions.length === 0 && isOwnUnit) return undefined;
  const around = hedge === 'exact' ? step : Math.max(step, 0.05 * value);
  const amount = {
    amount: 'share',
    low: (value - around) / 100,
    high: (value + around) / 100,
    open: false,
  } as const;
  const among = countedPart(telling, of, counting.of);
  return conditions.length === 0
    ? [reading({ is: 'beyond', what: 'which readings these are a share of' })]
    : conditions.map((condition) => reading(quantified(amount, among, condition)));
}

const JOINT =
  /^(?:\(|,|or|i|e|i\.?|e\.?|\.|i\.e\.?|that|is|about|roughly|nearly|almost|=|some|≈|~|which|makes|so)$/;
