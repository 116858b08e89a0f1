import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostCounted, occurring, ranksOf, sortedBy } from '../../../src/factcheck/judge/ranks.ts';
import { isInList, rising } from '../../../src/factcheck/judge/rising.ts';
import { stepsOf } from '../../../src/factcheck/judge/steps.ts';

const values = fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 80 });

describe('what is asked of readings by size', () => {
  it('puts the readings at some positions in order, and tells how many different ones there are', () => {
    fc.assert(
      fc.property(values, fc.func(fc.boolean()), (all, isIn) => {
        const positions = Uint32Array.from(all.keys()).filter((at) => isIn(at));
        const some = Float64Array.from(positions, (at) => all[at] ?? Number.NaN);
        const ranks = ranksOf(Float64Array.from(all));
        const counts = ranks.counts(positions);
        expect(sortedBy(ranks, () => counts, some)).toEqual([...some].sort((a, b) => a - b));
        expect(occurring(counts)).toBe(new Set(some).size);
        expect([...ranks.levels]).toEqual([...new Set(all)].sort((a, b) => a - b));
      }),
    );
  });

  it('tells which values occur most often, where not each occurs once', () => {
    const modes = (...values: number[]) => {
      const ranks = ranksOf(Float64Array.from(values));
      return mostCounted(ranks, ranks.counts(Uint32Array.from(values.keys())));
    };
    expect(modes(3, 1, 3, 2, 1)).toEqual([1, 3]);
    expect(modes(3, 1, 2)).toEqual([]);
    expect(modes(4)).toEqual([4]);
    expect(modes()).toEqual([]);
  });

  it('finds what lies in an interval around a number as a walk through all would', () => {
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: -25, max: 25 }),
        fc.nat(3),
        fc.nat(3),
        (all, value, under, over) => {
          const agrees = (one: number) => one >= value - under && one <= value + over;
          expect(isInList(rising(all), { value, agrees })).toBe(all.some(agrees));
        },
      ),
    );
  });
});

describe('the largest step', () => {
  it('is the first of the largest, up, down and either way', () => {
    expect(stepsOf(Float64Array.of(1, 3, 2, 4, 3))).toEqual({ up: 1, down: 2, either: 1 });
    expect(stepsOf(Float64Array.of(5, 2, 4, 1, 2))).toEqual({ up: 2, down: 1, either: 1 });
    expect(stepsOf(Float64Array.of(5, 3, 5))).toEqual({ up: 2, down: 1, either: 1 });
  });

  it('is none where nothing goes that way', () => {
    expect(stepsOf(Float64Array.of(1, 1, 2))).toEqual({ up: 2, down: undefined, either: 2 });
    expect(stepsOf(Float64Array.of(1, 1))).toEqual({ up: undefined, down: undefined, either: undefined });
    expect(stepsOf(Float64Array.of())).toEqual({ up: undefined, down: undefined, either: undefined });
  });
});
