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
    ['each of the numbers so named', WITH_SPIKE, 'The outlier is 31.2.', 'The outliers are 31.2 and 20.4.'],
    [
      'a number before "is an outlier"',
      WITH_SPIKE,
      'The value of 31.2 is an outlier.',
      'The value of 20.4 is an outlier.',
    ],
    [
      'the one reading called unusual',
      WITH_SPIKE,
      'The reading of 31.2 °C at 10:20 is unusual.',
      'The reading of 20.4 °C at 10:00 is unusual.',
    ],
    ['a second one of what was found once', WITH_SPIKE, 'There is a spike.', 'There is a second spike.'],
    ['a list of outliers', calm, 'Outliers: none', 'Outliers: 20.4'],
    [
      'readings called outliers',
      calm,
      'None of the readings are outliers.',
      'Several readings are outliers.',
    ],
    ['a gap, which covers no reading', gap, 'There is a gap in the data.', 'There are no gaps in the data.'],
    [
      'a gap from its first moment on',
      gap,
      'There is a gap starting at 10:20.',
      'There is a gap starting at 10:40.',
    ],
    ['a shift happens once', step, 'There is a level shift at 10:30.', 'There is a level shift at 10:45.'],
    [
      'how many have a value',
      gap,
      'Only 54 of the 60 readings have a value.',
      'Only 50 of the 60 readings have a value.',
    ],
    ['zero readings', dropout, 'There are four zero readings.', 'There are six zero readings.'],
    [
      'a value that lasts',
      dropout,
      'The temperature was zero from 10:20 to 10:23.',
      'The temperature was zero from 10:05 to 10:23.',
    ],
    [
      'a value from some time on',
      step,
      'The minimum is 20.4 °C.',
      'The temperature was 25.4 °C from 10:30 on.',
    ],
    ['a value it stays at', WITH_SPIKE, 'The peak is 31.2 °C.', 'The temperature stayed at 31.2 °C.'],
    ['a value of all readings', office([20, 20, 20]), 'All readings are 20 °C.', 'All readings are 21 °C.'],
    [
      'that what was found is over',
      WITH_SPIKE,
      'The temperature came back after the spike.',
      'The temperature never came back.',
    ],
    [
      'what is left out after a comma',
      WITH_SPIKE,
      'The temperature is normal, except for one spike.',
      'The temperature is normal.',
    ],
    [
      'how many readings are left out',
      WITH_SPIKE,
      'Apart from this one reading, the temperature stayed below 21 °C.',
      'Apart from this one reading, the temperature stayed below 20.5 °C.',
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
      'an average of a time',
      step,
      'The average temperature after 10:30 is 25.5 °C.',
      'The average temperature after 10:30 is 23 °C.',
    ],
    [
      'an average that goes on',
      step,
      'It averaged 20.5 °C in the first half and 25.5 °C in the second.',
      'It averaged 20.5 °C in the first half and 24 °C in the second.',
    ],
    [
      'the halves compared',
      step,
      'It was cooler in the first half than in the second.',
      'It was warmer in the first half than in the second.',
    ],
    [
      'what was before',
      step,
      'After the step the temperature is 5 °C higher than before.',
      'After the step the temperature is 3 °C higher than before.',
    ],
    [
      'the start compared',
      rising,
      'At the end it was 22.95 °C, 2.95 °C higher than at the start.',
      'At the end it was 22.95 °C, 4 °C higher than at the start.',
    ],
    [
      'others are compared with, not spoken of',
      WITH_SPIKE,
      'The value of 31.2 °C is significantly higher than the other values.',
      'The value of 20.6 °C is significantly higher than the other values.',
    ],
    [
      'bounds of a deviation',
      calm,
      'No reading deviates from the mean by more than 3 standard deviations.',
      'All readings deviate from the mean by more than 3 standard deviations.',
    ],
    ['bounds of a change', rising, 'It rose by more than 2 °C.', 'It rose by more than 4 °C.'],
    [
      'bounds of a share',
      WITH_SPIKE,
      'Over 95 % of the readings are below 21 °C.',
      'Over 99 % of the readings are below 21 °C.',
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
      'bounds of all readings',
      rising,
      'All 60 readings lie between 15 and 30 °C.',
      'All 60 readings lie between 21 and 30 °C.',
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
    'The spike happened in the first ten minutes.',
    'The spike lasted the whole hour.',
    'The spike is the lowest value.',
    'The spike is negative.',
    'The temperature was 31 °C for most of the time.',
    'The temperature rises faster in the second half.',
  ])('is false where it is not so: %s', (text) => {
    expect(checkText(text, late).summary).toBeNull();
  });

  it.each([
    'The spike came at the end.',
    'The spike happened in the last ten minutes.',
    'The spike is the highest value.',
  ])('is shown where it is: %s', (text) => {
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

  it('that come after a time are wrong where the reading of that time is another', () => {
    expect(claimsOf('The temperature at 10:20 was 22 °C.', rising).at(-1)).toBe('"22 °C" value refuted');
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
    ['For the last 60 minutes the value has been exactly 615 ppm.', false],
    [`People entered the office at ${at(60)}.`, false],
  ])('%s: %s', (text, shown) => {
    expect(isShown(text, window)).toBe(shown);
  });
});
