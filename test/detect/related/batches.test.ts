import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detectorsSchema } from '../../../src/config/detectors.ts';
import { createBaseline } from '../../../src/detect/baseline/baseline.ts';
import { intake, type Points, type ReadPoints } from '../../../src/detect/baseline/intake.ts';
import { baselineSettings } from '../../../src/detect/settings.ts';

const MINUTE = 60_000;
const WINDOW = 60 * MINUTE;
const START = 1000 * WINDOW;
const END = START + 8 * WINDOW;
const settings = baselineSettings({ detectors: detectorsSchema.parse({}) });

/** A reading every so often, now and then a pause, from an hour before the first window's end. */
function sensor(series: string, intervalMs: number, pauseAfter: number): ReadPoints & { series: string } {
  const times: number[] = [];
  for (let time = START - WINDOW; time < END; time += intervalMs) {
    times.push(time);
    if (times.length % pauseAfter === 0) time += 4 * intervalMs;
  }
  const values = times.map((time) => Math.sin(time / (90 * MINUTE)) + (time % 7));
  return { series, times: Float64Array.from(times), values: Float64Array.from(values) };
}

function within({ times, values, ...rest }: ReadPoints, start: number, end: number) {
  const rows = [...times.keys()].filter((row) => (times[row] ?? 0) >= start && (times[row] ?? 0) < end);
  return {
    ...rest,
    times: Float64Array.from(rows, (row) => times[row] ?? 0),
    values: Float64Array.from(rows, (row) => values[row] ?? 0),
  };
}

/** What a baseline has learned in the end, when a window of an hour is read every so many minutes. */
function learnBy(minutes: number, own: ReadPoints, others: readonly (ReadPoints & { series: string })[]) {
  const baseline = createBaseline(settings);
  for (let end = START + minutes * MINUTE; end <= END; end += minutes * MINUTE) {
    const window = { start: end - WINDOW, end };
    const relatives = others.map((one) => ({ series: one.series, ...within(one, window.start, end) }));
    const lastTime = Math.max(START, baseline.lastTime);
    const fresh: Points = intake(lastTime, { ...within(own, window.start, end), relatives }, window);
    fresh.times.forEach((time, row) => {
      baseline.push(time, fresh.values[row] ?? Number.NaN, fresh.beside, row);
    });
  }
  return baseline.snapshot();
}

test('who stands beside a series does not depend on how many points come at a time', () => {
  const interval = fc.integer({ min: 10, max: 100 }).map((seconds) => seconds * 1000);
  const pause = fc.integer({ min: 12, max: 40 });
  fc.assert(
    fc.property(interval, interval, pause, pause, (a, b, pauseA, pauseB) => {
      const [own, other] = [sensor('a', a, pauseA), sensor('b', b, pauseB)];
      const oneByOne = learnBy(1, own, [other]);
      expect(learnBy(5, own, [other])).toEqual(oneByOne);
      expect(learnBy(20, own, [other])).toEqual(oneByOne);
    }),
    { numRuns: 6 },
  );
});
