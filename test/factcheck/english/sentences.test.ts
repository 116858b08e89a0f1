import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../../src/factcheck/english/sentences.ts';

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
