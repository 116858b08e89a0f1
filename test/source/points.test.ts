import { expect, test } from 'vitest';
import { PointCollector } from '../../src/source/points.ts';

/** What is noted of points that arrive with these times. */
function disorderOf(times: readonly number[]): number | undefined {
  const collector = new PointCollector(1000);
  const points = collector.series('s');
  for (const time of times) collector.append(points, time, time);
  const [series] = collector.finish();
  expect([...(series?.times ?? [])]).toEqual(times.toSorted((a, b) => a - b));
  return series?.notes.disordered;
}

test('newest first is as good an order as oldest first', () => {
  expect(disorderOf([1, 2, 3, 4, 5])).toBe(0);
  expect(disorderOf([5, 4, 3, 2, 1])).toBe(0);
});

test('points that keep to neither order are counted', () => {
  expect(disorderOf([1, 2, 5, 3, 6, 7])).toBe(1);
  expect(disorderOf([7, 6, 3, 5, 2, 1])).toBe(1);
});
