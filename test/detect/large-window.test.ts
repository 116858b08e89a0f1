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
