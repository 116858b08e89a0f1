import { expect, test } from 'vitest';
import type { Finding } from '../../src/detect/finding.ts';
import { contextOf } from '../../src/facts/context.ts';
import { plainSummary } from '../../src/prompt/summary.ts';
import { NO_NOTES } from '../../src/source/source.ts';
import { describe } from '../../src/statistics/describe.ts';
import { calmHour, finding, MINUTE, START, viewOf } from './support.ts';

const LAST = START + 59 * MINUTE;

test('a window without findings says so, with level, mean and last reading', () => {
  expect(plainSummary(viewOf(calmHour()))).toBe(
    'Nothing unusual: the temperature lay between 21.2 and 21.8 °C. The mean of 60 readings is 21.5 °C, the last reading 21.58 °C at 14:59 UTC.',
  );
});

test('a constant window without findings names its one value', () => {
  expect(plainSummary(viewOf([5, 5, 5]))).toContain(
    'Nothing unusual was found. The temperature was 5 °C all the time.',
  );
});

const stories: readonly (readonly [Finding, string])[] = [
  [
    finding('spike'),
    'The temperature stands out at 14:10 UTC: it reads 31.2 °C, where 21.1 to 21.9 °C was expected.',
  ],
  [
    finding('dropout', { observed: -3 }),
    'The temperature drops to -3 °C at 14:10 UTC, where 21.1 to 21.9 °C was expected.',
  ],
  [
    finding('stuck', { end: LAST, points: 50, observed: 2940, expected: null }),
    'The temperature has been stuck at 21.58 °C since 14:10 UTC: no change for 49 minutes.',
  ],
  [
    finding('stuck', { end: START + 30 * MINUTE, points: 20, observed: 1200, expected: null }),
    'The temperature was stuck from 14:10 to 14:30 UTC: no change for 20 minutes.',
  ],
  [
    finding('gap', { end: START + 30 * MINUTE, points: 0, observed: 1200, expected: [0, 300] }),
    'Data is missing from 14:10 to 14:30 UTC: a gap of 20 minutes, where a reading every minute is usual.',
  ],
  [
    finding('stale', { start: LAST, end: LAST + 30 * MINUTE, points: 0, observed: 1800, expected: [0, 300] }),
    'The last reading came at 14:59 UTC: the sensor has been silent for 30 minutes, where a reading every minute is usual.',
  ],
  [
    finding('out of range', { points: 3, end: START + 12 * MINUTE, expected: [10, 40], observed: 72 }),
    'The temperature is out of range from 14:10 to 14:12 UTC: it reaches 72 °C, where 10 to 40 °C is allowed.',
  ],
  [
    finding('level shift', { end: LAST, observed: 25 }),
    'The temperature shifted at 14:10 UTC to a level of about 25 °C, where 21.1 to 21.9 °C was expected.',
  ],
  [
    finding('drift', { end: LAST, observed: 25 }),
    'The temperature drifts from 14:10 to 14:59 UTC and reaches 25 °C',
  ],
  [
    finding('unusual level', { observed: -999, end: START + 12 * MINUTE, points: 3 }),
    'The temperature reads -999 °C from 14:10 to 14:12 UTC, which sensors and loggers write when they cannot measure, where 21.1 to 21.9 °C was expected.',
  ],
  [
    finding('dropout', { observed: -127 }),
    'The temperature reads -127 °C at 14:10 UTC, what a DS18B20 without a connection reports, where 21.1 to 21.9 °C was expected.',
  ],
  [
    finding('spike', { observed: 85 }),
    'The temperature stands out at 14:10 UTC: it reads 85 °C, where 21.1 to 21.9 °C was expected.',
  ],
  [finding('future', { points: 2, expected: null }), '2 readings have times in the future at 14:10 UTC.'],
];

test.each(stories)('the finding %j is told as what, when, and against what', (told, sentence) => {
  const summary = plainSummary(viewOf(calmHour(), { findings: [told], verdict: 'anomalous' }));
  expect(summary).toContain(sentence);
  expect(summary).toMatch(/ The mean of 60 readings is 21\.5 °C, .* Check [^.]+\.$/);
});

test('a level is told to one figure of the spread, as what it is about depends on how it is taken', () => {
  const spread = (size: number) =>
    Array.from({ length: 60 }, (_, index) => (size * ((index * 37) % 60)) / 60);
  const told = (values: readonly number[], observed: number) =>
    plainSummary(viewOf(values, { findings: [finding('level shift', { end: LAST, observed })] }));
  expect(told(spread(2), 0.394245)).toContain('to a level of about 0.4 °C');
  expect(told(spread(0.2), 0.394245)).toContain('to a level of about 0.39 °C');
  expect(told(spread(200), 394.245)).toContain('to a level of about 394 °C');
});

test('the only empty reading is told as one', () => {
  expect(plainSummary(viewOf([Number.NaN], { verdict: 'missing' }))).toContain('the 1 reading was empty.');
});

test.each([
  [2, 2, null],
  [3, 3, null],
  [4, 2, 'There are 4 anomalies in the window.'],
  [40, 2, 'There are 40 anomalies in the window.'],
])('of %d findings %d are told and the rest counted, in three sentences', (count, told, rest) => {
  const findings = Array.from({ length: count }, () => finding('spike'));
  const summary = plainSummary(viewOf(calmHour(), { findings, verdict: 'anomalous' }));
  expect(summary.match(/stands out/g)).toHaveLength(told);
  if (rest === null) expect(summary).not.toContain('anomalies');
  else expect(summary).toContain(rest);
  expect(summary.split(/\. (?=[A-Z])/)).toHaveLength(4);
});

test('an expectation without an end is told with the end it has', () => {
  const above = finding('spike', { expected: [Number.NEGATIVE_INFINITY, 25] });
  expect(plainSummary(viewOf(calmHour(), { findings: [above] }))).toContain(
    'where at most 25 °C was expected',
  );
});

test('what others did is told behind the finding that it is about, with its time where there are several findings', () => {
  const rows = Array.from({ length: 120 }, (_, row) => row).filter((row) => row < 30 || row >= 60);
  const times = Float64Array.from(rows, (row) => START + row * MINUTE);
  const wave = (row: number) => 21 + Math.round(30 * Math.sin(row / 9)) / 100;
  const values = Float64Array.from(rows, (row) => (row === 90 ? -127 : wave(row)));
  const relative = { series: 'environment.temperature{room=office,sensor=b}', times, notes: NO_NOTES };
  const own = {
    ...{ series: 'environment.temperature{room=office,sensor=a}', times, values, notes: NO_NOTES },
    relatives: [{ ...relative, values: Float64Array.from(rows, wave) }],
  };
  const at90 = { start: START + 90 * MINUTE, end: START + 90 * MINUTE, observed: -127 };
  const code = finding('out of range', { ...at90, score: 1 });
  const gap = finding('gap', { start: START + 29 * MINUTE, end: START + 60 * MINUTE, points: 0 });
  const told = (findings: readonly Finding[]) =>
    plainSummary(
      viewOf([], {
        ...{ series: own.series, statistics: describe(times, values), verdict: 'anomalous', findings },
        context: contextOf(findings, own, null, () => null),
      }),
    );
  // The other was silent in the gap as well: that it stayed must not be read of that.
  expect(told([code, gap])).toMatch(
    /^The temperature reads -127 °C at 15:30 UTC.* Sensor b stayed as usual at 15:30 UTC, which points to the sensor .* Data is missing from 14:29 to 15:00 UTC/,
  );
  expect(told([code])).toContain('Sensor b stayed as usual meanwhile, which points to the sensor');
  const longer = { ...gap, start: START + 28 * MINUTE, score: 1 };
  expect(told([longer, gap])).toContain('Sensor b fell silent from 14:28 to 15:00 UTC as well, which points');
});

test('an empty window says that nothing came, and one of nulls that everything was empty', () => {
  expect(plainSummary(viewOf([], { verdict: 'missing' }))).toMatch(
    /^No data came in the window 2015-02-05 14:00/,
  );
  expect(plainSummary(viewOf([Number.NaN, Number.NaN], { verdict: 'missing' }))).toContain(
    'all 2 readings were empty',
  );
  const later = finding('future', { points: 2, expected: null });
  expect(plainSummary(viewOf([], { verdict: 'missing', findings: [later] }))).toMatch(
    /^No value came in the window .*\. 2 readings have times in the future at 14:10 UTC\. Check/,
  );
});

test('too short a history is said, with the figures there are', () => {
  expect(plainSummary(viewOf([21.5], { verdict: 'unknown', judged: [] }))).toBe(
    'There is not enough history yet to say what is usual here. There is 1 reading, 21.5 °C at 14:00 UTC.',
  );
});

test('a number that is no measurement has advice of its own, whatever kind of finding it makes', () => {
  const advice = (one: Finding) =>
    plainSummary(viewOf(calmHour(), { findings: [one], verdict: 'anomalous' }));
  expect(advice(finding('spike', { observed: -999 }))).toMatch(/leave this number out in the query/);
  const foreign = { ...finding('out of range', { observed: 50 }), detector: 'foreign' } as const;
  expect(advice(foreign)).toMatch(/Check whether this number is a code for something else/);
  expect(advice({ ...foreign, detector: 'gross_range' })).toMatch(/Check the place first/);
});
