import { describe, expect, test } from 'vitest';
import { createBaseline, restoreBaseline } from '../../../src/detect/baseline/baseline.ts';
import { DEFAULT_BASELINE_SETTINGS } from '../../../src/detect/baseline/settings.ts';
import type { FindingKind } from '../../../src/detect/kinds.ts';
import { windowNoise } from '../../../src/detect/power/noise.ts';
import { mediumSize, notJudged, powersOf } from '../../../src/detect/power/power.ts';
import { together } from '../../../src/detect/power/sight.ts';
import { hampelSight, hampelTest } from '../../../src/detect/window/hampel.ts';
import { gaussian, seededRandom } from '../../../src/lib/random.ts';
import { NO_NOTES } from '../../../src/source/source.ts';
import { describe as describeWindow } from '../../../src/statistics/describe.ts';
import { MINUTE, START, settingsWith } from '../../support/series.ts';

const NOISE = 0.2;
const scales = { noise: NOISE, usualIntervalMs: MINUTE };

/** Noise on a slow wave, a value a minute. */
function sensor(rows: number, seed = 5): { times: Float64Array; values: Float64Array } {
  const random = seededRandom(seed);
  const times = Float64Array.from({ length: rows }, (_, row) => START + row * MINUTE);
  return { times, values: times.map((_, row) => 20 + Math.sin(row / 200) + NOISE * gaussian(random)) };
}

function learned(rows: number) {
  const baseline = createBaseline(DEFAULT_BASELINE_SETTINGS);
  const { times, values } = sensor(rows);
  times.forEach((time, row) => {
    baseline.push(time, values[row] ?? 0);
  });
  return baseline;
}

test('a kind is judged up to a fault of medium strength, and no further', () => {
  const kinds = [
    ['spike', 12],
    ['level shift', 10],
    ['drift', 20],
    ['noise burst', 6],
  ] as const;
  for (const [kind, size] of kinds) {
    expect(notJudged(powersOf({ [kind]: size * NOISE * 1.001 }, {}, scales))).toContain(kind);
    expect(notJudged(powersOf({ [kind]: size * NOISE * 0.999 }, {}, scales))).not.toContain(kind);
  }
  expect(mediumSize('gap', scales)).toBe(40 * 60);
  expect(mediumSize('stuck', scales)).toBe(60);
  expect(mediumSize('attenuated', scales)).toBe(10);
});

test('what one test does not see another may', () => {
  expect(
    together([
      { spike: 3, gap: 100 },
      { spike: 2, drift: 9 },
    ]),
  ).toEqual({ spike: 2, gap: 100, drift: 9 });
});

test('too fast a change is judged where spikes and level shifts are, unless the operator set what is too fast', () => {
  expect(notJudged(powersOf({ spike: 0, 'level shift': 0 }, {}, scales))).not.toContain('rate of change');
  expect(notJudged(powersOf({ spike: 0 }, {}, scales))).toContain('rate of change');
  expect(notJudged(powersOf({ 'rate of change': 0 }, {}, scales))).not.toContain('rate of change');
});

describe('the noise of a window', () => {
  test('is that of its readings, whatever slow course they have', () => {
    expect(windowNoise(sensor(2000).values)).toBeCloseTo(NOISE, 1);
    expect(windowNoise(Float64Array.from({ length: 100 }, (_, row) => row * 0.37))).toBeLessThan(0.2);
  });

  test('is never under half of the step of a coarse sensor', () => {
    const coarse = Float64Array.from({ length: 100 }, (_, row) => (row % 20 < 10 ? 20 : 20.5));
    expect(windowNoise(coarse)).toBeGreaterThanOrEqual(0.25);
  });
});

describe('a learned baseline', () => {
  const baseline = learned(4000);
  const { sees } = baseline.sight(scales);
  const snapshot = baseline.snapshot();
  const tail = sensor(4500);

  /** Whether anything speaks when `fault` is put on the next rows. */
  function isFound(fault: (row: number) => number, rows: number): boolean {
    const going = restoreBaseline(snapshot, DEFAULT_BASELINE_SETTINGS);
    const alarms = Array.from({ length: rows }, (_, row) => {
      const at = 4000 + row;
      return going.push(tail.times[at] ?? 0, (tail.values[at] ?? 0) + fault(row)).alarms.length;
    });
    return alarms.some((count) => count > 0);
  }

  const faults: readonly (readonly [FindingKind, number, (size: number) => (row: number) => number])[] = [
    ['spike', 5, (size) => (row) => (row === 4 ? size : 0)],
    ['level shift', 120, (size) => () => size],
    ['drift', 420, (size) => (row) => size * Math.min(1, row / 300)],
    ['noise burst', 60, (size) => (row) => size * gaussian(seededRandom(row))],
  ];

  test.each(faults)(
    'finds a %s of the size that it says it sees, and not one of a fifth',
    (kind, rows, shape) => {
      const size = sees[kind] ?? Number.NaN;
      expect(isFound(shape(1.1 * size), rows)).toBe(true);
      expect(isFound(shape(-1.1 * size), rows)).toBe(true);
      expect(isFound(shape(size / 5), rows)).toBe(false);
    },
  );

  test('sees nothing of a kind whose detectors are switched off', () => {
    const off = (names: readonly string[]) =>
      restoreBaseline(snapshot, {
        sensitivity: 'normal',
        detectors: Object.fromEntries(names.map((name) => [name, { enabled: false }])),
      }).sight(scales).sees;
    const silent = off(['novelty', 'jump', 'level_shift', 'drift', 'noise_burst', 'time_gap', 'peak']);
    for (const kind of ['spike', 'level shift', 'drift', 'noise burst', 'gap'] as const) {
      expect(silent[kind] ?? Number.POSITIVE_INFINITY).toBe(Number.POSITIVE_INFINITY);
    }
    expect(silent.stuck).toBeLessThan(Number.POSITIVE_INFINITY);
  });

  test('sees nothing while it is young, and says when it will at the earliest', () => {
    const young = learned(300).sight(scales);
    expect(young.sees.spike).toBeUndefined();
    // A day of a value a minute must have passed.
    expect(young.from.spike).toBe(START + 24 * 60 * MINUTE);
    expect(young.from['unusual level']).toBe(START + (5 + 72) * 60 * MINUTE - 60 * MINUTE);
    expect(learned(1500).sight(scales).sees.spike).toBeDefined();
  });
});

test('the window alone finds a spike of the size that it says it sees', () => {
  const { times, values } = sensor(360, 9);
  const contextOf = (spiked: Float64Array) => ({
    ...{ window: { start: START, end: START + 360 * MINUTE }, notes: NO_NOTES },
    ...{ times, values: spiked, statistics: describeWindow(times, spiked) },
    ...{ later: new Float64Array(0), learned: false, settings: settingsWith() },
  });
  const size = hampelSight(contextOf(values), NOISE).spike ?? Number.NaN;
  const kindsWith = (height: number) =>
    hampelTest(contextOf(values.with(180, (values[180] ?? 0) + height))).map(({ kind }) => kind);
  expect(kindsWith(size)).toEqual(['spike']);
  expect(kindsWith(-size)).toEqual(['dropout']);
  expect(kindsWith(size / 3)).toEqual([]);
});
