import type { Formula } from '../statement/formulas.ts';
import type { Quantity } from '../statement/literals.ts';
import type { Num } from '../statement/numbers.ts';
import { chanceOf, isForeign } from './compare.ts';
import type { Cut } from './cut.ts';
import { LEVEL_MAJORITY, SPECIFIC_UNDER } from './definitions.ts';
import type { Evaluator } from './evaluator.ts';
import { agree, computed, countAgreeing, type Figure } from './figure.ts';
import { absent, mismatched, type Outcome, outcome, undecided } from './outcome.ts';
import { sayNearest, show } from './say.ts';
import { written } from './scale.ts';
import { positionAt } from './window.ts';

/** A written reading on the scale of the series; an outcome where it measures something else. */
export function asReading(quantity: Quantity, on: Evaluator): Figure | Outcome {
  const result = written(quantity, 'reading', on.window, Math.sqrt(on.whole.variance));
  if ('figure' in result) return result.figure;
  return isForeign(quantity, on)
    ? mismatched('a number in another unit', result.mismatch)
    : undecided('a number in another unit', result.mismatch);
}

/** Some reading of a part has a value. */
export function hasValue(quantity: Quantity, cut: Cut, on: Evaluator): Outcome {
  const wanted = asReading(quantity, on);
  if ('holds' in wanted) return wanted;
  const reading = `a reading of ${cut.name}`;
  const agreeing = countAgreeing(cut.values, wanted);
  const evidence = agreeing > 0 ? `${agreeing} such` : nearestTo(wanted.value, cut);
  const perValue = chanceOf(computed(wanted.value, ''), wanted, 'reading', on);
  // Counting the different values takes a pass, which a chance that is small or great already does not need.
  const chance = agreeing === 0 || perValue > SPECIFIC_UNDER ? 1 : Math.min(1, cut.distinct * perValue);
  return outcome(agreeing > 0, reading, evidence, {
    natural: cut.natural && standsOut(wanted, cut, on),
    chance,
  });
}

/**
 * Whether a value is one of those that people name without saying which reading they mean: an end, an extreme, the middle, what was found and what came before it. That some
 * reading has a value says nothing of what the text says of it.
 */
function standsOut(wanted: Figure, cut: Cut, { window }: Evaluator): boolean {
  const { values, min, max, mean } = cut;
  const found = window.findings.flatMap(({ at, value }) => [
    value,
    window.values[positionAt(window.times, at) - 1],
  ]);
  return [values[0], values.at(-1), min, max, mean, cut.quantile(0.5), ...found].some(
    (value) => value !== undefined && agree(computed(value, ''), wanted),
  );
}

function nearestTo(wanted: number, { values, times }: Cut): string {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let at = 0; at < values.length; at += 1) {
    const away = Math.abs((values[at] ?? Number.NaN) - wanted);
    if (away < least) [best, least] = [at, away];
  }
  return sayNearest(values[best] ?? Number.NaN, times[best] ?? Number.NaN);
}

/** Its mean or median, or the value of most of its readings. */
export function isLevel(quantity: Quantity, cut: Cut, on: Evaluator): Outcome {
  const wanted = asReading(quantity, on);
  if ('holds' in wanted) return wanted;
  const own = cut.quantile(0.5);
  const near = countAgreeing(cut.values, wanted);
  const isMiddle = [cut.mean, own].some((value) => agree(computed(value, ''), wanted));
  const evidence = `mean ${show(cut.mean)}, median ${show(own)}; ${near} of ${cut.values.length} readings are about that`;
  const chance = chanceOf(computed(wanted.value, ''), wanted, 'reading', on);
  return outcome(isMiddle || near >= cut.values.length * LEVEL_MAJORITY, `level of ${cut.name}`, evidence, {
    natural: cut.natural,
    chance,
  });
}

/** Lowest and highest reading are the bounds, or lie between them by less than the last digit written. */
export function isRange(formula: Formula & { is: 'range' }, cut: Cut, on: Evaluator): Outcome {
  const [a, b] = [on.figures(formula.low, 'reading')[0], on.figures(formula.high, 'reading')[0]];
  if (a === undefined || b === undefined) return foreignBound(formula, on);
  const [low, high] = a.value <= b.value ? [a, b] : [b, a];
  const { min, max } = cut;
  const [below, above] = [min - low.value, high.value - max];
  const isExact = agree(computed(min, ''), low) && agree(computed(max, ''), high);
  const isInside = below >= -low.tolerance && above >= -high.tolerance;
  const isRoundedOutward = isInside && below < roundingOf(low) && above < roundingOf(high);
  const chance =
    chanceOf(computed(min, ''), low, 'reading', on) * chanceOf(computed(max, ''), high, 'reading', on);
  const holds = isExact || isRoundedOutward || (formula.loose && isInside);
  const options = { natural: cut.natural, chance };
  // That they lie between is true then, and only that they reach the bounds is not.
  if (!holds && isInside)
    return outcome(null, `minimum and maximum of ${cut.name}`, `${show(min)} to ${show(max)}`, options);
  return outcome(holds, `minimum and maximum of ${cut.name}`, `${show(min)} to ${show(max)}`, {
    natural: cut.natural,
    chance,
  });
}

/** What a bound was rounded to: its last digit, or the tens or hundreds that its zeros leave open; a zero behind the point was written on purpose. */
function roundingOf({ value, tolerance }: Figure): number {
  const step = 2 * tolerance;
  let rounding = step;
  while (
    value !== 0 &&
    step >= 1 &&
    rounding < Math.abs(value) &&
    Math.abs(value / (rounding * 10) - Math.round(value / (rounding * 10))) < 1e-9
  )
    rounding *= 10;
  return rounding;
}

function foreignBound({ low, high }: Formula & { is: 'range' }, on: Evaluator): Outcome {
  const foreign = [low, high].find(
    (num): num is Num & { num: 'literal' } => num.num === 'literal' && isForeign(num.quantity, on),
  );
  return foreign === undefined
    ? absent('a range')
    : mismatched('a range in another unit', `the series is in ${on.window.context.unit}`);
}
