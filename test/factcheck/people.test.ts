import { describe, expect, it } from 'vitest';
import type { CheckContext } from '../../src/factcheck/context.ts';
import { checkText } from '../../src/factcheck/factcheck.ts';
import { CALM, claimsOf, minute, office, verdictsOf, WITH_SPIKE } from './support.ts';

const calm = office(CALM);
const rising = office(Array.from({ length: 60 }, (_, index) => 20 + index / 20));
const step = office(
  [...CALM.slice(0, 30), ...CALM.slice(30).map((value) => value + 5)],
  [{ kind: 'level shift', at: minute(30), until: minute(59), value: 25.5 }],
);
const gap = office(
  CALM.map((value, index) => (index >= 20 && index < 26 ? Number.NaN : value)),
  [{ kind: 'gap', at: minute(20), until: minute(25) }],
);
const dropout = office(
  CALM.map((value, index) => (index >= 20 && index < 24 ? 0 : value)),
  [{ kind: 'dropout', at: minute(20), until: minute(23), value: 0 }],
);

const isShown = (text: string, context: CheckContext) => checkText(text, context).summary === text;

describe('sentences as people write them: true ones are shown, false ones are not', () => {
  const cases: readonly (readonly [what: string, context: CheckContext, yes: string, no: string])[] = [
    [
      'only readings named as outliers that are',
      WITH_SPIKE,
      'The only unusual value is 31.2.',
      'The only unusual values are 20.4 and 20.6.',
    ],
    [
      'the one reading called unusual',
      WITH_SPIKE,
      'The reading of 31.2 °C at 10:20 is unusual.',
      'The reading of 20.4 °C at 10:00 is unusual.',
    ],
    ['a second one of what was found once', WITH_SPIKE, 'There is a spike.', 'There is a second spike.'],
    ['a list of outliers', calm, 'Outliers: none', 'Outliers: 20.4'],
    ['a gap, which covers no reading', gap, 'There is a gap in the data.', 'There are no gaps in the data.'],
    [
      'a gap from its first moment on',
      gap,
      'There is a gap starting at 10:20.',
      'There is a gap starting at 10:40.',
    ],
    ['a shift happens once', step, 'There is a level shift at 10:30.', 'There is a level shift at 10:45.'],
    ['a value of all readings', office([20, 20, 20]), 'All readings are 20 °C.', 'All readings are 21 °C.'],
    [
      'that what was found is over',
      WITH_SPIKE,
      'The temperature came back after the spike.',
      'The temperature never came back.',
    ],
    [
      'the part named by its subject',
      step,
      'The temperature before the step was between 20.4 and 20.6 °C.',
      'The temperature before the step was between 20.4 and 25.6 °C.',
    ],
    [
      'the first unit of time',
      rising,
      'In the first minute the temperature was below 20.1 °C.',
      'In the last minute the temperature was below 20.1 °C.',
    ],
    [
      'a time that bounds a part',
      step,
      'Before 10:30 all readings were under 21 °C.',
      'After 10:30 all readings were under 21 °C.',
    ],
    [
      'an average that goes on',
      step,
      'It averaged 20.5 °C in the first half and 25.5 °C in the second.',
      'It averaged 20.5 °C in the first half and 24 °C in the second.',
    ],
    [
      'what was before',
      step,
      'After the step the temperature is 5 °C higher than before.',
      'After the step the temperature is 3 °C higher than before.',
    ],
    [
      'fractions in words',
      step,
      'At least half of the readings are above 25 °C.',
      'More than three quarters of the readings are above 25 °C.',
    ],
    ['how often in words', dropout, 'The maximum is 20.6 °C.', 'The temperature exceeded 20.55 °C once.'],
    [
      'that a level was passed',
      rising,
      'The temperature crossed 21 °C at 10:21.',
      'The temperature crossed 24 °C at 10:21.',
    ],
    [
      'the extreme that a reading is',
      rising,
      'The last reading is the highest.',
      'The last reading is the lowest.',
    ],
    [
      'bounds rounded away from the readings',
      office([20.6, 20.9, 21.3]),
      'The temperature lies between 20 and 22 °C.',
      'The temperature lies between 15 and 30 °C.',
    ],
    [
      'a number beside its time',
      rising,
      'The temperature at 10:20 was 21 °C.',
      'The temperature at 10:20 was 22 °C.',
    ],
    ['labels and marks of emphasis', calm, '**Mean:** 20.5 °C', '**Status:** anomaly'],
    ['JSON', calm, '{"verdict": "normal", "mean": 20.5}', '{"verdict": "anomaly", "mean": 20.5}'],
    [
      'a second judgement',
      calm,
      'The temperature is stable and normal.',
      'The temperature is stable and unusual.',
    ],
    [
      'the name next to a number',
      calm,
      'A mean of 20.5 °C was measured.',
      'A high level, with a mean of 21.5 °C.',
    ],
  ];

  it.each(cases)('%s', (_, context, yes, no) => {
    expect([yes, isShown(yes, context)]).toEqual([yes, true]);
    expect([no, checkText(no, context).summary]).toEqual([no, null]);
  });
});

describe('what is placed or lasts', () => {
  const late = office(
    CALM.map((value, index) => (index === 58 ? 31.2 : value)),
    [{ kind: 'spike', at: minute(58), value: 31.2 }],
  );

  it.each([
    'The spike came at the start.',
    'The spike lasted the whole hour.',
    'The spike is the lowest value.',
    'The spike is negative.',
    'The temperature was 31 °C for most of the time.',
  ])('is false where it is not so: %s', (text) => {
    expect(checkText(text, late).summary).toBeNull();
  });

  it.each(['The spike is the highest value.'])('is shown where it is: %s', (text) => {
    expect(checkText(text, late).summary).toBe(text);
  });
});

describe('what is not said of the window', () => {
  it('is a prediction that begins with "if"', () => {
    expect(claimsOf('If this continues, the temperature will exceed 30 °C.', rising)).toEqual([]);
  });

  it('is the end of an answer that breaks off', () => {
    expect(checkText('The readings are normal. The mean is 20.5 °C and the', calm).summary).toBe(
      'The readings are normal.',
    );
  });

  it('is a comparison that no rule has read', () => {
    expect(checkText('It was colder on Monday than on Tuesday at 10:00.', calm).summary).toBeNull();
  });
});

describe('numbers', () => {
  it('in digits take a scale in words', () => {
    const taxis = { ...office([14_020, 13_980]), series: 'taxi.passengers', unit: 'passengers' };
    expect(verdictsOf('The mean is about 14 thousand passengers.', taxis)).toEqual(['supported']);
  });
});

describe('what a detector found, as people put it', () => {
  const MINUTES = [...Array(40).keys(), ...Array.from({ length: 60 }, (_, i) => 60 + i)];
  const times = Float64Array.from(MINUTES, (row) => minute(row));
  const values = times.map((_, row) => (row < 40 ? 480 + (row % 3) : row < 70 ? 600 + (row % 4) : 615));
  const truth = [
    { kind: 'gap' as const, at: minute(39), until: minute(60) },
    { kind: 'stuck' as const, at: minute(90), until: minute(119), value: 615 },
  ];
  const window: CheckContext = { series: 'environment.co2{room=office}', unit: 'ppm', times, values, truth };
  const at = (row: number) => new Date(minute(row)).toISOString().slice(11, 16);

  it.each([
    [`Data is missing from ${at(40)} to ${at(60)}.`, true],
    [`No readings arrived between ${at(40)} and ${at(59)}.`, true],
    [`Data is missing from ${at(20)} to ${at(60)}.`, false],
    ['Data is missing for about twenty minutes.', true],
    ['Data is missing for half an hour.', false],
    ['For the last 30 minutes the value has been exactly 615 ppm.', true],
    [`People entered the office at ${at(60)}.`, false],
  ])('%s: %s', (text, shown) => {
    expect(isShown(text, window)).toBe(shown);
  });
});
