import type { ClaimKind } from '../../claim.ts';
import { once } from '../../once.ts';
import type { Formula } from '../../statement/formulas.ts';
import type { Quantity } from '../../statement/literals.ts';
import type { Num } from '../../statement/numbers.ts';
import type { Statement } from '../../statement/text.ts';
import type { Evaluator } from '../evaluator.ts';
import { agreement, type Figure, type Scale } from '../figure.ts';
import { written } from '../scale.ts';
import { type Census, takeCensus } from './figures.ts';
import { isDistance, isLength, isLevel, isProportion, type Search } from './searches.ts';
import type { Told } from './told.ts';

/** Whether a claim states a number that is no figure of the window, whatever it is said of; false also where that can't be told. */
export type Counter = (statement: Statement) => boolean;

/** Kinds of claim whose number is a figure of the window; that of a comparison may be held against anything. */
const OF_FIGURES: ReadonlySet<ClaimKind> = new Set(['value', 'statistic', 'range', 'duration', 'comparison']);

export function counterOf(told: () => Told, on: Evaluator): Counter {
  const census = once(() => takeCensus(told(), on));
  const known = new Map<string, boolean>();
  const fitsNothing = (quantity: Quantity): boolean => {
    const key = JSON.stringify(quantity);
    const isNone = known.get(key) ?? isNoFigure(quantity, census, on);
    known.set(key, isNone);
    return isNone;
  };
  return ({ kind, readings }) =>
    OF_FIGURES.has(kind) && readings.some(({ formula }) => statedIn(formula).some(fitsNothing));
}

/** The numbers that a claim states, not those that only say what they are of. */
function statedIn(formula: Formula): readonly Quantity[] {
  const literals = (...nums: readonly Num[]) =>
    nums.flatMap((num) => (num.num === 'literal' ? [num.quantity] : []));
  switch (formula.is) {
    case 'has value':
    case 'level':
      return [formula.quantity];
    case 'compare':
      return formula.relation === 'equal' ? literals(formula.left, formula.right) : [];
    case 'range':
      return literals(formula.low, formula.high);
    case 'and':
    case 'or':
      return formula.formulas.flatMap(statedIn);
    default:
      return [];
  }
}

/** What to look through on each scale that a number may be told on. */
const SEARCHES: readonly (readonly [Scale, Search])[] = [
  ['reading', isLevel],
  ['difference', isDistance],
  ['share', isProportion],
  ['ratio', isProportion],
  ['seconds', isLength],
];

/** Held against every figure on every scale that the number may be told on. */
function isNoFigure(quantity: Quantity, census: () => Census, on: Evaluator): boolean {
  if (quantity.unit === undefined && mayCount(quantity, on)) return false;
  const deviation = Math.sqrt(on.whole.variance);
  let isTried = false;
  for (const [scale, isFound] of SEARCHES) {
    const result = written(quantity, scale, on.window, deviation);
    if (!('figure' in result)) continue;
    isTried = true;
    const figure = sized(scale, result.figure);
    if (isFound({ value: figure.value, agrees: agreement(figure) }, census(), on)) return false;
  }
  return isTried;
}

/** A bare whole number may count anything, where the series has a unit that its readings are told in. */
function mayCount({ value, step }: Quantity, { window }: Evaluator): boolean {
  const rows = window.values.length + window.nullTimes.length;
  return step >= 1 && (window.context.unit !== '' || Math.abs(value) <= rows);
}

/** A fall may be told with a sign or by its size. */
function sized(scale: Scale, figure: Figure): Figure {
  return scale === 'reading' ? figure : { ...figure, value: Math.abs(figure.value) };
}
