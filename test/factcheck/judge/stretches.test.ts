import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../src/factcheck/judge/figure.ts';
import { isRangeOfStretch } from '../../../src/factcheck/judge/stretches.ts';
import { office, verdictsOf } from '../support.ts';

const figure = (value: number): Figure => ({
  value,
  tolerance: 0.05,
  hedge: 'exact',
  isWritten: true,
  said: String(value),
  natural: true,
});

describe('a range that only some readings have', () => {
  const lies = (low: number, high: number) =>
    isRangeOfStretch([20, 25, 21, 23, 22, 30, 24], figure(low), figure(high));

  it('is there where some in a row lie between its ends and reach both', () => {
    expect(lies(21, 25)).toBe(true);
    expect(lies(22, 23)).toBe(true);
  });

  it('is not where something else lies between them, or an end is never reached', () => {
    expect(lies(22, 25)).toBe(false);
    expect(lies(20.5, 25)).toBe(false);
    expect(lies(22, 24)).toBe(false);
  });

  it('is not called false, whatever its part was', () => {
    const window = office(Array.from({ length: 60 }, (_, index) => 20 + index / 10));
    expect(verdictsOf('The temperature lies between 20.5 and 22.3 °C.', window)).toEqual(['unverifiable']);
    expect(verdictsOf('The temperature lies between 18.5 and 22.3 °C.', window)).toEqual(['refuted']);
  });
});
