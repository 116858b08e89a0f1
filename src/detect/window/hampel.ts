import { movesOf } from '../../statistics/moves.ts';
import { resolution } from '../../statistics/resolution.ts';
import { MAD_SCALE, median, quantile, sortedNumbers } from '../../statistics/robust.ts';
import { runningMedian } from '../../statistics/running-median.ts';
import type { Finding } from '../finding.ts';
import type { Sight } from '../power/sight.ts';
import { flagOf, scoreOf } from '../score.ts';
import { formatInterval, formatSpan, formatValue } from '../sentence.ts';
import { thresholdFactor, type WindowContext } from './window-test.ts';

/** Rows whose median a value is held against: bridges a spike of up to five rows. */
const NEIGHBOURHOOD = 11;
/**
 * In robust standard deviations. Three are normal in a window of hundreds of values (docs/detectors.md).
 */
const THRESHOLD = 7;
/** The 90 % quantile of the size of normal noise, in standard deviations. */
const NORMAL_P90 = 1.645;
/** Part of a value that may be arithmetic rather than measurement. */
const FLOAT_DUST = 1e-9;

/** Rows on either side of a spike by whose levels it is seen whether it is the first of a step. */
const BESIDE: readonly number[] = [5, 40];

/** A spike is this many times as far out as what is next to it in size, one other spike left aside. */
const STANDS_OUT = 3.5;

/**
 * Hampel's test: the distance of each value from the median of its neighbourhood, in units of the scaled MAD of
 * all such distances in the window (Hampel 1974). The unit is never below what heavy tails, the usual step from row
 * to row and the sensor's own resolution make normal, and a spike must stand out from the other distances.
 * By the window alone, until the baseline knows the series. An excursion at an end of the window is left to the next window.
 */
export function hampelTest(context: WindowContext): readonly Finding[] {
  const { values, settings, learned } = context;
  if (learned || values.length < NEIGHBOURHOOD) return [];
  const { medians, distances, sizes, threshold } = distancesOf(context);
  const factor = thresholdFactor(settings, 'hampel');
  const findings: Finding[] = [];
  for (let row = 0; row < distances.length; row++) {
    const from = row;
    const sign = beyond(distances[row], threshold * factor);
    if (sign === 0) continue;
    while (beyond(distances[row + 1], threshold * factor) === sign) row++;
    // At either end of the window nobody knows whether the value has left its level, or has a new one.
    if (from === 0 || row === distances.length - 1) continue;
    if (isAtStep(values, from, row, threshold)) continue;
    const others = STANDS_OUT * (sizes[sizes.length - 2 - (row - from + 1)] ?? 0);
    const excursion = { from, to: row, medians, distances, threshold: Math.max(threshold, others) };
    const finding = spike(context, excursion);
    if (finding.score > scoreOf(factor, 1)) findings.push(finding);
  }
  return findings;
}

/** The height of a spike in the midst of the window that would stand out. */
export function hampelSight(context: WindowContext, noise: number): Sight {
  const { values, settings, learned } = context;
  if (learned || values.length < NEIGHBOURHOOD) return {};
  const { sizes, threshold } = distancesOf(context);
  const others = STANDS_OUT * (sizes[sizes.length - 2] ?? 0);
  const from = thresholdFactor(settings, 'hampel') * Math.max(threshold, others) + noise;
  return { spike: from, dropout: from };
}

/** Of each value from the median of its neighbourhood; `sizes` are sorted, and `threshold` is in the unit of the values. */
function distancesOf(context: WindowContext) {
  const { values } = context;
  const medians = runningMedian(values, NEIGHBOURHOOD);
  const distances = values.map((value, row) => value - (medians[row] ?? value));
  const sizes = distances.map(Math.abs).sort();
  return { medians, distances, sizes, threshold: THRESHOLD * usualDistance(context, sizes) };
}

/** True where the level is another one afterwards, next to it and farther away: what is switched on draws more at first. */
function isAtStep(values: Float64Array, from: number, to: number, most: number): boolean {
  return BESIDE.every((rows) => {
    const before = median(values.subarray(Math.max(0, from - rows), from));
    const after = median(values.subarray(to + 1, to + 1 + rows));
    return Math.abs(after - before) > most;
  });
}

function beyond(distance: number | undefined, threshold: number): number {
  return distance !== undefined && Math.abs(distance) > threshold ? Math.sign(distance) : 0;
}

/** In the unit of the values, never 0. `sizes` are sorted. */
function usualDistance({ values, statistics }: WindowContext, sizes: Float64Array): number {
  const sorted = Array.from(sizes);
  return Math.max(
    MAD_SCALE * quantile(sorted, 0.5),
    quantile(sorted, 0.9) / NORMAL_P90,
    median(movesOf(values)),
    resolution(sortedNumbers(values)) / 2,
    FLOAT_DUST * Math.max(Math.abs(statistics.min), Math.abs(statistics.max)),
    Number.MIN_VALUE,
  );
}

interface Excursion {
  readonly from: number;
  readonly to: number;
  readonly medians: Float64Array;
  readonly distances: Float64Array;
  readonly threshold: number;
}

function spike(context: WindowContext, { from, to, medians, distances, threshold }: Excursion): Finding {
  let peak = from;
  for (let row = from; row <= to; row++) {
    if (Math.abs(distances[row] ?? 0) > Math.abs(distances[peak] ?? 0)) peak = row;
  }
  const [start, end] = [context.times[from] ?? Number.NaN, context.times[to] ?? Number.NaN];
  const observed = context.values[peak] ?? Number.NaN;
  const center = medians[peak] ?? Number.NaN;
  const expected = [center - threshold, center + threshold] as const;
  const score = scoreOf(Math.abs(observed - center), threshold);
  const { unit } = context.settings;
  return {
    kind: observed > center ? 'spike' : 'dropout',
    detector: 'hampel',
    flag: flagOf(score),
    start,
    end,
    points: to - from + 1,
    observed,
    expected,
    score,
    sentence:
      `${observed > center ? 'Spike' : 'Dropout'} ${formatInterval(start, end)}: ` +
      `${formatValue(observed, unit)} where its neighbours suggest ${formatSpan(expected, unit)}.`,
  };
}
