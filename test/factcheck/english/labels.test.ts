import { describe, expect, it } from 'vitest';
import { read } from '../../../src/factcheck/english/read.ts';
import { parseSeriesName } from '../../../src/factcheck/series-names.ts';

const vocabulary = { unit: '°C', ...parseSeriesName('environment.temperature{room=office}') };
/** The part that the statement with these words is of by its natural reading, and whether others may be meant. */
const partOf = (text: string, words: string) => {
  const said = read(text, vocabulary).statements.find(({ start, end }) =>
    text.slice(start, end).includes(words),
  );
  const [natural, ...others] = (said?.readings ?? []).map(({ formula }) => formula);
  const of = /"name":"\w+","of":\{"part":"(\w+)"/.exec(JSON.stringify(natural));
  return { part: of?.[1], isSure: others.length === 0 };
};

describe('the label at the head of a line', () => {
  it.each([
    ['**Before 12:30:** averages 20.49 °C.', 'before'],
    ['- Until 12:25: the mean is 20.49 °C.', 'between'],
    ['Warm phase (12:00 to 13:00): the mean is 20.49 °C.', 'between'],
    ['- Night (00:15 to 05:15) – the mean is 20.49 °C.', 'between'],
    ['- Before 12:30: calm; the mean is 20.49 °C.', 'before'],
    ['- Before 12:30: calm. The mean is 20.49 °C.', 'before'],
  ])('names the part of what is told behind it: %s', (text, part) => {
    expect(partOf(text, '20.49')).toEqual({ part, isSure: true });
  });

  it.each([
    ['- Before 12:30: calm.\n- The mean is 20.49 °C.', 'the next line'],
    ['Before 12:30: calm. The mean is 20.49 °C.', 'the next sentence where it marks no item'],
    ['- Before 12:30 it is calm: a few steps.\n\nThe mean is 20.49 °C.', 'what follows a clause'],
  ])('is none of %j: %s', (text) => {
    expect(partOf(text, '20.49').part).toBe('whole');
  });

  it.each([
    ['All is well.\n**Before 12:30**\n- The mean is 20.49 °C.', 'before'],
    ['All is well.\n\n### Before 12:30\nThe mean is 20.49 °C.', 'before'],
    ['All is well.\n**Before 12:30**\n- Calm.\n\nThe mean is 20.49 °C.', 'whole'],
    ['All is well.\n**Before 12:30**\n- Calm.\n**Figures**\n- The mean is 20.49 °C.', 'whole'],
    ['# Before 12:30\nThe mean is 20.49 °C.', 'whole'],
  ])('lasts, as a heading, for the lines under it, but not as the title: %j', (text, part) => {
    expect(partOf(text, '20.49').part).toBe(part);
  });

  it('may be a time with a dash, or be called by a change where brackets say when', () => {
    expect(partOf('- 07:00–07:50: calm. The mean is 20.49 °C.', '20.49').part).toBe('between');
    expect(partOf('- Recovery (from 17:00): the mean is 20.49 °C.', '20.49').part).toBe('between');
    expect(partOf('- Rise: the mean is 20.49 °C.', '20.49').part).toBe('whole');
  });

  it('leaves open what goes back to what was told before', () => {
    expect(partOf('A spike at 12:30. After: the mean is 20.49 °C.', '20.49').isSure).toBe(false);
  });

  it('leaves a figure open where only the text has a name for the part', () => {
    const [said] = read('- Second wave: the mean is 20.49 °C.', vocabulary).statements;
    expect(JSON.stringify(said?.readings)).toContain('"part":"unknown"');
  });
});

describe('the part of a figure', () => {
  it.each([
    'In the second half the mean is 20.49 °C.',
    'The mean of the last third is 20.49 °C.',
    'The mean is 20.49 °C and the median 21.3 °C.',
  ])('is the one that is told beside it, or all where several figures are told together: %s', (text) => {
    expect(partOf(text, '20.49').isSure).toBe(true);
  });

  it.each([
    'In the second half the maximum is 20.49 °C.',
    'In the morning the mean is 20.49 °C.',
    'In the second half it is calm. The mean is 20.49 °C.',
  ])('may be another where it is an extreme, has loose hours or was told before: %s', (text) => {
    expect(partOf(text, '20.49').isSure).toBe(false);
  });

  it('is what stands in brackets behind its name', () => {
    expect(partOf('The warm phase (12:00 to 13:00) has a mean of 20.49 °C.', '20.49').part).toBe('between');
    expect(partOf('The mean is 20.4 °C (12:00 to 13:00), the median is 20.49 °C.', '20.49').part).toBe(
      'whole',
    );
  });

  it('is left out of only where nothing else is told without it', () => {
    expect(partOf('The mean is 20.49 °C, or 21.08 °C without the spike.', '20.49').part).toBe('whole');
    expect(partOf('The mean is 20.49 °C, leaving out the spike.', '20.49').part).toBe('without');
  });
});
