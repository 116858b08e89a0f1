import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/detect/inspect.ts';
import { missingCode } from '../../../src/detect/window/missing-codes.ts';
import { noisy } from '../../support/noise.ts';
import { MINUTE, minutes, quiet, START, settingsWith } from '../../support/series.ts';

const foreignIn = (values: readonly number[], detectors: object = {}) => {
  const { series, window } = minutes(values);
  return inspect(series, window, settingsWith(detectors)).findings.filter(
    ({ detector }) => detector === 'foreign',
  );
};
const stretch = (value: number, from: number, to: number, count = 360) =>
  quiet(count).map((one, row) => (row >= from && row < to ? value : one));

describe('a stretch of foreign values', () => {
  test('of -999 is named as what loggers write, once for the stretch', () => {
    const { series, window } = minutes(stretch(-999, 100, 114));
    const { findings, verdict } = inspect(series, window, settingsWith());
    expect(verdict).toBe('anomalous');
    expect(findings).toMatchObject([
      {
        kind: 'out of range',
        detector: 'foreign',
        flag: 4,
        points: 14,
        observed: -999,
        start: START + 100 * MINUTE,
        end: START + 113 * MINUTE,
      },
    ]);
    expect(findings[0]?.sentence).toMatch(
      /14 values are -999 °C, which sensors and loggers write when they cannot measure/,
    );
  });

  test('is named by what the sensor means by it', () => {
    expect(foreignIn(stretch(-127, 300, 320))[0]?.sentence).toMatch(
      /what a DS18B20 without a connection reports/,
    );
    expect(foreignIn(stretch(85, 0, 3))[0]?.sentence).toMatch(/before its first conversion/);
    expect(missingCode(-999)?.isReading).toBe(false);
    expect(missingCode(21.5)).toBeNull();
  });

  test('may be a single value, most of the window, or all of it', () => {
    expect(foreignIn(stretch(-9999, 200, 201))).toMatchObject([{ points: 1 }]);
    expect(foreignIn(stretch(-127, 5, 355))).toMatchObject([{ points: 350 }]);
    expect(foreignIn(stretch(-127, 0, 360))).toMatchObject([{ points: 360, expected: null }]);
  });

  test('is none where the code may be a reading like the others', () => {
    const humid = noisy(360, 84, 2).map(Math.round);
    expect(humid).toContain(85);
    expect(foreignIn(humid)).toEqual([]);
    expect(foreignIn(stretch(85, 0, 360))).toEqual([]);
    // A valve that knows two states.
    expect(foreignIn(Array.from({ length: 60 }, (_, row) => (row % 20 < 10 ? 0 : 85)))).toEqual([]);
  });

  test('of a code lies outside of the others by their range', () => {
    const others = noisy(358, 0, 1).map((value) => Math.max(-1, Math.min(1, value)));
    expect(foreignIn([...others.map((value) => 85 - 4 + value), 85, 85])).toMatchObject([{ points: 2 }]);
    expect(foreignIn([...others.map((value) => 85 - 2.9 + value), 85, 85])).toEqual([]);
  });

  test('without a name is one value, far from the others by five times their range', () => {
    expect(foreignIn(stretch(64, 100, 120))).toMatchObject([{ observed: 64, points: 20 }]);
    expect(foreignIn(stretch(28, 100, 120))).toEqual([]);
    expect(foreignIn(stretch(29, 100, 120))).toHaveLength(1);
    expect(foreignIn(stretch(0, 100, 120))).toEqual([]);
    expect(foreignIn(stretch(64, 100, 101))).toEqual([]);
    expect(foreignIn(stretch(64, 100, 250))).toEqual([]);
    expect(foreignIn(stretch(64, 100, 240))).toMatchObject([{ points: 140 }]);
    const two = stretch(64, 100, 120).map((value, row) => (row === 110 ? 65 : value));
    expect(foreignIn(two)).toEqual([]);
  });

  test('is none where the others do not move', () => {
    expect(foreignIn(Array.from({ length: 60 }, (_, row) => (row < 20 ? 64 : 20 + (row % 4) / 10)))).toEqual(
      [],
    );
  });

  test('can be switched off', () => {
    expect(foreignIn(stretch(-999, 100, 114), { foreign: false })).toEqual([]);
  });
});
