import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/detect/inspect.ts';
import type { InspectSettings } from '../../../src/detect/window/window-test.ts';
import { HOUR, MINUTE, minutes, quiet, START, settingsWith } from '../../support/series.ts';

const findingsOf = (
  values: readonly (number | null | undefined)[],
  settings: InspectSettings,
  notes: { duplicates?: number; disordered?: number } = {},
) => {
  const { series, window } = minutes(values, notes);
  return inspect(series, window, settings).findings;
};
const changed = (change: (value: number, minute: number) => number | undefined, count = 360) =>
  quiet(count).map(change);

describe('thresholds of the operator', () => {
  test('make a spike of what QARTOD calls one, once for the spike and its neighbours', () => {
    const settings = settingsWith({ spike: { suspect: 2, fail: 8 }, hampel: false });
    const values = changed((value, minute) => (minute === 100 ? value + 5 : value));
    expect(findingsOf(values, settings)).toMatchObject([
      { kind: 'spike', detector: 'spike', flag: 3, start: START + 100 * MINUTE, points: 1 },
    ]);
    const larger = changed((value, minute) => (minute === 100 ? value - 9 : value));
    expect(findingsOf(larger, settings)).toMatchObject([{ kind: 'dropout', flag: 4 }]);
  });

  test('find a change that is too fast, and say by how much in what time', () => {
    const settings = settingsWith({ rate_of_change: { suspect: 0.05 }, hampel: false, step: false });
    const values = changed((value, minute) => (minute >= 200 ? value + 6 : value));
    const [finding] = findingsOf(values, settings);
    expect(finding).toMatchObject({ kind: 'rate of change', flag: 3, start: START + 199 * MINUTE });
    expect(finding?.expected).toEqual([-3, 3]);
    expect(finding?.sentence).toMatch(/by \d\.\d °C within 1m, where at most 3 °C is expected/);
  });

  test('find a flat line from where it began', () => {
    const settings = settingsWith({
      flat_line: { suspect: '10m', fail: '30m', tolerance: 0.01 },
      stuck: false,
    });
    const values = changed((value, minute) => (minute >= 100 && minute < 160 ? 20.55 : value));
    const [finding] = findingsOf(values, settings);
    expect(finding).toMatchObject({ kind: 'stuck', detector: 'flat_line', flag: 4, observed: 59 * 60 });
    expect(finding).toMatchObject({
      start: START + 100 * MINUTE,
      end: START + 159 * MINUTE,
      expected: [0, 600],
    });
  });

  test('do not trip over a flat line of rows that come several a second', () => {
    const { series, window } = minutes(Array(100).fill(5));
    const fast = { ...series, times: series.times.map((time) => START + (time - START) / MINUTE / 100) };
    const settings = settingsWith({ flat_line: { suspect: '1s', fail: '2s', tolerance: 1 } });
    expect(() => inspect(fast, window, settings)).not.toThrow();
  });

  test('find a stretch that hardly moves, but none that the window cuts short', () => {
    const settings = settingsWith({ attenuated_signal: { suspect: 0.05, period: '1h' }, stuck: false });
    const calm = changed((value, minute) => (minute >= 200 ? 20.5 + (minute % 2) / 100 : value));
    const [finding, ...more] = findingsOf(calm, settings);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ kind: 'attenuated', flag: 3, end: START + 359 * MINUTE });
    expect(Math.abs((finding?.start ?? 0) - (START + 200 * MINUTE))).toBeLessThan(10 * MINUTE);
    expect(findingsOf([20.5, 20.5, 20.5, ...quiet(100)], settings)).toEqual([]);
  });

  test('find what is unusual for the hour on the clock of the monitor', () => {
    const night = { period: 'hour', times: [0, 5], suspect: [18, 19], fail: [0, 40] };
    const settings = (timezone: string) => settingsWith({ climatology: [night] }, { timezone });
    const [finding] = findingsOf(quiet(600), settings('UTC'));
    expect(finding).toMatchObject({ kind: 'unusual level', detector: 'climatology', flag: 3 });
    expect(finding).toMatchObject({ start: START, end: START + 6 * HOUR - MINUTE, expected: [18, 19] });
    // In Kolkata it is 05:30 when the window begins: half an hour of the night is left.
    expect(findingsOf(quiet(600), settings('Asia/Kolkata'))).toMatchObject([{ end: START + 29 * MINUTE }]);
  });

  test('say how long a gap and a silence may be', () => {
    const values = quiet(120).map((value, minute) => (minute % 60 > 50 ? undefined : value));
    const settings = settingsWith({ time_gap: { fail: '8m' }, silence: { fail: '5m' } });
    expect(findingsOf(values, settings)).toMatchObject([
      { kind: 'gap', flag: 4, start: START + 50 * MINUTE, end: START + 60 * MINUTE, expected: [0, 480] },
      { kind: 'stale', flag: 4, start: START + 110 * MINUTE, expected: [0, 300] },
    ]);
    expect(findingsOf(values, settingsWith({ time_gap: { fail: '1h' }, silence: { fail: '1h' } }))).toEqual(
      [],
    );
  });
});

describe('the window itself', () => {
  test('shows a sensor that stops moving, where it moved all the time', () => {
    const values = quiet(300).map((value, minute) => value + (minute % 7) / 100);
    const stuck = values.map((value, minute) => (minute >= 200 && minute < 260 ? 20.5 : value));
    expect(findingsOf(stuck, settingsWith())).toMatchObject([
      { kind: 'stuck', points: 60, start: START + 200 * MINUTE },
    ]);
    expect(findingsOf(values, settingsWith())).toEqual([]);
  });

  test('shows values that stop at the same largest value again and again', () => {
    const values = Array.from(
      { length: 360 },
      (_, minute) => 20 + 5 * Math.sin(minute / 15) + (minute % 7) / 100,
    );
    const cut = values.map((value) => Math.min(value, 24));
    expect(findingsOf(values, settingsWith())).toEqual([]);
    expect(findingsOf(cut, settingsWith())).toMatchObject([{ kind: 'clipped', observed: 24 }]);
  });

  test('does not take a step for spikes, wherever it lies in the window', () => {
    for (const at of [1, 3, 50, 97, 99]) {
      const values = quiet(100).map((value, minute) => (minute >= at ? value + 8 : value));
      expect(findingsOf(values, settingsWith()).filter(({ detector }) => detector === 'hampel')).toEqual([]);
    }
  });

  test('is at ease with one spike in heavy noise and another one', () => {
    const noise = quiet(360).map((value, minute) => value + ((minute * 7919) % 97 === 0 ? 3 : 0));
    expect(findingsOf(noise, settingsWith())).toEqual([]);
  });
});

describe('values that no sensor can measure', () => {
  test.each([
    ['in turn', quiet(300).map((_, row) => (row % 2 === 0 ? 1e308 : -1e308)), 300],
    [
      'for a while',
      quiet(300).map((value, row) => (row > 100 && row < 140 ? (-1) ** row * 1e308 : value)),
      39,
    ],
    ['once, at the end', quiet(300).map((value, row) => (row === 299 ? 1.1e37 : value)), 1],
  ])('are out of range without any limits: %s', (_, values, points) => {
    expect(findingsOf(values, settingsWith())).toMatchObject([{ kind: 'out of range', flag: 4, points }]);
  });

  test('begin above those of any unit', () => {
    const values = quiet(300).map((_, row) => (row % 2 === 0 ? 1e37 : -1e37));
    expect(findingsOf(values, settingsWith())).toEqual([]);
  });
});

describe('timestamps', () => {
  test('that repeat or come late are a finding from one in a hundred on', () => {
    expect(findingsOf(quiet(360), settingsWith(), { duplicates: 2, disordered: 3 })).toEqual([]);
    const findings = findingsOf(quiet(360), settingsWith(), { duplicates: 40, disordered: 6 });
    expect(findings).toMatchObject([
      { kind: 'duplicate', flag: 4, points: 40, observed: 40 },
      { kind: 'disordered', flag: 3, points: 6 },
    ]);
  });

  test('after the end of the window are in the future', () => {
    const { series, window } = minutes(quiet(100));
    const { findings } = inspect(series, { ...window, end: window.end - 10 * MINUTE }, settingsWith());
    expect(findings).toMatchObject([{ kind: 'future', flag: 4, points: 9, observed: 9 * 60 }]);
  });

  test('at the very end of the window they are not: an aggregate of the last interval stands there', () => {
    const { series, window } = minutes(quiet(100));
    const { findings } = inspect(series, { ...window, end: series.times.at(-1) ?? 0 }, settingsWith());
    expect(findings).toEqual([]);
  });

  test('after the end count in no figure, and make no gap', () => {
    const { series, window } = minutes(quiet(100));
    const far = { ...series, times: series.times.map((time, row) => (row === 99 ? time + 1e12 : time)) };
    const seen = inspect(far, window, settingsWith());
    expect(seen.findings.map(({ kind }) => kind)).toEqual(['future']);
    expect(seen.statistics).toMatchObject({ count: 99, lastAt: series.times[98] });
  });

  test('after the end are told where the window has no others', () => {
    const { series, window } = minutes(quiet(100));
    const before = { start: window.start - 60 * MINUTE, end: window.start - 1 };
    const seen = inspect(series, before, settingsWith());
    expect(seen).toMatchObject({ verdict: 'missing', findings: [{ kind: 'future', points: 100 }] });
  });
});

describe('config', () => {
  test('switches each detector off by the name that stands in its findings', () => {
    const values = changed((value, minute) =>
      minute === 100 ? 40 : minute > 300 && minute < 350 ? undefined : value,
    );
    const found = findingsOf(values, settingsWith());
    expect(found.map(({ detector }) => detector)).toEqual(['hampel', 'time_gap']);
    expect(findingsOf(values, settingsWith({ hampel: false, time_gap: false }))).toEqual([]);
  });

  test('makes detectors speak sooner or later by sensitivity and feedback, with the same score', () => {
    const gap = (count: number) =>
      quiet(100).map((value, minute) => (minute >= 50 && minute < 50 + count ? undefined : value));
    const scores = (count: number, settings: InspectSettings) =>
      findingsOf(gap(count), settings).map(({ score }) => score);
    expect(scores(4, settingsWith())).toEqual([]);
    expect(scores(4, settingsWith({ sensitivity: 'high' }))).toEqual([0.5]);
    expect(scores(6, settingsWith())).toHaveLength(1);
    expect(scores(6, settingsWith({ sensitivity: 'low' }))).toEqual([]);
    expect(scores(6, settingsWith({}, { steps: { time_gap: 2 } }))).toEqual([]);
  });
});
