import { describe, expect, it } from 'vitest';
import { Chart, indexRules } from '../../../src/factcheck/english/phrases/chart.ts';
import type { Edge } from '../../../src/factcheck/english/phrases/phrase.ts';
import { type Rule, rule } from '../../../src/factcheck/english/phrases/rule.ts';
import { read } from '../../../src/factcheck/english/read.ts';
import { scan } from '../../../src/factcheck/english/tokens/scan.ts';
import { parseSeriesName } from '../../../src/factcheck/series-names.ts';

const UNIT = rule('a quantity and its unit', 'unit', ['quantityWord', 'unit'], (_, unit) => unit);

/** q: a quantity, u: a unit, f: a word that may be passed over, anything else: a word that may not. */
function chartOf(text: string, rules: readonly Rule[], more: readonly (readonly Edge[])[] = []): Chart {
  const tokens = scan(text, 0, text.length);
  const words = tokens.map(({ norm }, at): readonly Edge[] => {
    const category = norm === 'q' ? 'quantityWord' : norm === 'u' ? 'unit' : null;
    const own =
      category === null ? [] : [{ category, from: at, to: at + 1, value: norm, rules: [] } as const];
    return [...own, ...(more[at] ?? [])];
  });
  return new Chart(
    tokens,
    tokens.map(({ norm }) => norm === 'f'),
    words,
    indexRules(rules),
  );
}

/** Where the phrases of a category end that begin at a token. */
const ends = (chart: Chart, at: number, category: Edge['category'] = 'unit') =>
  chart
    .at(at)
    .filter((edge) => edge.category === category)
    .map(({ to }) => to);

describe('a chart', () => {
  it('builds phrases on phrases, and knows the longest that ends at a place', () => {
    const chart = chartOf('q q u', [UNIT]);
    expect(ends(chart, 0)).toEqual([3]);
    expect(chart.lastOf(0, 3, 'unit')?.from).toBe(0);
    expect(chart.lastOf(0, 2, 'unit')).toBeUndefined();
  });

  it('passes over two words that say nothing, not over three, and over none that says something', () => {
    expect(ends(chartOf('q f f u', [UNIT]), 0)).toEqual([4]);
    expect(ends(chartOf('q f f f u', [UNIT]), 0)).toEqual([]);
    expect(ends(chartOf('q other u', [UNIT]), 0)).toEqual([]);
  });

  it('takes up to four of what may be repeated', () => {
    const many = rule('many', 'unit', ['=begin', 'quantityWord*', '=end'], () => 'many');
    for (const count of [0, 1, 4])
      expect(ends(chartOf(`begin ${'q '.repeat(count)}end`, [many]), 0)).toEqual([count + 2]);
    expect(ends(chartOf(`begin ${'q '.repeat(5)}end`, [many]), 0)).toEqual([]);
  });

  it('has phrases of up to 24 words', () => {
    const chart = chartOf(`${'q '.repeat(26)}u`, [UNIT]);
    expect(ends(chart, 3)).toEqual([27]);
    expect(ends(chart, 2)).toEqual([]);
  });

  it('has three phrases of a category over the same words, each with a value of its own', () => {
    const senses = [1, 1, 2, 3, 4].map((value) => ({
      ...({ category: 'number', from: 0, to: 1, rules: [] } as const),
      value: { value, step: 1 },
    }));
    const values = chartOf('other', [], [senses])
      .at(0)
      .map(({ value }) => value);
    expect(values).toEqual([1, 2, 3].map((value) => ({ value, step: 1 })));
  });

  it('holds 160 phrases that begin at a place', () => {
    const long = Array.from({ length: 200 }, (_, length) => ({
      ...({ category: 'unit', from: 0, value: 'u', rules: [] } as const),
      to: length + 1,
    }));
    expect(chartOf('other', [], [long]).at(0)).toHaveLength(160);
  });

  it('is no place for a rule that begins with what may be left out', () => {
    const open = rule('open', 'unit', ['quantityWord?', 'unit'], () => 'open');
    expect(() => indexRules([open])).toThrow(/rule "open" must begin with what it needs/);
  });
});

describe('a sentence', () => {
  it('is read up to its 260th word or sign', () => {
    const vocabulary = { unit: '°C', ...parseSeriesName('environment.temperature') };
    const said = (signs: number) =>
      read(`${', '.repeat(signs)}maximum 99 °C`, vocabulary).statements.map(({ end }) => end - 2 * signs);
    expect(said(257)).toEqual(['maximum 99 °C'.length]);
    expect(said(258)).toEqual(['maximum 99'.length]);
    expect(said(259)).toEqual([]);
  });
});
