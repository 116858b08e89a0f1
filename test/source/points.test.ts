import { expect, test } from 'vitest';
import { PointCollector } from '../../src/source/points.ts';

/** What is noted of points that arrive with these times. */
function disorderOf(times: readonly number[]): number | undefined {
  const collector = new PointCollector({ maxPoints: 1000, maxSeries: 1 });
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

test('more series than are allowed fail the answer, and the message names the setting', () => {
  const collector = new PointCollector({ maxPoints: 1000, maxSeries: 2 });
  for (const name of ['a', 'b', 'a']) collector.append(collector.series(name), 1, 1);
  expect(() => collector.series('c')).toThrow('the answer has more than 2 series');
  expect(collector.finish()).toHaveLength(2);
});

test('series of unequal length that come one after the other keep exactly their points', () => {
  const collector = new PointCollector({ maxPoints: 1000, maxSeries: 9 });
  const lengths = [40, 40, 41, 5, 100];
  lengths.forEach((length, series) => {
    const points = collector.series(`s${series}`);
    for (let row = 0; row < length; row += 1) collector.append(points, row, 10 * row);
  });
  for (const [series, { times, values }] of collector.finish().entries()) {
    expect([...times]).toEqual(Array.from({ length: lengths[series] ?? 0 }, (_, row) => row));
    expect(values.at(-1)).toBe(10 * ((lengths[series] ?? 0) - 1));
    expect(times.buffer.byteLength).toBe(times.byteLength);
  }
});
