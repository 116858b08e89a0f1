import type { Statistics } from '../../statistics/describe.ts';
import { madOfSorted, quantile } from '../../statistics/robust.ts';
import { once } from '../once.ts';
import { fitLine } from './line.ts';
import { mostCounted, occurring, sortedBy } from './ranks.ts';
import { stepsOf } from './steps.ts';
import type { JudgedWindow } from './window.ts';

/** The figures of some readings, each computed when it is first asked for. */
export type Figures = ReturnType<typeof lazyFigures>;

export function lazyFigures(
  window: JudgedWindow,
  positions: Uint32Array,
  times: Float64Array,
  values: Float64Array,
  isWhole: boolean,
) {
  const known = isWhole ? window.context.statistics : undefined;
  const counts = once(() => window.ranks.counts(positions));
  const sorted = once(() => sortedBy(window.ranks, counts, values));
  const mean = once(() => known?.mean ?? meanOf(values));
  const variance = once(() => (known === undefined ? varianceOf(values, mean()) : known.stddev ** 2));
  return {
    sorted,
    quantile: (share: number) => knownQuantile(known, share) ?? quantile(sorted(), share),
    mean,
    variance,
    extremes: once(() => extremesOf(values)),
    line: once(() => fitLine(times, values)),
    mad: once(() => known?.mad ?? madOfSorted(sorted(), quantile(sorted(), 0.5))),
    modes: once(() => mostCounted(window.ranks, counts())),
    distinct: once(() => (isWhole ? window.ranks.levels.length : occurring(counts()))),
    steps: once(() => stepsOf(values)),
    skewness: once(() => skewnessOf(values, mean(), Math.sqrt(variance()))),
  };
}

function meanOf(values: Float64Array): number {
  const first = values[0] ?? Number.NaN;
  // Around the first value, so that a small spread around a large level keeps its digits.
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += (values[at] ?? 0) - first;
  return first + sum / values.length;
}

function varianceOf(values: Float64Array, mean: number): number {
  let squares = 0;
  for (let at = 0; at < values.length; at += 1) squares += ((values[at] ?? 0) - mean) ** 2;
  return values.length < 2 ? Number.NaN : squares / (values.length - 1);
}

export function extremesOf(values: Float64Array): readonly [min: number, max: number] {
  if (values.length === 0) return [Number.NaN, Number.NaN];
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}

/** Adjusted Fisher-Pearson coefficient (Joanes and Gill 1998, G1); NaN under three readings or without spread. */
function skewnessOf(values: Float64Array, mean: number, stddev: number): number {
  const n = values.length;
  if (n < 3 || !(stddev > 0)) return Number.NaN;
  let cubes = 0;
  for (let at = 0; at < values.length; at += 1) cubes += (((values[at] ?? 0) - mean) / stddev) ** 3;
  return (cubes * n) / ((n - 1) * (n - 2));
}

/** Quantiles that a caller has computed for the whole window spare the sort. */
function knownQuantile(known: Statistics | undefined, share: number): number | undefined {
  switch (share) {
    case 0.05:
      return known?.p05;
    case 0.25:
      return known?.p25;
    case 0.5:
      return known?.median;
    case 0.75:
      return known?.p75;
    case 0.95:
      return known?.p95;
    default:
      return undefined;
  }
}
