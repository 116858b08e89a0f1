import { expect, test } from 'vitest';
import { inspect } from '../../src/detect/inspect.ts';
import { gaussian, seededRandom } from '../../src/lib/random.ts';
import { NO_NOTES } from '../../src/source/source.ts';
import { settingsWith } from '../support/series.ts';

test('a window of 300,000 points, each unlike the one before, is inspected', () => {
  const random = seededRandom(1);
  const times = Float64Array.from({ length: 300_000 }, (_, second) => second * 1000);
  const values = times.map(() => 20 + gaussian(random));
  const series = { series: 'environment.temperature', times, values, notes: NO_NOTES };
  const { statistics } = inspect(series, { start: 0, end: 300_000_000 }, settingsWith());
  expect(statistics.count).toBe(300_000);
});

test('a window that leaves its limits 50,000 times has findings that a person can read', () => {
  const times = Float64Array.from({ length: 300_000 }, (_, second) => second * 1000);
  const values = times.map((_, second) => (second % 6 === 0 ? 99 : 20 + (second % 5)));
  const series = { series: 'environment.temperature', times, values, notes: NO_NOTES };
  const settings = settingsWith({}, { limits: { fail: [0, 50] } });
  const { findings, verdict } = inspect(series, { start: 0, end: 300_000_000 }, settings);
  expect(verdict).toBe('anomalous');
  expect(findings.length).toBeLessThan(200);
  expect(findings.find(({ kind }) => kind === 'out of range')?.points).toBeGreaterThan(100);
});

test('a sensor that rests at zero is not stuck, and a coarse one not clipped', () => {
  const times = Float64Array.from({ length: 60 }, (_, minute) => minute * 60_000);
  const window = { start: 0, end: 3_600_000 };
  const kindsOf = (at: (minute: number) => number) => {
    const series = {
      series: 'room.light',
      times,
      values: times.map((_, minute) => at(minute)),
      notes: NO_NOTES,
    };
    return inspect(series, window, settingsWith()).findings.map(({ kind }) => kind);
  };
  expect(kindsOf(() => 0)).toEqual([]);
  expect(kindsOf(() => 7)).toEqual(['stuck']);
  expect(kindsOf((minute) => (minute % 8 < 5 ? 21 : 21 + 0.05 * (minute % 4)))).toEqual([]);
});
