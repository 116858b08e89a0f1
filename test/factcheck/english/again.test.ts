import { describe, expect, it } from 'vitest';
import { read } from '../../../src/factcheck/english/read.ts';
import { parseSeriesName } from '../../../src/factcheck/series-names.ts';

const vocabulary = { unit: '°C', ...parseSeriesName('environment.temperature{room=office}') };
/** Whether the number is read as a mean, and whether it was left open of which part. */
const meant = (text: string, number: string) => {
  const { readings = [] } = read(text, vocabulary).statements.find(({ start, end }) =>
    text.slice(start, end).includes(number),
  ) ?? { readings: [] };
  const formulas = readings.map(({ formula }) => formula);
  return {
    isMean: JSON.stringify(formulas[0]).includes('"name":"mean"'),
    isOpen: formulas.some(({ is }) => is === 'beyond'),
  };
};

describe('a number with a part of its own behind a figure', () => {
  it.each([
    ['The mean is 20.8 °C in the first half and 21.6 °C in the second.', '21.6'],
    ['Before the gap the mean is 20.8 °C and after it it is 21.7 °C.', '21.7'],
    ['In the first half the mean is 20.8 and in the second half it is 21.6.', '21.6'],
    ['The mean is 20.8 °C in the first half versus 21.6 °C over everything.', '21.6'],
  ])('is the same figure of that part: %s', (text, number) => {
    expect(meant(text, number)).toEqual({ isMean: true, isOpen: false });
  });

  it.each([
    ['There is a gap. The mean is 20.8 °C before and 21.7 °C after.', '21.7'],
    ['The first 10 readings have a mean of 20.2 °C against 21.4 °C for the rest.', '21.4'],
  ])(
    'is left open where the part is one that was spoken of elsewhere, or what is left: %s',
    (text, number) => {
      expect(meant(text, number)).toEqual({ isMean: true, isOpen: true });
    },
  );

  it('is a reading where the figure is an extreme and the part one side of it', () => {
    expect(meant('The maximum is 29.4 °C, before it there are 21 °C.', '21 °C').isMean).toBe(false);
  });
});
