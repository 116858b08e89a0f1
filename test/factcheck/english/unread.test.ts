import { describe, expect, it } from 'vitest';
import { read } from '../../../src/factcheck/english/read.ts';
import { explainText } from '../../../src/factcheck/factcheck.ts';
import { parseSeriesName } from '../../../src/factcheck/series-names.ts';
import { exampleWindow } from './window.ts';

const vocabulary = { unit: '°C', ...parseSeriesName('environment.temperature{room=office}') };
/** The words that keep the statements with these words from being called false. */
const unreadOf = (text: string, words: string) =>
  read(text, vocabulary)
    .statements.filter(({ start, end }) => text.slice(start, end).includes(words))
    .flatMap(({ unread }) => unread);

describe('a word that no table knows', () => {
  it.each([
    ['The kiln averaged 20.4 °C.', '20.4'],
    ["The kiln's highest reading is 20.4 °C.", '20.4'],
    ['The kiln temperature averaged 20.4 °C.', '20.4'],
    ['Hello Ingrid, for the kiln at Thornton Street I get a mean of 20.4 °C.', '20.4'],
    ['**Verdict:** the mean is 20.4 °C.', '20.4'],
    ['The kiln climbed, wobbled at noon and culminated in 20.4 °C.', '20.4'],
    ['The peak startled everybody: the maximum is 20.4 °C.', '20.4'],
    ['The kiln is rising.', 'rising'],
    ['In plain words: the second half is less than half the first.', 'less than half'],
    ['All in all the mean is 20.4 °C.', '20.4'],
    ['It is 20.4 °C per interval on average.', '20.4'],
    ['The mean is 20.4 °C compared with 21.2 °C before.', '20.4'],
    ['The spread amounts to 20.4 °C.', '20.4'],
  ])('says nothing of the readings where it names a thing or stands in another clause: %s', (text, words) => {
    expect(unreadOf(text, words)).toEqual([]);
  });

  it.each([
    ['The genuine readings average 20.4 °C.', '20.4', 'genuine'],
    ['The windiest readings average 20.4 °C.', '20.4', 'windiest'],
    ['In the doldrums the mean was 20.4 °C.', '20.4', 'doldrums'],
    ['It slaloms between 20.4 and 21.2 °C.', '20.4', 'slaloms'],
    ['A second elevation, around 14:05, tops out at 21.2 °C.', '14:05', 'elevation'],
    ['A genuine rise begins at 14:05.', '14:05', 'genuine'],
    ['The compressor is normal.', 'normal', 'compressor'],
    ['Ordinarily it lies between 20.4 and 21.2 °C.', '20.4', 'ordinarily'],
  ])('keeps a claim open where it may say which readings, when or how: %s', (text, words, word) => {
    expect(unreadOf(text, words)).toContain(word);
  });
});

describe('words out of reach', () => {
  it.each([
    ['No reading is above 20.4 °C, which explains a lot of it.', '20.4'],
    ['The peak came at 14:05, and the pupils began to leave.', '14:05'],
    ['The maximum is 21.2 °C, first at 14:05.', '21.2'],
    ['Fourteen readings exceed 21 °C, the last of them at 14:05.', 'Fourteen'],
  ])('keep nothing open: %s', (text, words) => {
    expect(unreadOf(text, words)).toEqual([]);
  });

  it('are not those of a participle that opens the sentence', () => {
    expect(unreadOf('Ignoring both, nothing goes above 20.4 °C.', '20.4')).toContain('ignoring');
  });
});

describe('a number that is no reading', () => {
  it.each([
    ['The minimum is 0.4 °C down from there.', '0.4', 'down from'],
    ['**Shut-down:** −0.4 °C in one go.', '0.4', 'in one go'],
    ['It showed 0.4 °C in all.', '0.4', 'in all'],
  ])('is not called false as one: %s', (text, words, pointer) => {
    expect(unreadOf(text, words)).toContain(pointer);
  });
});

describe('a direction', () => {
  const judged = (text: string) =>
    explainText(text, exampleWindow()).statements.map(({ judgement }) => judgement.verdict);

  it('is true of what has an unknown name', () => {
    expect(judged('The kiln warmed up.')).toEqual(['supported']);
    expect(judged('The kiln cooled down.')).not.toContain('supported');
  });

  it('proves nothing where a part was named that was not read', () => {
    expect(judged('The end of the record sees the kiln rising.')).toEqual(['unverifiable']);
  });

  it('behind another is of what comes later, which was guessed', () => {
    expect(unreadOf('It got colder over the night and then rose.', 'rose')).toContain('then');
  });
});

describe('"i.e."', () => {
  it.each(['i.e.', 'i. e.', 'e.g.'])('is one word, which says nothing: %s', (word) => {
    const text = `The mean is 20.4 °C, ${word} 0.4 °C above the first reading.`;
    expect(unreadOf(text, '0.4 °C')).toEqual([]);
  });
});
