import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baselineSettings, inspectSettings } from '../../src/detect/settings.ts';
import type { InspectSettings } from '../../src/detect/window/window-test.ts';
import { Replay, type RowVerdict } from '../../src/replay/replay.ts';
import { HOUR, MINUTE, quiet, START, settingsWith } from '../support/series.ts';

const replayWith = (settings: InspectSettings = settingsWith()) =>
  new Replay({
    series: 'room.temperature',
    inspect: inspectSettings(settings),
    baseline: baselineSettings(settings),
    everyMs: 5 * MINUTE,
    windowMs: 6 * HOUR,
  });

type Row = readonly [time: number, value: number];

function run(rows: readonly Row[], settings?: InspectSettings) {
  const replay = replayWith(settings);
  const verdicts = rows.map(([time, value]) => replay.push(time, value));
  replay.finish();
  return { verdicts, findings: replay.findings.findings };
}

const atMinutes = (values: readonly number[]): Row[] =>
  values.map((value, minute) => [START + minute * MINUTE, value]);
const flagged = (verdicts: readonly RowVerdict[]) =>
  verdicts.flatMap(({ flag }, row) => (flag === 1 ? row : []));

const DAYS = 3 * 1440;

test('says of the rows of a prefix what it says of them in the whole file', () => {
  const values = quiet(DAYS).map((value, row) =>
    row % 1000 === 999 ? value + 9 : row > 4000 ? 20.1 : value,
  );
  const whole = run(atMinutes(values)).verdicts;
  for (const length of [1, 150, 999, 1000, 1001, 2500, 4200]) {
    expect(run(atMinutes(values.slice(0, length))).verdicts).toEqual(whole.slice(0, length));
  }
});

test('flags a fault once and lists it once, by the name that it has in the end', () => {
  const values = quiet(DAYS + 600).map((value, row) => (row >= DAYS + 100 ? value + 8 : value));
  const { verdicts, findings } = run(atMinutes(values));
  expect(findings).toMatchObject([{ kind: 'level shift' }]);
  expect(flagged(verdicts)[0]).toBe(DAYS + 100);
  expect(flagged(verdicts).length).toBeLessThanOrEqual(2);
});

test('scores by the same baseline as a run: a value never seen is over the threshold at its row', () => {
  const values = quiet(DAYS + 100).map((value, row) => (row === DAYS + 50 ? 60 : value));
  const { verdicts } = run(atMinutes(values));
  expect(verdicts[DAYS + 50]?.score).toBeGreaterThan(0.5);
  expect(verdicts[DAYS + 50]?.raw).toBeGreaterThanOrEqual(verdicts[DAYS + 50]?.score ?? 1);
  expect(Math.max(...verdicts.slice(0, DAYS + 50).map(({ score }) => score))).toBeLessThan(0.6);
});

test('flags the first row of each excursion out of the limits, and scores all of them', () => {
  const limits: InspectSettings['limits'] = { fail: [0, 50] };
  const values = quiet(200).map((value, row) => ((row >= 50 && row < 60) || row === 150 ? 80 : value));
  const { verdicts, findings } = run(atMinutes(values), settingsWith({}, { limits }));
  expect(flagged(verdicts)).toEqual([50, 150]);
  expect(verdicts.filter(({ score }) => score === 1)).toHaveLength(11);
  expect(findings.map(({ kind, points }) => [kind, points])).toEqual([
    ['out of range', 10],
    ['out of range', 1],
  ]);
});

test('runs the tests with thresholds of the operator at each tick, and flags the row that ends it', () => {
  const flatLine = { suspect: '10m', fail: '1h', tolerance: 0.01 };
  const settings = settingsWith({ flat_line: flatLine, stuck: false });
  const calm = quiet(DAYS);
  const values = calm.map((value, row) => (row >= 4000 && row < 4030 ? (calm[4000] ?? 0) : value));
  const { verdicts, findings } = run(atMinutes(values), settings);
  expect(findings).toMatchObject([{ kind: 'stuck', detector: 'flat_line', points: 30 }]);
  const [row] = flagged(verdicts).filter((at) => at >= 4000);
  expect(row).toBeGreaterThanOrEqual(4010);
  expect(row).toBeLessThanOrEqual(4020);
});

test('raises a silence when asked, and not before it is one', () => {
  const silent = (ms: number) => {
    const replay = replayWith();
    for (const [time, value] of atMinutes(quiet(500))) replay.push(time, value);
    const verdict = replay.silence(START + 499 * MINUTE + ms);
    return { ...verdict, kinds: replay.findings.findings.map(({ kind }) => kind) };
  };
  expect(silent(2 * MINUTE)).toMatchObject({ score: 0, flag: 0, kinds: [] });
  expect(silent(2 * HOUR)).toMatchObject({ flag: 1, kinds: ['stale'] });
  expect(silent(2 * HOUR).score).toBeGreaterThan(0.5);
});

describe('bad input', () => {
  const isSane = ({ score, flag, raw }: RowVerdict) =>
    score >= 0 && score <= 1 && raw >= 0 && raw <= 1 && (flag === 0 || flag === 1);

  test('of any kind is scored, row by row, between 0 and 1', () => {
    const row = fc.tuple(
      fc.oneof(fc.integer({ min: START, max: START + 2 * HOUR }), fc.constant(Number.NaN), fc.double()),
      fc.oneof(fc.double(), fc.constantFrom(1e300, -1e300, 0, Number.NaN), fc.integer({ min: 0, max: 3 })),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 200 }), (rows) => {
        expect(run(rows).verdicts.every(isSane)).toBe(true);
      }),
    );
  });

  test('such as nothing, two points, only nulls or one value is no alarm', () => {
    for (const values of [[], [1, 2], Array(500).fill(Number.NaN), Array(2000).fill(5)]) {
      const { verdicts } = run(atMinutes(values), settingsWith({ stuck: false }));
      expect(flagged(verdicts)).toEqual([]);
    }
  });

  test('such as a time that no calendar has is no row', () => {
    for (const time of [8_640_000_000_000_001, -8_640_000_000_000_001, Number.POSITIVE_INFINITY])
      expect(run([[time, 1e300]]).verdicts.every(isSane)).toBe(true);
  });

  test('such as a time that cannot be read costs its own row only', () => {
    const rows = atMinutes(quiet(DAYS));
    const whole = run(rows).verdicts;
    const broken: Row[] = [...rows.slice(0, 2000), [Number.NaN, 99], ...rows.slice(2000)];
    expect(run(broken).verdicts.toSpliced(2000, 1)).toEqual(whole);
  });

  test('such as a clock that was far ahead for an hour is got over', () => {
    const ahead = 365 * 24 * HOUR;
    const rows = atMinutes(quiet(2 * DAYS)).map(([time, value], row): Row => {
      return [row >= 2000 && row < 2060 ? time + ahead : time, row === 2 * DAYS - 10 ? 60 : value];
    });
    const { verdicts } = run(rows);
    expect(verdicts[2 * DAYS - 10]?.score).toBeGreaterThan(0.5);
  });

  test('such as rows that come late or twice is a finding when there are many of them', () => {
    const rows = atMinutes(quiet(DAYS)).flatMap(([time, value], row): Row[] => {
      if (row < 3000 || row >= 3200) return [[time, value]];
      return row % 2 === 0
        ? [
            [time, value],
            [time, value],
          ]
        : [[time, value]];
    });
    expect(run(rows).findings.map(({ kind }) => kind)).toEqual(['duplicate']);
  });

  test('such as a change of the sampling rate does not keep on alarming', () => {
    const values = quiet(DAYS);
    const rows = values.flatMap((value, minute): Row[] =>
      minute < 2000 || minute % 10 === 0 ? [[START + minute * MINUTE, value]] : [],
    );
    expect(flagged(run(rows).verdicts).length).toBeLessThanOrEqual(3);
  });

  test('such as a series that vanishes and returns under its name is one gap', () => {
    const rows = atMinutes(quiet(2 * DAYS)).filter((_, row) => row < DAYS || row >= DAYS + 1440);
    const { verdicts, findings } = run(rows);
    expect(findings.map(({ kind }) => kind)).toEqual(['gap']);
    expect(flagged(verdicts)).toEqual([DAYS]);
  });
});
