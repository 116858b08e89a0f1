import { agrees, type Measured, measured, measuredDifference, plainNumber, show } from './compare.ts';
import type { Meaning, StatisticName } from './meaning.ts';
import type { Quantity } from './tokens.ts';
import { decide, type Outcome, refuted, unverifiable } from './verdict.ts';
import { prepareWindow, type WindowData } from './window-data.ts';

const LABEL: Readonly<Record<StatisticName, string>> = {
  mean: 'mean',
  median: 'median',
  mode: 'most frequent value',
  stddev: 'standard deviation',
  variance: 'variance',
  min: 'minimum',
  max: 'maximum',
  spread: 'spread, maximum less minimum,',
  first: 'first reading',
  last: 'last reading',
  sum: 'sum',
  iqr: 'interquartile range',
  mad: 'median absolute deviation',
  p05: '5 % quantile',
  p25: '25 % quantile',
  p75: '75 % quantile',
  p95: '95 % quantile',
  skewness: 'skewness',
  correlation: 'correlation with time',
  cv: 'coefficient of variation',
  limit: 'limit',
};

/** Statistics that are differences: °F convert without the offset. */
const DIFFERENCES: ReadonlySet<StatisticName> = new Set(['stddev', 'spread', 'iqr', 'mad']);

/** The value of a statistic of the window; NaN where it has none. */
export function statisticOf(window: WindowData, name: StatisticName): number {
  const s = window.statistics;
  switch (name) {
    case 'variance':
      return s.stddev ** 2;
    case 'spread':
      return s.max - s.min;
    case 'sum':
      return window.sum;
    case 'iqr':
      return s.p75 - s.p25;
    case 'skewness':
      return window.skewness;
    case 'correlation':
      return window.trend.correlation;
    case 'cv':
      return s.stddev / s.mean;
    case 'mode':
      return mostFrequent(window.values);
    case 'limit':
      return Number.NaN;
    default:
      return s[name];
  }
}

function mostFrequent(values: Float64Array): number {
  const counts = new Map<number, number>();
  let best = Number.NaN;
  for (const value of values) {
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (count > (counts.get(best) ?? 0)) best = value;
  }
  return best;
}

/** A named statistic with a number. */
export function checkStatistic(meaning: Meaning & { is: 'statistic' }, scope: WindowData): Outcome {
  const window =
    meaning.part === undefined ? scope : readingsAt(scope, meaning.part.side, meaning.part.count);
  const actual = statisticOf(window, meaning.name);
  if (meaning.name === 'limit') return unverifiable('no such limit is known');
  if (!Number.isFinite(actual))
    return refuted(`${LABEL[meaning.name]}: there is none in ${window.values.length} readings`);
  const evidence = `${LABEL[meaning.name]} ${show(actual)} of ${window.values.length} readings`;
  const written = writtenAs(meaning.name, meaning.quantity, window);
  if (written === undefined)
    return refuted(`${evidence}, in ${window.context.unit}: the unit written measures something else`);
  return decide(agrees(actual, written), evidence);
}

function writtenAs(name: StatisticName, quantity: Quantity, window: WindowData): Measured | undefined {
  if (name === 'variance' || name === 'skewness' || name === 'correlation') return plainNumber(quantity);
  if (name === 'cv') return plainNumber(quantity, quantity.unit?.name === '%' ? 0.01 : 1);
  return DIFFERENCES.has(name) ? measuredDifference(quantity, window.unit) : measured(quantity, window.unit);
}

/** The first or last so many readings. */
function readingsAt(window: WindowData, side: 'first' | 'last', count: number): WindowData {
  const all = window.values.length;
  const [from, to] = side === 'first' ? [0, Math.min(all, count)] : [Math.max(0, all - count), all];
  const { statistics: _, ...context } = window.context;
  return prepareWindow({
    ...context,
    times: window.times.slice(from, to),
    values: window.values.slice(from, to),
  });
}
