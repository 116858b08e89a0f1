import { MAD_SCALE, madOfSorted, quantile, sortedNumbers } from '../statistics/robust.ts';
import type { Finding } from './finding.ts';
import { flagOf, scoreOf } from './score.ts';
import { thresholdFactor } from './sensitivity.ts';
import { formatInterval, formatSpan, formatValue } from './sentence.ts';
import type { WindowContext } from './window-test.ts';

/** Rows whose median a value is held against: bridges a spike of up to five rows. */
const NEIGHBOURHOOD = 11;
/** In robust standard deviations: three are normal in a window of hundreds of values. */
const THRESHOLD = 6;
/** The 90 % quantile of the size of normal noise, in standard deviations. */
const NORMAL_P90 = 1.645;
/** Part of a value that may be arithmetic rather than measurement. */
const FLOAT_DUST = 1e-9;

/**
 * Hampel's test: the distance of each value from the median of its neighbourhood, in units of the scaled MAD
 * of all such distances in the window (Hampel 1974). The unit is never below what heavy tails, the usual step
 * from row to row and the sensor's own resolution make normal.
 */
export function hampelTest(context: WindowContext): readonly Finding[] {
  const { values } = context;
  if (values.length < NEIGHBOURHOOD) return [];
  const medians = runningMedian(values);
  const distances = values.map((value, row) => value - (medians[row] ?? value));
  const threshold = THRESHOLD * usualDistance(context, distances);
  const alarm = threshold * thresholdFactor(context.settings, 'hampel');
  const findings: Finding[] = [];
  for (let row = 0; row < distances.length; row++) {
    const sign = beyond(distances[row], alarm);
    if (sign === 0) continue;
    const from = row;
    while (beyond(distances[row + 1], alarm) === sign) row++;
    findings.push(spike(context, { from, to: row, medians, distances, threshold }));
  }
  return findings;
}

function beyond(distance: number | undefined, threshold: number): number {
  return distance !== undefined && Math.abs(distance) > threshold ? Math.sign(distance) : 0;
}

/** Median of the rows around each row; at the ends, of the first or last rows of the window. */
function runningMedian(values: Float64Array): Float64Array {
  const medians = new Float64Array(values.length);
  const middle = (NEIGHBOURHOOD - 1) / 2;
  for (let row = 0; row < values.length; row++) {
    const from = Math.min(Math.max(0, row - middle), values.length - NEIGHBOURHOOD);
    medians[row] = values.slice(from, from + NEIGHBOURHOOD).sort()[middle] ?? Number.NaN;
  }
  return medians;
}

function usualDistance(context: WindowContext, distances: Float64Array): number {
  const { values, statistics } = context;
  const signed = sortedNumbers(distances);
  const sizes = sortedNumbers(distances.map(Math.abs));
  const steps = sortedNumbers(
    values.subarray(1).map((value, row) => Math.abs(value - (values[row] ?? value))),
  );
  return Math.max(
    MAD_SCALE * madOfSorted(signed, quantile(signed, 0.5)),
    quantile(sizes, 0.9) / NORMAL_P90,
    quantile(steps, 0.5),
    context.resolution / 2,
    FLOAT_DUST * Math.max(Math.abs(statistics.min), Math.abs(statistics.max)),
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
