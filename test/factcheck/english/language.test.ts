import { describe, expect, it } from 'vitest';
import { read } from '../../../src/factcheck/english/read.ts';

const vocabulary = { unit: '°C', words: new Set(['temperature']), tags: new Map<string, string>() };
const isForeign = (text: string) => read(text, vocabulary).foreign;

describe('the language of a text', () => {
  it('is none that is read where most words are in no table', () => {
    expect(isForeign('Der Mittelwert beträgt 20.4 Grad, nichts Ungewöhnliches.')).toBe(true);
    expect(isForeign('The mean is 20.4 degrees, nothing unusual was found.')).toBe(false);
  });

  it('is left open for a text of three words, which may be names', () => {
    expect(isForeign('Kaffeeküche Erdgeschoss Heizkörper')).toBe(false);
    expect(isForeign('Kaffeeküche Erdgeschoss Heizkörper Fenster')).toBe(true);
  });
});
