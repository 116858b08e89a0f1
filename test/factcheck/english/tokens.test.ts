import { describe, expect, it } from 'vitest';
import { read } from '../../../src/factcheck/english/read.ts';
import { parseClock, parseIsoDate } from '../../../src/factcheck/english/tokens/moments.ts';
import { parseDigits, parseNumberWords } from '../../../src/factcheck/english/tokens/numbers.ts';
import { scan } from '../../../src/factcheck/english/tokens/scan.ts';
import { parseSeriesName } from '../../../src/factcheck/series-names.ts';

const norms = (text: string) => scan(text, 0, text.length).map(({ norm }) => norm);
const vocabulary = { unit: '°C', ...parseSeriesName('environment.temperature') };
const formulas = (text: string) =>
  read(text, vocabulary).statements.map(({ readings }) => readings[0]?.formula);

describe('numbers', () => {
  it.each([
    ['1,234.5', 1234.5, 0.1],
    ['1.2e3', 1200, 100],
    ['.5', 0.5, 0.1],
    ['20', 20, 1],
  ])('%s is worth %d, to %d', (text, value, step) => {
    expect(norms(text)).toEqual([text]);
    const number = parseDigits(text);
    expect(number.value).toBe(value);
    expect(number.step).toBeCloseTo(step, 10);
  });

  it.each([
    ['twenty-three readings', 23, 1],
    ['a dozen', 12, 2],
    ['two hundred and five', 205, 4],
    ['thirteen point six percent', 13.6, 3],
    ['three thousand two hundred', 3200, 4],
  ])('in words: %s', (text, value, length) => {
    expect(parseNumberWords(text.split(' '))).toMatchObject({ number: { value }, length });
  });

  it.each(['a reading', 'and five', 'hundred'])('in words is none: %s', (text) => {
    expect(parseNumberWords(text.split(' '))).toBeUndefined();
  });

  it('in words have up to twelve of them', () => {
    const words = 'two hundred and five million three hundred and six thousand four hundred and seven'.split(
      ' ',
    );
    expect(parseNumberWords(words)).toMatchObject({ number: { value: 205_306_400 }, length: 12 });
  });

  it('carry sign, unit and hedge', () => {
    const quantity = { value: -4.5, step: 0.1, hedge: 'about', unit: '°c' };
    expect(formulas('The mean is about −4.5 °C.')).toMatchObject([{ right: { quantity } }]);
  });

  it('tell a minus from a hyphen', () => {
    expect(norms('20-25')).toEqual(['20', '-', '25']);
    expect(formulas('Between 20-25 °C.')).toMatchObject([
      { is: 'range', low: { quantity: { value: 20 } }, high: { quantity: { value: 25 } } },
    ]);
  });
});

describe('lengths of time', () => {
  it.each([
    ['half an hour', 1800],
    ['for an hour', 3600],
    ['a quarter of an hour', 900],
    ['two and a half hours', 9000],
    ['90 s', 90],
  ])('in words: %s', (text, value) => {
    const right = { quantity: { value, unit: 's' } };
    expect(formulas(`It lasted ${text}.`)).toMatchObject([{ left: { num: 'duration' }, right }]);
  });
});

describe('moments', () => {
  it.each([
    ['at two in the morning', { hour: 2 }],
    ["at 5 o'clock", { hour: 5 }],
    ['at 11:30 p.m.', { hour: 23, minute: 30 }],
    ['at noon', { hour: 12 }],
    ['at 14:05 UTC', { hour: 14, minute: 5 }],
  ])('in words: %s', (text, moment) => {
    expect(formulas(`The maximum came ${text}.`)).toMatchObject([{ is: 'same time', b: { moment } }]);
  });

  it('are none where no clock shows them', () => {
    expect(parseClock('25:00')).toBeUndefined();
    expect(parseClock('10:75')).toBeUndefined();
    expect(parseIsoDate('2015-13-01')).toBeUndefined();
  });

  it('keep the offset of the zone that they name', () => {
    const moment = { year: 2015, month: 2, day: 4, hour: 14, minute: 5, offsetMinutes: 120 };
    expect(parseIsoDate('2015-02-04T14:05:00+02:00')).toMatchObject(moment);
    expect(parseIsoDate('2015-02-04T14:05:00-0330')).toMatchObject({ offsetMinutes: -210 });
  });
});
