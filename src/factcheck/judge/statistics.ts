import type { StatisticName } from '../statement/numbers.ts';
import type { Cut } from './cut.ts';
import { computed, type Figure } from './figure.ts';

const LABEL: Readonly<Record<StatisticName, string>> = {
  mean: 'mean',
  median: 'median',
  mode: 'most frequent value',
  stddev: 'standard deviation',
  variance: 'variance',
  min: 'minimum',
  max: 'maximum',
  range: 'maximum less minimum',
  first: 'first',
  last: 'last',
  sum: 'sum',
  mad: 'median absolute deviation',
  iqr: 'interquartile range',
  p05: '5 % quantile',
  p25: '25 % quantile',
  p75: '75 % quantile',
  p95: '95 % quantile',
  skewness: 'skewness',
  'coefficient of variation': 'coefficient of variation',
  midrange: 'middle between minimum and maximum',
  typical: 'usual value',
};

/** A named statistic of a cut; several where the name may mean several. */
export function statistics(name: StatisticName, cut: Cut): readonly Figure[] {
  const said = `${LABEL[name]} of ${cut.name}`;
  if (cut.values.length === 0) return [];
  if (name === 'mode') return cut.modes.map((value) => computed(value, said));
  if (name === 'typical')
    return [cut.mean, cut.quantile(0.5), ...cut.modes].map((value) => computed(value, said));
  return [computed(statistic(name, cut), said)];
}

function statistic(name: Exclude<StatisticName, 'mode' | 'typical'>, cut: Cut): number {
  const at = cut.quantile;
  switch (name) {
    case 'mean':
      return cut.mean;
    case 'median':
      return at(0.5);
    case 'stddev':
      return Math.sqrt(cut.variance);
    case 'variance':
      return cut.variance;
    case 'min':
      return cut.min;
    case 'max':
      return cut.max;
    case 'range':
      return cut.max - cut.min;
    case 'first':
      return cut.values[0] ?? Number.NaN;
    case 'last':
      return cut.values.at(-1) ?? Number.NaN;
    case 'sum':
      return cut.mean * cut.values.length;
    case 'mad':
      return cut.mad;
    case 'iqr':
      return at(0.75) - at(0.25);
    case 'p05':
      return at(0.05);
    case 'p25':
      return at(0.25);
    case 'p75':
      return at(0.75);
    case 'p95':
      return at(0.95);
    case 'skewness':
      return cut.skewness;
    case 'coefficient of variation':
      return Math.sqrt(cut.variance) / Math.abs(cut.mean);
    case 'midrange':
      return (cut.min + cut.max) / 2;
  }
}

/** The k-th largest or smallest reading of a cut, equal ones counted once where `distinct`. */
export function ranked(cut: Cut, k: number, from: 'top' | 'bottom', distinct: boolean): Figure {
  const ordered = distinct ? [...new Set(cut.sorted)] : cut.sorted;
  const value = (from === 'top' ? ordered.at(-k) : ordered[k - 1]) ?? Number.NaN;
  return computed(value, `number ${k} from the ${from} of ${cut.name}`);
}
