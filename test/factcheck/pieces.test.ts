import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../src/factcheck/english/sentences.ts';
import { parseClock, parseIsoDate } from '../../src/factcheck/moments.ts';
import { parseDigits, parseNumberWords } from '../../src/factcheck/numbers.ts';
import { compile, matchAt } from '../../src/factcheck/pattern.ts';
import { tag } from '../../src/factcheck/tag.ts';
import { convertDifference, convertReading, findUnit, ownUnit } from '../../src/factcheck/units.ts';

const tagged = (text: string) => tag(text, 0, text.length, { unit: '°C', measured: new Set() });

describe('sentences', () => {
  const pieces = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end));

  it('end at a stop before a capital, and at a line break', () => {
    expect(pieces('It is 20.5 °C. All is well!\nNo stop here')).toEqual([
      'It is 20.5 °C.',
      'All is well!',
      'No stop here',
    ]);
  });

  it('go on after an abbreviation, a small letter and the number of a list item', () => {
    expect(pieces('It rose at 5 a.m. and fell later, i.e. at noon.')).toHaveLength(1);
    expect(pieces('1. The first point\n2. The second')).toEqual(['1. The first point', '2. The second']);
  });

  it('are cut where they are longer than any sentence', () => {
    const spans = splitSentences('x'.repeat(2500));
    expect(spans.map(({ cut }) => cut)).toEqual([true, true, true]);
    expect(spans.at(-1)?.end).toBe(2500);
  });
});

describe('numbers', () => {
  it.each([
    ['1,234.5', 1234.5, 0.1],
    ['1.2e3', 1200, 100],
    ['.5', 0.5, 0.1],
    ['20', 20, 1],
  ])('%s is worth %d, to %d', (text, value, step) => {
    const quantity = parseDigits(text);
    expect(quantity.value).toBe(value);
    expect(quantity.step).toBeCloseTo(step, 10);
  });

  it.each([
    ['twenty-three readings', 23, 1],
    ['a dozen', 12, 2],
    ['two hundred and five', 205, 4],
    ['thirteen point six percent', 13.6, 3],
    ['three thousand two hundred', 3200, 4],
  ])('in words: %s', (text, value, length) => {
    expect(parseNumberWords(text.split(' '))).toMatchObject({ quantity: { value }, length });
  });

  it.each(['a reading', 'and five', 'hundred'])('is none: %s', (text) => {
    expect(parseNumberWords(text.split(' '))).toBeUndefined();
  });
});

describe('words', () => {
  it('carry units and looseness with their number', () => {
    const [token] = tagged('about −4.5 °C');
    expect(token?.quantity).toMatchObject({ value: -4.5, about: 'about', unit: { name: '°c' } });
  });

  it('tell a minus from a hyphen', () => {
    expect(tagged('20-25').map(({ norm }) => norm)).toEqual(['20', '-', '25']);
  });

  it.each([
    ['half an hour', 1800],
    ['for an hour', 3600],
    ['a quarter of an hour', 900],
    ['two and a half hours', 9000],
    ['90 s', 90],
  ])('say how long: %s', (text, seconds) => {
    const quantity = tagged(text).find((token) => token.quantity !== undefined)?.quantity;
    expect((quantity?.value ?? 0) * (quantity?.unit?.factor ?? 0)).toBe(seconds);
  });

  it.each([
    ['two in the morning', 7200],
    ["5 o'clock", 18_000],
    ['11:30 p.m.', 84_600],
    ['noon', 43_200],
    ['14:05 UTC', 50_700],
  ])('say when: %s', (text, second) => {
    expect(tagged(text)[0]?.moment?.second).toBe(second);
  });
});

describe('moments', () => {
  it('are none where no clock shows them', () => {
    expect(parseClock('25:00')).toBeUndefined();
    expect(parseClock('10:75')).toBeUndefined();
    expect(parseIsoDate('2015-13-01')).toBeUndefined();
  });

  it('are taken to UTC where they name a zone', () => {
    expect(parseIsoDate('2015-02-04T14:05:00+02:00')).toMatchObject({ day: 4, second: 43_500 });
  });
});

describe('units', () => {
  it('convert readings with their offset and differences without', () => {
    const [f, c] = [findUnit('°F', ''), ownUnit('°C')];
    expect(f && convertReading(212, f, c)).toBeCloseTo(100, 9);
    expect(f && convertDifference(9, f, c)).toBeCloseTo(5, 9);
  });

  it('of the series counts even when no table has it', () => {
    expect(findUnit('passengers', 'passengers')?.dimension).toBe('own:passengers');
    expect(findUnit('lanterns', 'passengers')).toBeUndefined();
  });
});

describe('patterns', () => {
  it('name the first token of an element, and take the longest repetition that lets the rest hold', () => {
    const match = matchAt(compile(`s=stat link{0,3} n=q`), tagged('mean of 20.5'), 0);
    expect(match?.end).toBe(3);
    expect(match?.named.get('n')).toBe(2);
  });

  it('that are malformed are a mistake in the tables', () => {
    expect(() => compile('a==b')).toThrow(/malformed/);
  });
});
