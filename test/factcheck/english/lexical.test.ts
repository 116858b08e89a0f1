import { describe, expect, it } from 'vitest';
import { lexicalEdges } from '../../../src/factcheck/english/phrases/lexical.ts';
import type { Category } from '../../../src/factcheck/english/phrases/phrase.ts';
import { scan } from '../../../src/factcheck/english/tokens/scan.ts';
import { parseSeriesName } from '../../../src/factcheck/series-names.ts';

/** What the words at the head of a text are taken for, the longest. */
function longest(text: string, category: Category, unit = '°C') {
  const vocabulary = { unit, ...parseSeriesName('environment.temperature') };
  const edges = lexicalEdges(scan(text, 0, text.length), vocabulary, new Set())[0] ?? [];
  return edges.filter((edge) => edge.category === category).toSorted((a, b) => b.to - a.to)[0];
}

describe('what stands at the head of a text', () => {
  it('is a number of up to eight words', () => {
    const number = longest('two hundred and five million three hundred thousand and six', 'number');
    expect(number).toMatchObject({ to: 8, value: { value: 205_300_000 } });
  });

  it('is a unit of up to four words', () => {
    expect(longest('grains of dust daily', 'unit', 'grains of dust daily')?.to).toBe(4);
    expect(longest('grains of dust per room', 'unit', 'grains of dust per room')).toBeUndefined();
  });
});
