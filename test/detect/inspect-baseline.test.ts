import { describe, expect, test } from 'vitest';
import { createBaseline, restoreBaseline } from '../../src/detect/baseline/baseline.ts';
import { inspect } from '../../src/detect/inspect.ts';
import { baselineSettings, inspectSettings } from '../../src/detect/settings.ts';
import { MINUTE, minutes, quiet, START, settingsWith } from '../support/series.ts';

const DAYS = 3 * 1440;
const HISTORY_END = START + DAYS * MINUTE;

/** A baseline of three quiet days. */
function learned(settings = settingsWith()) {
  const baseline = createBaseline(baselineSettings(settings));
  quiet(DAYS).forEach((value, minute) => {
    baseline.push(START + minute * MINUTE, value);
  });
  return baseline;
}

/** The window of `length` minutes that ends `end` minutes after `START`, out of a series that begins there. */
function windowOf(values: readonly (number | null | undefined)[], end: number, length = 360) {
  const { series } = minutes(values);
  const window = { start: START + (end - length) * MINUTE, end: START + end * MINUTE };
  const isIn = (_: number, row: number) => {
    const time = series.times[row] ?? Number.NaN;
    return time >= window.start && time < window.end;
  };
  const cut = { ...series, times: series.times.filter(isIn), values: series.values.filter(isIn) };
  return { series: cut, window };
}

test('advances the baseline once a point, however the windows overlap', () => {
  const values = quiet(DAYS + 120);
  const [baseline, twin] = [learned(), learned()];
  for (const end of [DAYS + 30, DAYS + 30, DAYS + 60, DAYS + 90, DAYS + 60, DAYS + 120]) {
    const { series, window } = windowOf(values, end);
    inspect(series, window, settingsWith(), baseline);
  }
  values.slice(DAYS).forEach((value, minute) => {
    twin.push(HISTORY_END + minute * MINUTE, value);
  });
  expect(baseline.snapshot()).toEqual(twin.snapshot());
});

test('shows an alarm in every window that it lies in, and in no other', () => {
  const values = quiet(DAYS + 800).map((value, minute) => (minute === DAYS + 100 ? value + 15 : value));
  const baseline = learned();
  const findingsAt = (end: number) => {
    const { series, window } = windowOf(values, end);
    return inspect(series, window, settingsWith(), baseline).findings;
  };
  const spike = { kind: 'spike', start: HISTORY_END + 100 * MINUTE };
  expect(findingsAt(DAYS + 95)).toEqual([]);
  expect(findingsAt(DAYS + 105)).toMatchObject([spike]);
  expect(findingsAt(DAYS + 440)).toMatchObject([spike]);
  expect(findingsAt(DAYS + 800)).toEqual([]);
});

test('calls a jump that stays a level shift as soon as that shows, and makes one finding of it', () => {
  const values = quiet(DAYS + 400).map((value, minute) => (minute >= DAYS + 100 ? value + 8 : value));
  const baseline = learned();
  for (const end of [DAYS + 110, DAYS + 130, DAYS + 200, DAYS + 390]) {
    const { series, window } = windowOf(values, end);
    const { findings } = inspect(series, window, settingsWith(), baseline);
    expect(findings).toMatchObject([{ kind: 'level shift' }]);
    expect(Math.abs((findings[0]?.start ?? 0) - (HISTORY_END + 100 * MINUTE))).toBeLessThan(10 * MINUTE);
    expect(findings[0]?.sentence).toContain('is expected');
  }
});

test('a spike an hour before a level shift does not hide it', () => {
  // The rise and the return of the level are no part of one spike with the reading before.
  const values = quiet(DAYS + 150).map((value, minute) =>
    minute === DAYS + 40 ? -127 : minute >= DAYS + 80 && minute < DAYS + 130 ? value + 8 : value,
  );
  const { series, window } = windowOf(values, DAYS + 150);
  const { findings } = inspect(series, window, settingsWith({}, { limits: { fail: [-30, 60] } }), learned());
  const at = (minute: number) => HISTORY_END + minute * MINUTE;
  expect(findings).toMatchObject([
    { kind: 'out of range', start: at(40), end: at(40) },
    { kind: 'level shift' },
  ]);
  expect(Math.abs((findings[1]?.start ?? 0) - at(80))).toBeLessThan(3 * MINUTE);
});

test('finds a silence by the intervals that the baseline knows, and gives a window without values that finding', () => {
  const baseline = learned();
  const { series, window } = windowOf(quiet(DAYS), DAYS + 400);
  expect(series.values).toHaveLength(0);
  const inspection = inspect(series, window, settingsWith(), baseline);
  expect(inspection).toMatchObject({ verdict: 'missing', score: null });
  expect(inspection.findings).toMatchObject([
    { kind: 'stale', start: HISTORY_END - MINUTE, end: window.end },
  ]);
});

test('shows a gap that reaches into the window, and takes what lies between two windows for unread', () => {
  const values = quiet(DAYS + 720);
  const outage = values.map((value, minute) => (minute >= DAYS && minute < DAYS + 500 ? undefined : value));
  const inspectLast = (given: readonly (number | undefined)[]) => {
    const { series, window } = windowOf(given, DAYS + 720);
    return inspect(series, window, settingsWith(), learned()).findings;
  };
  expect(inspectLast(outage)).toMatchObject([{ kind: 'gap', end: HISTORY_END + 500 * MINUTE }]);
  expect(inspectLast(values)).toEqual([]);
});

test('sees a gap that is filled with nulls, though the baseline takes them for signs of life', () => {
  const values = quiet(DAYS + 300).map((value, minute) =>
    minute > DAYS + 100 && minute < DAYS + 160 ? null : value,
  );
  const { series, window } = windowOf(values, DAYS + 300);
  expect(inspect(series, window, settingsWith(), learned()).findings).toMatchObject([
    { kind: 'gap', start: HISTORY_END + 100 * MINUTE, observed: 60 * 60 },
  ]);
});

test('says unknown while limits are not set and the baseline is still learning', () => {
  const baseline = createBaseline(baselineSettings(settingsWith()));
  const { series, window } = minutes([20, 20.1, 20.2]);
  expect(inspect(series, window, settingsWith(), baseline)).toMatchObject({
    verdict: 'unknown',
    score: null,
  });
});

test('ranks a window by the highest score of its new points', () => {
  const values = quiet(DAYS + 60).map((value, minute) => (minute === DAYS + 30 ? value + 30 : value));
  const { series, window } = windowOf(values, DAYS + 60);
  const { score } = inspect(series, window, settingsWith(), learned());
  expect(score).toBeGreaterThan(0.7);
});

test('hands switches and feedback to the baseline, which keeps learning', () => {
  const off = settingsWith({ jump: false, novelty: false, noise_burst: false, peak: false });
  const values = quiet(DAYS + 120).map((value, minute) => (minute === DAYS + 100 ? value + 15 : value));
  const { series, window } = windowOf(values, DAYS + 120);
  expect(inspect(series, window, off, learned(off)).findings).toEqual([]);
  const settings = settingsWith();
  const deaf = baselineSettings(settings, { jump: 30, novelty: 30, noise_burst: 30, peak: 30 });
  const baseline = restoreBaseline(learned().snapshot(), deaf);
  expect(inspect(series, window, inspectSettings(settings), baseline).findings).toEqual([]);
});

test('says how long, not how much, for a value that is stuck', () => {
  const values = quiet(DAYS + 300).map((value, minute) => (minute >= DAYS + 60 ? 20.1 : value));
  const { series, window } = windowOf(values, DAYS + 300);
  const [finding] = inspect(series, window, settingsWith(), learned()).findings;
  expect(finding).toMatchObject({ kind: 'stuck', start: HISTORY_END + 60 * MINUTE });
  expect(finding?.sentence).toMatch(
    /^Stuck from .*: \d+h( \d+m)?, where at most \d+m( \d+s)? is expected\.$/,
  );
});

test('names a code for no measurement that the baseline finds unusual, until the series is known to write it', () => {
  const codeAt = (rows: readonly number[]) => (value: number, minute: number) =>
    rows.some((row) => minute >= row && minute < row + 14) ? -999 : value;
  const first = windowOf(quiet(DAYS + 120).map(codeAt([DAYS + 60])), DAYS + 120);
  expect(inspect(first.series, first.window, settingsWith(), learned()).findings).toMatchObject([
    { kind: 'out of range', detector: 'foreign', flag: 4, observed: -999, points: 14 },
  ]);

  const every = Array.from({ length: 24 }, (_, day) => 100 + day * 180);
  const baseline = createBaseline(baselineSettings(settingsWith()));
  const habit = quiet(DAYS + 120).map(codeAt(every));
  habit.slice(0, DAYS).forEach((value, minute) => {
    baseline.push(START + minute * MINUTE, value);
  });
  const later = windowOf(habit, DAYS + 120);
  expect(later.series.values).toContain(-999);
  expect(inspect(later.series, later.window, settingsWith(), baseline).findings).toEqual([]);
});

describe('several spikes that one alarm stands for', () => {
  const findingsOf = (changed: (minute: number) => number) => {
    const values = quiet(DAYS + 360).map((value, minute) => value + changed(minute - DAYS));
    const { series, window } = windowOf(values, DAYS + 360);
    return inspect(series, window, settingsWith(), learned()).findings;
  };
  const at = (minute: number) => HISTORY_END + minute * MINUTE;

  test('are told one by one, each with its own reading: what lies between them is as always', () => {
    const sizes = new Map([
      [100, 15],
      [101, 12],
      [160, 20],
      [220, -15],
      [280, 1.5],
    ]);
    const findings = findingsOf((minute) => sizes.get(minute) ?? 0);
    expect(findings).toMatchObject([
      { kind: 'spike', start: at(100), end: at(101), points: 2 },
      { kind: 'spike', start: at(160), end: at(160), points: 1 },
      { kind: 'dropout', start: at(220), end: at(220), points: 1 },
      { kind: 'spike', start: at(280), end: at(280), points: 1 },
    ]);
    const [first, second] = findings;
    expect(second?.observed).toBeGreaterThan(first?.observed ?? Number.NaN);
    for (const { observed, expected } of findings) {
      expect(Math.abs(observed - ((expected?.[0] ?? 0) + (expected?.[1] ?? 0)) / 2)).toBeGreaterThan(1);
    }
  });

  test.each([
    [12, 12],
    [13, 1],
  ])('%i of them are %i findings', (spikes, findings) => {
    const found = findingsOf((minute) =>
      minute >= 20 && (minute - 20) % 25 === 0 && minute < 20 + 25 * spikes ? 15 : 0,
    );
    expect(found.filter(({ kind }) => kind === 'spike')).toHaveLength(findings);
  });
});
