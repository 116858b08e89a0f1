import { describe, expect, test } from 'vitest';
import { guessOf, usualSpan } from '../../src/discover/guess.ts';
import { rhythmOf } from '../../src/discover/rhythm.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('a guess', () => {
  test.each([
    ['temperature', 19, 23, '°C'],
    ['airTemperature_2', 19, 23, '°C'],
    ['outside-temp', -12, 4, '°C'],
    ['temp_f', 60, 70, '°F'],
    ['temperature', 280, 300, 'K'],
    ['humidity', 30, 60, '%'],
    ['co2', 400, 900, 'ppm'],
    ['pressure', 1001, 1020, 'hPa'],
    ['pressure', 100_100, 102_000, 'Pa'],
    ['pressure', 99, 102, 'kPa'],
    ['pm2_5', 3, 20, 'µg/m³'],
    ['tvoc', 0, 400, 'ppb'],
    ['illuminance', 0, 800, 'lx'],
    ['rssi', -80, -40, 'dBm'],
    ['pH', 6.5, 7.1, 'pH'],
    ['usage_idle', 90, 99, '%'],
    ['battery', 70, 90, '%'],
    ['battery', 3.1, 3.2, 'V'],
    ['current', 0.1, 4, 'A'],
    ['power', 10, 3000, 'W'],
    ['freq', 49.9, 50.1, 'Hz'],
    ['wind_speed', 0, 12, 'm/s'],
  ])('of %s from %d to %d is %s', (field, min, max, unit) => {
    expect(guessOf({ field, min, max, median: (min + max) / 2 }).unit).toBe(unit);
  });

  test('is not made where name or values speak against it', () => {
    expect(guessOf({ field: 'humidity', min: 200, max: 900, median: 500 })).toEqual({ unit: '' });
    expect(guessOf({ field: 'attempts', min: 1, max: 2, median: 1 })).toEqual({ unit: '' });
    expect(guessOf({ field: 'pressure', min: 1, max: 8, median: 3 })).toEqual({ unit: '' });
  });

  test('of what is usual is what was seen and as much again, within what can be measured', () => {
    expect(usualSpan({ min: 20, max: 22 }, undefined)).toEqual([18, 24]);
    expect(usualSpan({ min: 30.13, max: 60.26 }, [0, 100])).toEqual([0, 91]);
    expect(usualSpan({ min: 0.12, max: 0.15 }, undefined)).toEqual([0.09, 0.18]);
    expect(usualSpan({ min: 5, max: 5 }, undefined)).toBeUndefined();
  });
});

test('slow sensors are looked at less often, and at more of their past', () => {
  const windows = [1000, MINUTE, MINUTE + 1, 6 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 30 * HOUR];
  expect(windows.map((interval) => rhythmOf(interval).window)).toEqual([
    ...['1h', '1h', '6h', '6h', '1d', '7d', '30d', '366d'],
  ]);
});
