import fc from 'fast-check';
import * as reference from 'simple-statistics';
import { expect, test } from 'vitest';
import { describe as describeWindow } from '../../src/statistics/describe.ts';

const minutes = (count: number) => Float64Array.from({ length: count }, (_, index) => index * 60_000);
const describeValues = (values: readonly number[]) =>
  describeWindow(minutes(values.length), Float64Array.from(values));

test('agrees with simple-statistics on any window of numbers', () => {
  const windows = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 200 });
  fc.assert(
    fc.property(windows, (values) => {
      const figures = describeValues(values);
      const size = Math.max(...values.map(Math.abs), 1);
      const close = (got: number, wanted: number) => expect(Math.abs(got - wanted)).toBeLessThan(1e-9 * size);
      close(figures.mean, reference.mean(values));
      close(figures.stddev, reference.sampleStandardDeviation(values));
      close(figures.median, reference.median(values));
      close(figures.mad, reference.medianAbsoluteDeviation(values));
      close(figures.p05, reference.quantile(values, 0.05));
      close(figures.p25, reference.quantile(values, 0.25));
      close(figures.p75, reference.quantile(values, 0.75));
      close(figures.p95, reference.quantile(values, 0.95));
      expect([figures.min, figures.max]).toEqual([reference.min(values), reference.max(values)]);
    }),
  );
});

test('keeps the digits of a spread of a thousandth around a thousand million', () => {
  const spread = [-1, 0, 1, 0, 1, -1].map((step) => step * 1e-3);
  const figures = describeValues(spread.map((step) => 1e9 + step));
  expect(figures.mean - 1e9).toBeCloseTo(0, 6);
  expect(figures.stddev / reference.sampleStandardDeviation(spread)).toBeCloseTo(1, 3);
});

test('survives values of 1e300 and both ends of the number range', () => {
  expect(describeValues([1e300, 3e300, 2e300]).stddev).toBeCloseTo(1e300, -290);
  const widest = describeValues([-Number.MAX_VALUE, Number.MAX_VALUE, 0]);
  expect(widest.mean).toBe(0);
  expect(widest.median).toBe(0);
  expect(widest.stddev).toBe(Number.MAX_VALUE);
  const inTurn = Array.from({ length: 300 }, (_, row) => (row % 2 === 0 ? 1e308 : -1e308));
  expect(describeValues(inTurn)).toMatchObject({ mean: 0, median: 0, mad: 1e308, p25: -1e308, p75: 1e308 });
  expect(describeValues([1.5e308, 1.5e308])).toMatchObject({ mean: 1.5e308, median: 1.5e308, stddev: 0 });
});

test('says NaN for a spread that is larger than any number', () => {
  const [low, high] = [-Number.MAX_VALUE, Number.MAX_VALUE];
  expect(describeValues([low, high]).stddev).toBeNaN();
  expect(describeValues([low, high, high, low, low, high, high]).mad).not.toBe(Number.POSITIVE_INFINITY);
});

test('leaves nulls and infinities out of every figure but their count', () => {
  const figures = describeValues([Number.NaN, 4, Number.NaN, 6, Number.POSITIVE_INFINITY]);
  expect(figures).toMatchObject({ count: 2, nulls: 3, mean: 5, min: 4, max: 6, first: 4, last: 6 });
  expect(figures).toMatchObject({ firstAt: 60_000, lastAt: 180_000, usualIntervalMs: 120_000 });
});

test('says NaN for every figure of an empty window', () => {
  const { count, nulls, ...figures } = describeValues([Number.NaN]);
  expect([count, nulls]).toEqual([0, 1]);
  expect(Object.values(figures).every(Number.isNaN)).toBe(true);
});

test('has a mean and no spread of a single point', () => {
  expect(describeValues([7])).toMatchObject({ count: 1, mean: 7, median: 7, mad: 0, stddev: Number.NaN });
  expect(describeValues([7]).usualIntervalMs).toBeNaN();
});

test('has a spread of exactly zero for a constant window', () => {
  expect(describeValues([0.1, 0.1, 0.1])).toMatchObject({ mean: 0.1, stddev: 0, mad: 0 });
});

test('finds the extremes where they first occur, and the longest gap where it begins', () => {
  const times = Float64Array.of(0, 10, 20, 90, 100);
  const figures = describeWindow(times, Float64Array.of(2, 9, 1, 9, 1));
  expect(figures).toMatchObject({ min: 1, minAt: 20, max: 9, maxAt: 10 });
  expect(figures).toMatchObject({ usualIntervalMs: 10, longestGapMs: 70, longestGapAt: 20 });
});

test('sees a gap that the source fills with nulls', () => {
  const figures = describeValues([1, 2, Number.NaN, Number.NaN, Number.NaN, 3, 4]);
  expect(figures).toMatchObject({ usualIntervalMs: 60_000, longestGapMs: 240_000, longestGapAt: 60_000 });
});
