import type { MoveMeasure, ToldMove } from '../../statement/formulas.ts';
import type { Cut } from '../cut.ts';
import type { Evaluator } from '../evaluator.ts';
import { agree, computed, type Figure } from '../figure.ts';
import { written } from '../scale.ts';
import { scaledSeconds } from '../seconds.ts';

/** The size, length and rate that are told of a rise or fall, and whether two readings have them. */

/** What is told in figures: a size in % may be a share or in the unit of the readings. */
export type Measures = Readonly<Record<MoveMeasure, readonly Measure[]>>;

interface Measure {
  readonly figure: Figure;
  readonly isShare: boolean;
}

export function measuresOf({ size, length, rate }: ToldMove, { window }: Evaluator): Measures | undefined {
  const in_ = (quantity: ToldMove['size'], scale: 'difference' | 'share' | 'per second'): Measure[] => {
    const result = quantity === null ? undefined : written(quantity, scale, window, Number.NaN);
    return result !== undefined && 'figure' in result
      ? [{ figure: result.figure, isShare: scale === 'share' }]
      : [];
  };
  const sizes = [...in_(size, 'difference'), ...(size?.unit === '%' ? in_(size, 'share') : [])];
  const rates = in_(rate, 'per second');
  const seconds = length === null ? undefined : scaledSeconds(length);
  if ((size !== null && sizes.length === 0) || (rate !== null && rates.length === 0)) return undefined;
  return {
    size: sizes,
    rate: rates,
    length: seconds === undefined ? [] : [{ figure: seconds, isShare: false }],
  };
}

export type Test = (measure: MoveMeasure, i: number, j: number, more?: number) => boolean;

/** Whether two readings are so far apart as is told; `more`: seconds that the last reading stands for. */
export function testsOf(measures: Measures, told: ToldMove, cut: Cut): Test {
  const { times, values } = cut;
  return (measure, i, j, more = 0) => {
    const seconds = ((times[j] ?? 0) - (times[i] ?? 0)) / 1000;
    const change = changeOf(told, cut, i, j);
    return measures[measure].some(({ figure, isShare }) => {
      const is = (value: number) => agree(computed(value, ''), figure);
      if (measure === 'rate') return is(change / seconds);
      if (measure === 'size') return is(isShare ? change / Math.abs(values[i] ?? Number.NaN) : change);
      return is(seconds) || is(seconds + more) || (told.within && seconds <= figure.value);
    });
  };
}

/** How far it goes the way that is told. */
export function changeOf({ direction }: ToldMove, { values }: Cut, i: number, j: number): number {
  return ((values[j] ?? Number.NaN) - (values[i] ?? Number.NaN)) * (direction === 'up' ? 1 : -1);
}
