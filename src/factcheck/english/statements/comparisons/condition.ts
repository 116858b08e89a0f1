import type { Quantity } from '../../../statement/literals.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Condition } from '../../../statement/parts.ts';
import { literal, statistic } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import type { Comparison, Figure } from '../../phrases/phrase.ts';
import { resolve } from '../scene.ts';
import { at, before, filled, type Telling, wordsBetween } from '../telling.ts';

/** What readings are held against is a figure of the whole window, unless it names its part. */
export function targetOf(telling: Telling, index: number, to: Num): Num {
  return resolve(to, WHOLE, telling.scenes[index]?.event ?? null);
}

/** The condition that a comparison puts on a reading; undefined for one that only numbers can meet. */
export function conditionOf(telling: Telling, index: number, told: Comparison): Condition | undefined {
  const comparison = inDeviations(telling, index, told);
  const { relation, by, high } = comparison;
  const to = comparison.to === undefined ? undefined : targetOf(telling, index, comparison.to);
  if (
    comparison.aspect !== undefined ||
    comparison.among !== undefined ||
    comparison.than !== undefined ||
    comparison.rival !== undefined
  )
    return undefined;
  if (to !== undefined && high !== undefined) {
    const between: Condition = { if: 'between', low: to, high };
    return relation === 'outside' ? { if: 'not', condition: between } : between;
  }
  if (comparison.against !== undefined || comparison.nth !== undefined) return undefined;
  if (to === undefined) return conditionOfNext(telling, index, comparison);
  if (by !== undefined) return distanceCondition(relation, to, amountOf(by, to));
  if (relation === 'near') return { if: 'compare', relation: 'equal', to: loosely(to) };
  return relation === 'within' || relation === 'outside' ? undefined : { if: 'compare', relation, to };
}

/** "more than two standard deviations from the mean and none beyond three": of the same. */
function inDeviations(telling: Telling, index: number, comparison: Comparison): Comparison {
  const { to, by, relation } = comparison;
  if (to?.num !== 'literal' || to.quantity.unit !== undefined || by !== undefined || relation !== 'over')
    return comparison;
  const former = at(telling, before(telling, index, 'comparison'), 'comparison');
  const isSame =
    former?.by?.unit === 'standard deviations' &&
    telling.tokens[(telling.islands[index]?.to ?? 0) - 1]?.kind === 'word';
  return isSame
    ? { relation: 'outside', to: former?.to ?? to, by: { ...to.quantity, unit: 'standard deviations' } }
    : comparison;
}

/** "above the mean of 22.4": what is held against is told right behind, or was before. */
function conditionOfNext(
  telling: Telling,
  index: number,
  { relation, by, back }: Comparison,
): Condition | undefined {
  if (by !== undefined && back === true) {
    const level = levelSaid(telling, index);
    return level === undefined ? undefined : distanceCondition(relation, level, amountOf(by, level));
  }
  if (by !== undefined || relation === 'within' || relation === 'outside') return undefined;
  const next = figureBehind(telling, index);
  const to =
    next !== undefined
      ? filled(telling, index, next.num)
      : back === true
        ? levelSaid(telling, index)
        : levelOfFormer(telling, index, relation);
  if (to === undefined) return undefined;
  return relation === 'near'
    ? { if: 'compare', relation: 'equal', to: loosely(to) }
    : { if: 'compare', relation, to };
}

/** The figure right behind a comparison: not that of "dimmer, averaging 457". */
export function figureBehind(telling: Telling, index: number): Figure | undefined {
  const isBeside = wordsBetween(telling, index, index + 1).every((word) => !/^(?:,|;|:|and|but)$/.test(word));
  return isBeside ? at(telling, index + 1, 'figure') : undefined;
}

/** "12 are higher than the average, 36 are lower", "16 lie below 20.5, the other 51 above". */
function levelOfFormer(telling: Telling, index: number, relation: Comparison['relation']): Num | undefined {
  if (relation !== 'over' && relation !== 'under') return undefined;
  const former = formerLevel(telling, index);
  return former !== undefined && before(telling, index, 'count', 'measure', 'part') !== -1
    ? former
    : undefined;
}

/** What the comparison before this one was held against, in whatever clause of the sentence. */
function formerLevel(telling: Telling, index: number): Num | undefined {
  for (let other = index - 1; other >= 0; other -= 1) {
    const { to, by } = at(telling, other, 'comparison') ?? {};
    if (to !== undefined && (by === undefined || to.num !== 'literal')) return targetOf(telling, other, to);
  }
  return undefined;
}

/** The level that "it" or "that" goes back to: of the comparison before, else the number said last. */
export function levelSaid(telling: Telling, index: number): Num | undefined {
  const former = formerLevel(telling, index);
  if (former !== undefined) return former;
  const said = telling.islands.findLastIndex(
    ({ category }, other) => other < index && (category === 'measure' || category === 'figure'),
  );
  const quantity = at(telling, said, 'measure') ?? at(telling, said, 'figure')?.quantity;
  return quantity === undefined ? (telling.scenes[index]?.level ?? undefined) : literal(quantity);
}

export function loosely(to: Num): Num {
  return to.num === 'literal' ? literal({ ...to.quantity, hedge: 'about' }) : to;
}

function distanceCondition(relation: Comparison['relation'], to: Num, far: Num): Condition | undefined {
  const [low, high]: [Num, Num] = [
    { num: 'difference', a: to, b: far },
    { num: 'sum of', a: to, b: far },
  ];
  switch (relation) {
    case 'within':
      return { if: 'between', low, high };
    case 'outside':
      return { if: 'not', condition: { if: 'between', low, high } };
    case 'over':
      return { if: 'compare', relation: 'over', to: high };
    case 'under':
      return { if: 'compare', relation: 'under', to: low };
    default:
      return undefined;
  }
}

/** A distance in the unit of the readings: standard deviations and percent of what it is held against are turned into one. */
function amountOf(by: Quantity, to: Num): Num {
  const bare = literal({ value: by.value, step: by.step, hedge: by.hedge });
  if (by.unit === 'standard deviations') return { num: 'product', a: bare, b: statistic('stddev', WHOLE) };
  if (by.unit === '%')
    return {
      num: 'product',
      a: literal({ value: by.value / 100, step: by.step / 100, hedge: by.hedge }),
      b: to,
    };
  return literal(by);
}
