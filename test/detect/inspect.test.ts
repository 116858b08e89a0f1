import { expect, test } from 'vitest';
import { inspect } from '../../src/detect/inspect.ts';
import type { InspectSettings } from '../../src/detect/window/window-test.ts';
import { HOUR, MINUTE, minutes, quiet, START, settingsWith } from '../support/series.ts';

const inspectMinutes = (values: readonly (number | null | undefined)[], settings = settingsWith()) => {
  const { series, window } = minutes(values);
  return inspect(series, window, settings);
};

test('says normal of a quiet window with limits', () => {
  const limits = settingsWith({}, { limits: { fail: [0, 50] } });
  expect(inspectMinutes(quiet(360), limits)).toMatchObject({ verdict: 'normal', findings: [], score: 0 });
});

test('says unknown of a quiet window in which a level shift could not have been seen', () => {
  // Nothing but the fault would tell it from the sensor: too few values for any test.
  expect(inspectMinutes(quiet(12))).toMatchObject({ verdict: 'unknown', findings: [], score: null });
});

test('says missing of a window without a value', () => {
  expect(inspectMinutes([])).toMatchObject({ verdict: 'missing', findings: [], score: null });
  expect(inspectMinutes([null, null])).toMatchObject({ verdict: 'missing', score: null });
});

test('says unknown of too few points, unless the operator set limits', () => {
  expect(inspectMinutes([20, 20.1])).toMatchObject({ verdict: 'unknown', score: null });
  const limits: InspectSettings['limits'] = { fail: [0, 50] };
  expect(inspectMinutes([20, 20.1], settingsWith({}, { limits })).verdict).toBe('normal');
});

test('makes one finding of a spike, with its time and what was expected', () => {
  const values = quiet(360).map((value, minute) => (minute === 200 ? 27 : value));
  const { findings, verdict } = inspectMinutes(values);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ kind: 'spike', start: START + 200 * MINUTE, observed: 27, points: 1 });
  expect(findings[0]?.expected?.[1]).toBeLessThan(22);
  expect(findings[0]?.sentence).toMatch(
    /^Spike at 2026-11-22 03:20 UTC: 27 °C where its neighbours suggest /,
  );
  expect(verdict).toBe('anomalous');
});

test('calls a spike downwards a dropout', () => {
  const values = quiet(60).map((value, minute) => (minute === 30 || minute === 31 ? 0 : value));
  expect(inspectMinutes(values).findings).toMatchObject([{ kind: 'dropout', observed: 0, points: 2 }]);
});

test('sees a spike in a window that is constant otherwise', () => {
  const values = Array.from({ length: 40 }, (_, minute) => (minute === 20 ? 35 : 20));
  expect(inspectMinutes(values).findings).toMatchObject([{ kind: 'spike', observed: 35 }]);
});

test('is not alarmed by single steps of the resolution in a window that hardly moves', () => {
  const values = Array.from({ length: 360 }, (_, minute) => (minute % 90 === 0 ? 20.5 : 20));
  expect(inspectMinutes(values).findings).toEqual([]);
});

test('is not alarmed by a switch that is rarely on', () => {
  const values = Array.from({ length: 360 }, (_, minute) => (minute % 120 === 60 ? 1 : 0));
  expect(inspectMinutes(values).findings).toEqual([]);
});

test('flags values outside the limits 4 and 3, one finding for one excursion', () => {
  const limits: InspectSettings['limits'] = { fail: [-20, 60], suspect: [10, 40] };
  const values = quiet(60).map((value, minute) => (minute >= 20 && minute < 30 ? 45 : value));
  values[50] = 75;
  expect(inspectMinutes(values, settingsWith({}, { limits })).findings).toMatchObject([
    { kind: 'out of range', flag: 3, points: 10, observed: 45, expected: [10, 40] },
    { kind: 'out of range', flag: 4, points: 1, observed: 75 },
  ]);
});

test('finds a gap by the usual interval, also where the source fills it with nulls', () => {
  const gap = {
    kind: 'gap',
    start: START + 19 * MINUTE,
    end: START + 40 * MINUTE,
    observed: 21 * 60,
    points: 0,
  };
  const missing = quiet(60).map((value, minute) => (minute >= 20 && minute < 40 ? undefined : value));
  expect(inspectMinutes(missing).findings).toMatchObject([gap]);
  expect(inspectMinutes(missing.map((value) => value ?? null)).findings).toMatchObject([gap]);
});

test('calls a sensor stale that fell silent before the end of the window', () => {
  const values = quiet(60).map((value, minute) => (minute > 40 ? undefined : value));
  const { findings } = inspectMinutes(values);
  expect(findings).toMatchObject([{ kind: 'stale', start: START + 40 * MINUTE, end: START + 60 * MINUTE }]);
});

test('takes irregular intervals for what they are', () => {
  const values = Array.from({ length: 360 }, (_, minute) =>
    minute % 15 < 4 || minute % 37 === 0 ? 20 + (minute % 3) / 10 : undefined,
  );
  expect(inspectMinutes(values).findings).toEqual([]);
});

test('makes one finding of a constant window', () => {
  const { findings, verdict } = inspectMinutes(Array(60).fill(21.5));
  expect(findings).toMatchObject([{ kind: 'stuck', flag: 3, points: 60, observed: 59 * 60 }]);
  expect(verdict).toBe('suspect');
});

test('survives values of 1e300', () => {
  const { findings } = inspectMinutes(quiet(60).map((value, minute) => (minute === 30 ? 1e300 : value)));
  expect(findings).toMatchObject([{ kind: 'out of range', points: 1, observed: 1e300 }]);
});

test('says of a window without a past from when on a baseline that begins with it can judge', () => {
  const { judged } = inspectMinutes(quiet(360));
  const [drift, daily] = ['drift', 'unusual level'].map((kind) => judged.find((one) => one.kind === kind));
  // A day must have passed for the rules, and three for an hour of the day.
  expect(drift).toMatchObject({ judged: false, when: START + 24 * HOUR });
  expect(daily).toMatchObject({ judged: false, when: START + (72 + 5) * HOUR });
});
