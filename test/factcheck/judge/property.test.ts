import { describe, expect, it } from 'vitest';
import { measureFormulas } from '../../../bench/factcheck/generated/measure.ts';

describe('formulas about made windows', () => {
  const tallies = measureFormulas(25, 'test');

  it.each(tallies.map((tally) => [tally.key, tally] as const))(
    'hold as computed, and fail with one number moved: %s',
    (_, { ofTrue, ofFalse, wrong }) => {
      expect(wrong).toEqual([]);
      expect(ofTrue.supported).toBeGreaterThan(0);
      expect(ofFalse.refuted + ofFalse.unverifiable).toBe(ofTrue.supported);
    },
  );
});
