import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median } from '../../src/statistics/robust.ts';
import { slidingMedians } from '../../src/statistics/sliding-medians.ts';

test('gives the median of every stretch, as one by one', () => {
  const values = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 40 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 9 }), (numbers, rows) => {
      const all = Float64Array.from(numbers);
      const expected = numbers
        .slice(0, Math.max(0, numbers.length - rows + 1))
        .map((_, from) => median(all.subarray(from, from + rows)));
      expect([...slidingMedians(all, rows)]).toEqual(expected);
    }),
  );
});
