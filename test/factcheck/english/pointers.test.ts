import { describe, expect, it } from 'vitest';
import { read } from '../../../src/factcheck/english/read.ts';
import { parseSeriesName } from '../../../src/factcheck/series-names.ts';

const vocabulary = { unit: '°C', ...parseSeriesName('environment.temperature{room=office}') };
/** The words that keep the statement with this number from being called false. */
const unreadOf = (text: string, number: string) =>
  read(text, vocabulary)
    .statements.filter(({ start, end }) => text.slice(start, end).includes(number))
    .flatMap(({ unread }) => unread);

describe('words that point at what the same sentence named', () => {
  it.each([
    ['The dip begins at 10:05 and ends at 10:20; in it the readings average 20.4 °C.', '20.4', 'in it'],
    ['The peak is 21 °C at 10:20, and before it there are 20.4 °C.', '20.4', 'before it'],
    ['The mean is 20.1 °C, and 21 °C is 0.9 °C away from that mean.', '0.9', 'that mean'],
    ['Forty readings exceed 20 °C, and ten of those exceed 21 °C.', 'ten', 'of those'],
  ])('leave it open: %s', (text, number, words) => {
    expect(unreadOf(text, number)).toContain(words);
  });

  it.each([
    ['Afterwards the mean was 20.4 °C.', '20.4'],
    // A statistic of one side of it is that of all that lies there.
    ['Up to 10:20 the mean is 20.1 °C, afterwards 20.4 °C.', '20.4'],
    ['There is a gap at 10:20, and the readings before it average 20.4 °C.', '20.4'],
    ['The average of these figures is 20.4 °C.', '20.4'],
    ['The mean is 20.4 °C.', '20.4'],
  ])('are none: %s', (text, number) => {
    expect(unreadOf(text, number)).toEqual([]);
  });
});

describe('words that point back, wherever they stand', () => {
  it.each([
    ['Since then the readings stay below 20.4 °C.', '20.4', 'since then'],
    ['Outside of it no value exceeds 20.4 °C.', '20.4', 'outside of it'],
    ['In the hour that followed the mean was 20.4 °C.', '20.4', 'that followed'],
  ])('leave it open: %s', (text, number, words) => {
    expect(unreadOf(text, number)).toContain(words);
  });
});

describe('a list of numbers behind as many names', () => {
  it('is handed out, and its words are understood', () => {
    expect(unreadOf('First and last reading are 20.4 °C and 21.2 °C respectively.', '21.2')).toEqual([]);
  });
});
