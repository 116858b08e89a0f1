import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../../src/factcheck/english/examples.ts';
import { RULES } from '../../../src/factcheck/english/phrases/grammar.ts';
import { read } from '../../../src/factcheck/english/read.ts';
import { explainText } from '../../../src/factcheck/factcheck.ts';
import { parseSeriesName } from '../../../src/factcheck/series-names.ts';
import { exampleWindow } from './window.ts';

const CHOICE = /\{([^{}|~]*)[|~]([^{}]*)\}/g;
const window = exampleWindow();
const judged = (text: string) =>
  explainText(text, window).statements.map(({ judgement }) => judgement.verdict);
const rulesIn = (text: string, series: string, unit: string) =>
  read(text, { unit, ...parseSeriesName(series) }).statements.flatMap(({ rules }) => rules);

/** What only a series of another kind makes a rule of. */
const ELSEWHERE = rulesIn('web-1 has a mean of 44.5 ms.', 'network.latency{host=web-1}', 'ms');

describe('the rules of the reader', () => {
  it('have a name each', () => {
    const names = RULES.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('fire in an example each', () => {
    const fired = new Set([
      ...ELSEWHERE,
      ...EXAMPLES.flatMap((example) => rulesIn(example.replace(CHOICE, '$1'), window.series, window.unit)),
    ]);
    expect(RULES.map(({ name }) => name).filter((name) => !fired.has(name))).toEqual([]);
  });

  it.each(EXAMPLES.filter((example) => example.includes('|')))('hold and fail: %s', (example) => {
    const held = judged(example.replace(CHOICE, '$1'));
    expect(held).toContain('supported');
    expect(held).not.toContain('refuted');
    expect(judged(example.replace(CHOICE, '$2'))).toContain('refuted');
  });

  it.each(EXAMPLES.filter((example) => /\{[^{}|]*~/.test(example) && isChanged(example)))(
    'never call all of it true: %s',
    (example) => {
      const verdicts = judged(example.replace(CHOICE, '$2'));
      expect(verdicts.length > 0 && verdicts.every((verdict) => verdict === 'supported')).toBe(false);
    },
  );
});

function isChanged(example: string): boolean {
  return example.replace(CHOICE, '$1') !== example.replace(CHOICE, '$2');
}
