import { describe, expect, test } from 'vitest';
import { type Alarm, createBaseline } from '../../../src/detect/baseline/baseline.ts';
import { DEFAULT_BASELINE_SETTINGS } from '../../../src/detect/baseline/settings.ts';
import { noisy } from '../../support/noise.ts';
import { MINUTE, START } from '../../support/series.ts';

/** Enough of the past for caution to be next to nothing. */
const PAST = 6000;

/** Noise of standard deviation 1 and, now and then, a ramp of 40 within ten rows and back. */
const ramps = (count: number) =>
  noisy(count, 50, 1).map((value, row) => value + 4 * Math.min(10, row % 150, 150 - (row % 150)));

/** Alarms of the detectors that judge what came after, for values that follow the past. */
function alarmsFor(after: readonly number[], minuteOf = (row: number) => row): readonly Alarm[] {
  const baseline = createBaseline(DEFAULT_BASELINE_SETTINGS);
  const values = [...ramps(PAST), ...after];
  const alarms = values.flatMap((value, row) => baseline.push(START + minuteOf(row) * MINUTE, value).alarms);
  return alarms.filter(({ detector }) => detector === 'peak' || detector === 'excursion');
}
const calm = (count: number, change: (row: number) => number) =>
  noisy(count, 90, 1, 7).map((value, row) => value + change(row));

describe('a spike, judged by both sides', () => {
  test('is told at its own row two values later, though the series ramps by more', () => {
    const alarms = alarmsFor(calm(40, (row) => (row === 20 ? -14 : 0)));
    expect(alarms).toMatchObject([
      { detector: 'peak', start: START + (PAST + 20) * MINUTE, end: START + (PAST + 20) * MINUTE },
    ]);
    expect(alarmsFor(calm(22, (row) => (row === 20 ? -14 : 0)))).toEqual([]);
    expect(alarmsFor(calm(23, (row) => (row === 20 ? -14 : 0)))).toHaveLength(1);
  });

  test('of three values is told four values later', () => {
    const excursion = (row: number) => (row >= 20 && row < 23 ? -12 : 0);
    const [alarm] = alarmsFor(calm(27, excursion));
    expect(alarm).toMatchObject({
      detector: 'excursion',
      start: START + (PAST + 20) * MINUTE,
      end: START + (PAST + 22) * MINUTE,
    });
    expect(alarmsFor(calm(26, excursion))).toEqual([]);
  });

  test('is none where it is the way of the series, or the level stays', () => {
    expect(alarmsFor(calm(40, (row) => (row === 20 ? -3 : 0)))).toEqual([]);
    expect(alarmsFor(calm(40, (row) => (row >= 20 ? -12 : 0)))).toEqual([]);
    expect(alarmsFor(calm(40, (row) => (row >= 20 && row < 25 ? -12 : 0)))).toEqual([]);
  });

  test('is none where readings are missing beside it', () => {
    const spike = calm(40, (row) => (row === 20 ? -14 : 0));
    const minuteOf = (gap: number) => (row: number) => (row > PAST + 20 ? row + gap : row);
    expect(alarmsFor(spike, minuteOf(3))).toHaveLength(1);
    expect(alarmsFor(spike, minuteOf(30))).toEqual([]);
  });
});

test('a burst of noise counts from 1.6 times what the noise reaches by itself', () => {
  const bursts = (sigma: number) => {
    const baseline = createBaseline(DEFAULT_BASELINE_SETTINGS);
    const values = [...noisy(PAST, 50, 1), ...noisy(60, 50, sigma, 5)];
    const alarms = values.flatMap((value, row) => baseline.push(START + row * MINUTE, value).alarms);
    return alarms.filter(({ detector }) => detector === 'noise_burst').length;
  };
  expect(bursts(2.3)).toBe(1);
  expect(bursts(1.8)).toBe(0);
});
