import type { Quantity } from '../statement/literals.ts';
import type { Num, StatisticName } from '../statement/numbers.ts';
import { asReading, convertDifference, convertReading, type Unit, unitNamed } from '../units.ts';
import type { Figure, Scale } from './figure.ts';
import { show } from './say.ts';
import type { JudgedWindow } from './window.ts';

const SCALE_OF_STATISTIC: Readonly<Partial<Record<StatisticName, Scale>>> = {
  stddev: 'difference',
  range: 'difference',
  mad: 'difference',
  iqr: 'difference',
  variance: 'square',
  skewness: 'plain',
  'coefficient of variation': 'share',
};

/** What a number is a number of; undefined where only numbers as written stand in it. */
export function scaleOf(num: Num): Scale | undefined {
  switch (num.num) {
    case 'literal':
      return undefined;
    case 'statistic':
      return SCALE_OF_STATISTIC[num.name] ?? 'reading';
    case 'any reading':
    case 'reading at':
    case 'ranked':
    case 'limit':
      return 'reading';
    case 'count':
      return 'count';
    case 'difference':
    case 'distance':
      return differenceOf(scaleOf(num.a) ?? scaleOf(num.b));
    case 'sum of':
      return scaleOf(num.a) ?? scaleOf(num.b);
    case 'product':
      return productOf(scaleOf(num.a), scaleOf(num.b));
    case 'ratio':
      return ratioOf(scaleOf(num.a), scaleOf(num.b));
    case 'relative change':
    case 'share':
      return 'share';
    case 'z-score':
      return 'plain';
    case 'duration':
    case 'event duration':
    case 'time between':
    case 'interval':
      return 'seconds';
    case 'rate':
      return 'per second';
    default:
      return 'difference';
  }
}

function differenceOf(scale: Scale | undefined): Scale | undefined {
  return scale === 'reading' ? 'difference' : scale;
}

function productOf(a: Scale | undefined, b: Scale | undefined): Scale | undefined {
  if (a === 'per second' || b === 'per second') return 'difference';
  return a ?? b;
}

function ratioOf(a: Scale | undefined, b: Scale | undefined): Scale | undefined {
  if (a === undefined && b === undefined) return undefined;
  if (b === 'seconds' && (a === 'difference' || a === undefined)) return 'per second';
  return 'ratio';
}

/** A written number that measures something else than what it is held against. */
export type Written = { readonly figure: Figure } | { readonly mismatch: string };

/** A written number on a scale; `deviation` is what "standard deviations" count. */
export function written(quantity: Quantity, scale: Scale, window: JudgedWindow, deviation: number): Written {
  const name = quantity.unit;
  const unit = name === undefined ? undefined : unitNamed(name, window.unit);
  if (name !== undefined && unit === undefined) return { mismatch: `no unit ${name} is known` };
  const factor =
    unit === undefined
      ? bare(scale, quantity)
      : converted(quantity.value, unit, scale, window.unit, deviation);
  if (factor === undefined) return { mismatch: `the series is in ${window.context.unit || 'no unit'}` };
  const said = `${show(quantity.value)}${name === undefined ? '' : ` ${name}`}`;
  const { value, perUnit } = factor;
  const tolerance = (quantity.step / 2) * Math.abs(perUnit);
  const figure = { value, tolerance, hedge: quantity.hedge, isWritten: true, said, natural: true };
  return { figure: scale === 'seconds' ? { ...figure, isLength: true } : figure };
}

interface Converted {
  readonly value: number;
  /** What one unit of the written number is worth. */
  readonly perUnit: number;
}

function bare(scale: Scale, { value }: Quantity): Converted | undefined {
  // A length of time without a unit, or a share of more than all, can't be told.
  return scale === 'seconds' || (scale === 'share' && Math.abs(value) > 1 && value > 100)
    ? undefined
    : { value, perUnit: 1 };
}

function converted(
  value: number,
  unit: Unit,
  scale: Scale,
  own: Unit,
  deviation: number,
): Converted | undefined {
  const times = (factor: number): Converted => ({ value: value * factor, perUnit: factor });
  if (unit.dimension === 'sigma') return countsDeviations(scale, deviation, times);
  if (unit.dimension === 'factor') return scale === 'ratio' || scale === 'share' ? times(1) : undefined;
  if (unit.dimension === 'generic' || scale === 'square') return times(1);
  if (scale === 'reading' || scale === 'difference') return inOwnUnit(value, unit, scale, own);
  // Of readings in seconds a length of time is one all the same.
  if (scale === 'seconds') return /time$/.test(unit.dimension) ? times(unit.factor) : undefined;
  if (scale === 'per second' || scale === 'count')
    return unit.dimension === own.dimension || unit.dimension === 'degree'
      ? times(unit.factor / own.factor)
      : undefined;
  return unit.dimension === 'fraction' ? times(unit.factor) : undefined;
}

function countsDeviations(
  scale: Scale,
  deviation: number,
  times: (factor: number) => Converted,
): Converted | undefined {
  if (scale === 'plain') return times(1);
  return scale === 'difference' ? times(deviation) : undefined;
}

function inOwnUnit(
  value: number,
  unit: Unit,
  scale: 'reading' | 'difference',
  own: Unit,
): Converted | undefined {
  const measured = own.dimension === 'measured time' ? asReading(unit) : unit;
  const convert = scale === 'reading' ? convertReading : convertDifference;
  const [result, one] = [convert(value, measured, own), convertDifference(1, measured, own)];
  return result === undefined || one === undefined ? undefined : { value: result, perUnit: one };
}
