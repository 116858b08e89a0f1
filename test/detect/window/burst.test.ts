import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/detect/inspect.ts';
import { noisy } from '../../support/noise.ts';
import { MINUTE, minutes, START, settingsWith } from '../../support/series.ts';

const burstsIn = (values: readonly number[], detectors: object = {}) => {
  const { series, window } = minutes(values);
  return inspect(series, window, settingsWith(detectors)).findings.filter(
    ({ detector }) => detector === 'burst',
  );
};
/** Noise of standard deviation 1 with a stretch of `rows` that is `times` as noisy. */
const burst = (times: number, rows = 60, seed = 1, count = 360) => {
  const wild = noisy(count, 0, times, seed + 100);
  return noisy(count, 50, 1, seed).map((value, row) =>
    row >= 150 && row < 150 + rows ? 50 + (wild[row] ?? 0) : value,
  );
};
const SEEDS = Array.from({ length: 20 }, (_, seed) => seed);
const foundOf20 = (window: (seed: number) => readonly number[], detectors: object = {}) =>
  SEEDS.filter((seed) => burstsIn(window(seed), detectors).length > 0).length;

describe('a burst of noise in a window without a past', () => {
  test('is found where it is, with how much values scatter', () => {
    const [finding, ...more] = burstsIn(burst(12));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ kind: 'noise burst', flag: 4, points: 40 });
    expect(finding?.start).toBeGreaterThan(START + 140 * MINUTE);
    expect(finding?.end).toBeLessThan(START + 220 * MINUTE);
    expect(finding?.observed).toBeGreaterThan(finding?.expected?.[1] ?? Number.POSITIVE_INFINITY);
  });

  test('counts from about four times the noise elsewhere on', () => {
    expect(foundOf20((seed) => burst(6, 60, seed))).toBeGreaterThanOrEqual(17);
    expect(foundOf20((seed) => burst(3.2, 60, seed))).toBeLessThanOrEqual(2);
    expect(foundOf20((seed) => burst(4.2, 60, seed), { sensitivity: 'high' })).toBeGreaterThanOrEqual(15);
    expect(foundOf20((seed) => burst(4.8, 60, seed), { sensitivity: 'low' })).toBe(0);
  });

  test('is none where a part of the day is noisy', () => {
    expect(foundOf20((seed) => burst(8, 110, seed))).toBeLessThanOrEqual(1);
  });

  test('is none where a curve is steep, where a few values are off, or where a level shifts', () => {
    const curve = noisy(360, 0, 0.05).map((value, row) => value + 40 / (1 + Math.exp((180 - row) / 15)));
    expect(burstsIn(curve)).toEqual([]);
    const spikes = noisy(360, 50, 1).map((value, row) =>
      row > 150 && row < 190 && row % 16 === 0 ? 90 : value,
    );
    expect(burstsIn(spikes)).toEqual([]);
    expect(burstsIn(noisy(360, 50, 1).map((value, row) => (row < 180 ? value : value + 30)))).toEqual([]);
  });

  test('is none where the rest does not move, or is too short to tell', () => {
    expect(burstsIn(burst(12).map((value, row) => (row >= 150 && row < 210 ? value : 50)))).toEqual([]);
    expect(burstsIn(burst(12, 60, 1, 320).slice(120))).toHaveLength(1);
    expect(burstsIn(burst(12, 60, 1, 320).slice(121))).toEqual([]);
  });

  test('would have been seen from the size on that is said', () => {
    const { series, window } = minutes(noisy(360, 50, 1));
    const { judged } = inspect(series, window, settingsWith());
    const from = judged.find(({ kind }) => kind === 'noise burst')?.from ?? 0;
    expect(from).toBeGreaterThan(4);
    expect(from).toBeLessThan(7);
    expect(foundOf20((seed) => burst(1.2 * from, 60, seed))).toBeGreaterThanOrEqual(18);
  });
});
