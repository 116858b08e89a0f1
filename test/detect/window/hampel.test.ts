import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/detect/inspect.ts';
import { noisy } from '../../support/noise.ts';
import { minutes, settingsWith } from '../../support/series.ts';

const spikesIn = (values: readonly number[]) => {
  const { series, window } = minutes(values);
  return inspect(series, window, settingsWith()).findings.filter(({ detector }) => detector === 'hampel');
};
/** Noise of standard deviation 1 about 50, within three of them, with a spike in the middle. */
const withSpike = (size: number, others: (row: number) => number = () => 0) =>
  noisy(360, 0, 1).map(
    (value, row) => 50 + Math.max(-2, Math.min(2, value)) + (row === 180 ? size : others(row)),
  );

describe('a spike in a window without a past', () => {
  test('is seven units of the usual distance away', () => {
    expect(spikesIn(withSpike(7))).toEqual([]);
    expect(spikesIn(withSpike(13))).toHaveLength(1);
  });

  test('stands out three and a half times from what is next to it in size, one other spike left aside', () => {
    const bumps = (row: number) => (row % 60 === 20 ? 10 : 0);
    expect(spikesIn(withSpike(28, bumps))).toEqual([]);
    expect(spikesIn(withSpike(48, bumps))).toHaveLength(1);
    expect(spikesIn(withSpike(20, (row) => (row === 90 ? 20 : 0)))).toHaveLength(2);
  });

  test('is found on a steep course, where the level far away is another one', () => {
    const steep = withSpike(180 + 60, (row) => row);
    expect(spikesIn(steep)).toHaveLength(1);
  });

  test('counts from seven units on, however alike the rest is', () => {
    const switching = (size: number) =>
      Array.from({ length: 360 }, (_, row) => (row === 180 ? 50 + size : 50 + (row % 2 === 0 ? 1 : -1)));
    expect(spikesIn(switching(17))).toEqual([]);
    expect(spikesIn(switching(26))).toHaveLength(1);
  });

  test('is none where it is the first of a level that stays: a motor that starts', () => {
    const started = (rows: number) => withSpike(500, (row) => (row > 180 && row <= 180 + rows ? 60 : 0));
    expect(spikesIn(started(100))).toEqual([]);
    expect(spikesIn(started(30))).toEqual([]);
    // What comes back after some rows was no motor.
    const ramp = withSpike(240, (row) => (row > 165 && row < 180 ? 16 * (row - 165) : 0));
    expect(spikesIn(ramp)).toHaveLength(1);
  });
});
