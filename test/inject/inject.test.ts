import { describe, expect, it } from 'vitest';
import { FAULT_KINDS, FAULT_STRENGTHS } from '../../src/inject/fault-kinds.ts';
import { injectFault } from '../../src/inject/inject.ts';
import { gaussian, seededRandom } from '../../src/lib/random.ts';

const MINUTE = 60_000;

function noisyDays(rows: number): { times: Float64Array; values: Float64Array } {
  const random = seededRandom(7);
  const times = Float64Array.from({ length: rows }, (_, row) => row * 5 * MINUTE);
  const values = times.map(
    (time) => 20 + 3 * Math.sin((time / 86_400_000) * 2 * Math.PI) + gaussian(random) / 5,
  );
  return { times, values };
}

describe('injectFault', () => {
  const { times, values } = noisyDays(2000);

  it.each(FAULT_KINDS)('puts a %s into a part of the series and leaves the rest as it was', (kind) => {
    const faulty = injectFault(kind, 'medium', times, values, 3);
    if (faulty === null) throw new Error('expected a fault');
    const { at, until } = faulty.truth;
    const original = new Map(Array.from(times, (time, row) => [time, values[row]]));
    expect(at).toBeGreaterThanOrEqual(times[1200] ?? 0);
    faulty.times.forEach((time, row) => {
      if (time < at || time > until) expect(faulty.values[row]).toBe(original.get(time));
    });
    const differs = Array.from(faulty.values).some(
      (value, row) => value !== original.get(faulty.times[row] ?? 0),
    );
    expect(differs || faulty.times.length < times.length).toBe(true);
  });

  it('gives the same fault for the same seed and another one for another', () => {
    const once = injectFault('spike', 'weak', times, values, 11);
    expect(injectFault('spike', 'weak', times, values, 11)).toEqual(once);
    expect(injectFault('spike', 'weak', times, values, 12)?.truth.at).not.toBe(once?.truth.at);
  });

  it('makes a stronger fault larger', () => {
    const sizes = FAULT_STRENGTHS.map((strength) => {
      const faulty = injectFault('level shift', strength, times, values, 5);
      return Math.abs((faulty?.truth.value ?? 0) - (values[times.indexOf(faulty?.truth.at ?? 0)] ?? 0));
    });
    expect([...sizes].sort((a, b) => a - b)).toEqual(sizes);
  });

  it('has no contextual fault for a series shorter than half a day, and none at all for a handful of rows', () => {
    expect(injectFault('contextual', 'weak', times.slice(0, 30), values.slice(0, 30), 1)).toBeNull();
    expect(injectFault('spike', 'weak', times.slice(0, 5), values.slice(0, 5), 1)).toBeNull();
  });

  it('ends a stale series for good and states how long the silence lasted', () => {
    const faulty = injectFault('stale', 'weak', times, values, 2);
    expect(faulty?.times.at(-1)).toBe(faulty?.truth.at);
    expect((faulty?.truth.until ?? 0) - (faulty?.truth.at ?? 0)).toBe(10 * 5 * MINUTE);
  });
});
