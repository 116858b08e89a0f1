import { describe, type Statistics } from '../statistics/describe.ts';
import type { CheckContext, KnownFinding } from './context.ts';
import { once } from './once.ts';
import { ownUnit, type Unit } from './units.ts';

/** A window with all that checks ask of it more than once. */
export interface WindowData {
  readonly context: CheckContext;
  readonly unit: Unit;
  /** Times and values of the readings that are numbers. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly statistics: Statistics;
  readonly sum: number;
  /** Skewness, adjusted for sample size; NaN under three values or without spread. */
  readonly skewness: number;
  readonly trend: Trend;
}

/** The straight line through readings over time, by least squares. */
export interface Trend {
  /** Change over the whole span by the line, in the unit of the series. */
  readonly change: number;
  /** Unit of the series per second. */
  readonly slope: number;
  /** Correlation with time, -1 to 1; 0 without spread. */
  readonly correlation: number;
}

/** Prepares a window; what needs a pass over its points is computed when first asked for. */
export function prepareWindow(context: CheckContext): WindowData {
  const { times, values } = finite(context.times, context.values);
  const statistics = once(() => context.statistics ?? describe(context.times, context.values));
  const sum = once(() => values.reduce((total, value) => total + value, 0));
  const skewness = once(() => skewnessOf(values, statistics()));
  const trend = once(() => trendOf(times, values));
  return {
    context: { ...context, truth: context.truth.map((finding) => betweenReadings(finding, times)) },
    unit: ownUnit(context.unit),
    times,
    values,
    get statistics() {
      return statistics();
    },
    get sum() {
      return sum();
    },
    get skewness() {
      return skewness();
    },
    get trend() {
      return trend();
    },
  };
}

/** A gap that is given from reading to reading becomes what was missing: just after the one to just before the other. */
function betweenReadings(finding: KnownFinding, times: Float64Array): KnownFinding {
  const { kind, at, until } = finding;
  const row = times.indexOf(at);
  const [before, next] = [times[row - 1], times[row + 1]];
  if (kind !== 'gap' || row === -1 || next === undefined || next !== until) return finding;
  const stepMs = before === undefined ? 0 : Math.min(at - before, (next - at) / 2);
  return { ...finding, at: at + stepMs, until: next - stepMs };
}

/** Adjusted Fisher-Pearson coefficient (Joanes and Gill 1998, G1). */
function skewnessOf(values: Float64Array, { mean, stddev }: Statistics): number {
  const n = values.length;
  if (n < 3 || !(stddev > 0)) return Number.NaN;
  let cubes = 0;
  for (const value of values) cubes += ((value - mean) / stddev) ** 3;
  return (cubes * n) / ((n - 1) * (n - 2));
}

function finite(times: Float64Array, values: Float64Array): { times: Float64Array; values: Float64Array } {
  if (values.every((value) => Number.isFinite(value))) return { times, values };
  const kept = Array.from(values.keys()).filter((index) => Number.isFinite(values[index]));
  return {
    times: Float64Array.from(kept, (index) => times[index] ?? 0),
    values: Float64Array.from(kept, (index) => values[index] ?? 0),
  };
}

/** Least squares over `times` (ms) and `values`; all zero under two points. */
export function trendOf(times: Float64Array, values: Float64Array): Trend {
  const n = values.length;
  const start = times[0] ?? 0;
  let meanTime = 0;
  let meanValue = 0;
  for (let i = 0; i < n; i += 1) {
    meanTime += ((times[i] ?? 0) - start) / n;
    meanValue += (values[i] ?? 0) / n;
  }
  let timeSquares = 0;
  let valueSquares = 0;
  let products = 0;
  for (let i = 0; i < n; i += 1) {
    const t = (times[i] ?? 0) - start - meanTime;
    const v = (values[i] ?? 0) - meanValue;
    timeSquares += t * t;
    valueSquares += v * v;
    products += t * v;
  }
  if (!(timeSquares > 0)) return { change: 0, slope: 0, correlation: 0 };
  const perMs = products / timeSquares;
  const span = (times[n - 1] ?? start) - start;
  const correlation = valueSquares > 0 ? products / Math.sqrt(timeSquares * valueSquares) : 0;
  return { change: perMs * span, slope: perMs * 1000, correlation };
}

/** The first reading for which `holds`; undefined if there is none. */
export function findReading(
  window: WindowData,
  holds: (value: number, time: number) => boolean,
): { readonly value: number; readonly time: number } | undefined {
  for (let i = 0; i < window.values.length; i += 1) {
    const value = window.values[i] ?? Number.NaN;
    const time = window.times[i] ?? Number.NaN;
    if (holds(value, time)) return { value, time };
  }
  return undefined;
}

export function countReadings(window: WindowData, holds: (value: number, time: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < window.values.length; i += 1) {
    if (holds(window.values[i] ?? Number.NaN, window.times[i] ?? Number.NaN)) count += 1;
  }
  return count;
}
