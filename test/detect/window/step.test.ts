import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/detect/inspect.ts';
import { noisy, shifted } from '../../support/noise.ts';
import { MINUTE, minutes, START, settingsWith } from '../../support/series.ts';

const stepsIn = (values: readonly number[], detectors: object = {}) => {
  const { series, window } = minutes(values);
  return inspect(series, window, settingsWith(detectors)).findings.filter(
    ({ detector }) => detector === 'step',
  );
};
const SEEDS = Array.from({ length: 20 }, (_, seed) => seed);
/** Of twenty windows, how many have a step in them. */
const foundOf20 = (window: (seed: number) => readonly number[], detectors: object = {}) =>
  SEEDS.filter((seed) => stepsIn(window(seed), detectors).length > 0).length;

describe('a step in a window without a past', () => {
  test('is found with its time, its size and what was expected', () => {
    const [finding, ...more] = stepsIn(shifted(noisy(360, 21, 0.05), 320, 360, 4.2));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ kind: 'level shift', flag: 4, points: 40 });
    expect(finding).toMatchObject({ start: START + 320 * MINUTE, end: START + 359 * MINUTE });
    expect(finding?.observed).toBeCloseTo(25.2, 1);
    expect(finding?.expected?.[1]).toBeLessThan(22);
    expect(finding?.sentence).toMatch(/^Level shift from .*: about 25.* where 2[01]/);
  });

  test('ends where it is undone', () => {
    const [finding] = stepsIn(shifted(noisy(360, 430, 4), 100, 220, 300));
    expect(finding).toMatchObject({ start: START + 100 * MINUTE, points: 120 });
    expect(finding?.observed).toBeGreaterThan(700);
  });

  test('is told of the ramp that it ends, where it leads back', () => {
    const ramp = noisy(360, 21, 0.05).map((value, row) =>
      row >= 165 && row < 180 ? value + row - 164 : value,
    );
    const [finding] = stepsIn(ramp);
    expect(finding).toMatchObject({ end: START + 179 * MINUTE });
    expect(finding?.points).toBeLessThan(12);
    expect(finding?.expected?.[1]).toBeLessThan(26);
  });

  test('is seen in an hour, and near the end', () => {
    expect(foundOf20((seed) => shifted(noisy(60, 21, 0.05, seed), 20, 60, 4.2))).toBe(20);
    expect(foundOf20((seed) => shifted(noisy(360, 21, 0.05, seed), 350, 360, 4.2))).toBeGreaterThanOrEqual(
      18,
    );
  });

  test('is seen near the end of an hour, where one side has few rows to tell its noise by', () => {
    const short = Array.from({ length: 300 }, (_, seed) => shifted(noisy(60, 21, 0.05, seed), 46, 60, 4.2));
    expect(short.filter((values) => stepsIn(values).length === 0).length).toBeLessThanOrEqual(8);
  });

  test('counts from about ten usual moves on by the next rows, and less where it lasts', () => {
    expect(foundOf20((seed) => shifted(noisy(60, 21, 1, seed), 30, 60, 14))).toBeGreaterThanOrEqual(16);
    expect(foundOf20((seed) => shifted(noisy(60, 21, 1, seed), 30, 60, 10))).toBeLessThanOrEqual(4);
    expect(foundOf20((seed) => shifted(noisy(360, 21, 1, seed), 180, 360, 5))).toBeGreaterThanOrEqual(18);
    expect(foundOf20((seed) => shifted(noisy(360, 21, 1, seed), 180, 360, 2))).toBeLessThanOrEqual(2);
  });

  test('speaks earlier at high sensitivity, later at low', () => {
    const window = (seed: number) => shifted(noisy(60, 21, 1, seed), 30, 60, 12);
    const [low, high] = (['low', 'high'] as const).map((sensitivity) => foundOf20(window, { sensitivity }));
    expect(low).toBe(0);
    expect(high).toBeGreaterThanOrEqual(18);
  });

  test('is none where nothing happens', () => {
    expect(foundOf20((seed) => noisy(360, 21, 0.05, seed))).toBe(0);
    const tide = noisy(360, 0, 0.01).map((value, row) => value + Math.sin(row / 40));
    expect(stepsIn(tide)).toEqual([]);
  });

  test('is none where the same happens again and again', () => {
    const cycles = noisy(360, 20, 0.2).map((value, row) => (row % 90 < 40 ? value + 30 : value));
    expect(stepsIn(cycles)).toEqual([]);
    // Three steps of one size are the way of the series, a single one more than twice as large is not.
    const levels = (last: number) =>
      noisy(360, 20, 0.05).map(
        (value, row) => value + (row >= 60 ? 2 : 0) + (row >= 120 ? 2 : 0) + (row >= 240 ? last : 0),
      );
    expect(stepsIn(levels(4))).toEqual([]);
    expect(stepsIn(levels(6))).toHaveLength(1);
  });

  test('is none where the level is reached over several rows', () => {
    const slope = (rows: number) =>
      noisy(360, 21, 0.05).map((value, row) => value + 4 * Math.max(0, Math.min(1, (row - 180) / rows)));
    expect(stepsIn(slope(3))).toEqual([]);
    expect(stepsIn(slope(1))).toHaveLength(1);
  });

  test('is none where a small one is reached over many rows', () => {
    const slope = (rows: number) => (seed: number) =>
      noisy(360, 21, 1, seed).map((value, row) => value + 5 * Math.max(0, Math.min(1, (row - 180) / rows)));
    expect(foundOf20(slope(1))).toBeGreaterThanOrEqual(18);
    expect(foundOf20(slope(14))).toBeLessThanOrEqual(8);
  });

  test('is none of a coarse sensor of which a side has moved only once', () => {
    const coarse = (moves: number) => (row: number) => (row % 40 < moves && row < 180 ? 21.5 : 21);
    const values = (moves: number) =>
      Array.from({ length: 360 }, (_, row) =>
        row < 180 ? coarse(moves)(row) : 29 + (row % 3 === 0 ? 0.5 : 0),
      );
    expect(stepsIn(values(1))).toEqual([]);
  });

  test('is none where what follows is much noisier: something was switched on', () => {
    const switched = (noise: number) => [...noisy(180, 21, 0.05), ...noisy(180, 31, noise, 2)];
    expect(stepsIn(switched(0.05))).toHaveLength(1);
    expect(stepsIn(switched(0.25))).toEqual([]);
  });

  test('is none where it rises from nought, as lamps, motors and rain do', () => {
    const lamp = (level: number) => shifted(noisy(360, level, 0.2), 180, 360, 60);
    expect(stepsIn(lamp(2))).toEqual([]);
    expect(stepsIn(lamp(12))).toHaveLength(1);
    expect(stepsIn(shifted(noisy(360, 0, 0.2), 180, 360, 60))).toHaveLength(1);
  });

  test('is none where a side rests, so that nobody knows its noise', () => {
    const resting = noisy(360, 21, 0.05).map((value, row) => (row < 180 ? 21 : value + 4));
    expect(stepsIn(resting)).toEqual([]);
  });

  test('is no dropout of a few rows', () => {
    expect(stepsIn(shifted(noisy(360, 21, 0.05), 180, 184, -4))).toEqual([]);
    expect(stepsIn(shifted(noisy(360, 21, 0.05), 180, 185, -4), { hampel: false })).toEqual([]);
  });

  test('would have been seen from the size on that is said', () => {
    for (const count of [60, 360]) {
      const quietHour = noisy(count, 21, 1);
      const { series, window } = minutes(quietHour);
      const { judged } = inspect(series, window, settingsWith());
      const from = judged.find(({ kind }) => kind === 'level shift')?.from ?? 0;
      expect(stepsIn(shifted(quietHour, count / 2, count, 1.3 * from))).toHaveLength(1);
      expect(stepsIn(shifted(quietHour, count / 2, count, 0.6 * from))).toEqual([]);
    }
  });

  test('is left to the baseline once it knows the series, and can be switched off', () => {
    expect(stepsIn(shifted(noisy(360, 21, 0.05), 320, 360, 4.2), { step: false })).toEqual([]);
  });
});
