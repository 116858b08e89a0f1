import { describe, expect, it } from 'vitest';
import { convertDifference, convertReading, findUnit, ownUnit } from '../../src/factcheck/units.ts';

describe('units', () => {
  it('convert readings with their offset and differences without', () => {
    const [f, c] = [findUnit('°F', ''), ownUnit('°C')];
    expect(f && convertReading(212, f, c)).toBeCloseTo(100, 9);
    expect(f && convertDifference(9, f, c)).toBeCloseTo(5, 9);
  });

  it('take a cent for a hundredth of any currency, and of nothing else', () => {
    const cent = findUnit('cents', '');
    expect(cent && convertReading(6.2, cent, ownUnit('USD'))).toBeCloseTo(0.062, 9);
    expect(cent && convertDifference(6.2, cent, ownUnit('EUR'))).toBeCloseTo(0.062, 9);
    expect(cent && convertReading(6.2, cent, ownUnit('°C'))).toBeUndefined();
  });

  it('of the series counts even when no table has it', () => {
    expect(findUnit('passengers', 'passengers')?.dimension).toBe('own:passengers');
    expect(findUnit('lanterns', 'passengers')).toBeUndefined();
  });
});
