import { describe, expect, it } from 'vitest';
import { read } from '../../../src/factcheck/english/read.ts';
import { judgeSentences } from '../../../src/factcheck/show/show.ts';
import type { Clause, ReadText, Statement } from '../../../src/factcheck/statement/text.ts';
import { office } from '../support.ts';

const VOCABULARY = { unit: '°C', words: new Set(['temperature']), tags: new Map<string, string>() };

const untold = (text: string) =>
  read(text, VOCABULARY).sentences.flatMap(({ clauses }) => clauses.flatMap((one) => one.untold));

describe('a clause with a phrase that nothing was made of', () => {
  it('tells which it is', () => {
    expect(untold('Were it expressed so, it would come to 505 °C.')).toEqual(['505 °C']);
    expect(
      untold('At 10:02 it reads 20 °C; when the high is reached – 19 minutes later – it reads 21 °C.'),
    ).toEqual(['19 minutes later – it']);
    expect(untold('The first third stands at 20.2 °C, so it is up by a fifth.')).toEqual(['fifth']);
  });

  it('has none where all of it is told, where "one" counts nothing, and where a number begins an item', () => {
    expect(untold('The mean is 21 °C.')).toEqual([]);
    expect(untold('These readings are of one window.')).toEqual([]);
    expect(untold('1. The mean is 21 °C.')).toEqual([]);
    expect(untold('The value of 31.2 is an outlier.')).toEqual([]);
  });

  it('is left out, though its claims hold', () => {
    const statement: Statement = {
      ...{ start: 0, end: 4, kind: 'value', unread: [], rules: [] },
      readings: [{ formula: { is: 'beyond', what: 'anything' }, assumes: [] }],
    };
    const clause: Omit<Clause, 'untold'> = {
      ...{ start: 0, end: 10, core: 0, host: null, foreignSubject: null, presumes: [], unread: [] },
      hold: 'alone',
      mood: 'stated',
    };
    const shown = (untoldPhrases: readonly string[]) => {
      const clauses: readonly Clause[] = [{ ...clause, untold: untoldPhrases }];
      const sentences = [{ start: 0, end: 10, form: 'prose', broken: false, clauses }] as const;
      const readText: ReadText = { statements: [statement], sentences, foreign: false };
      const claim = { start: 0, end: 4, text: 'This', kind: 'value', verdict: 'supported' } as const;
      return judgeSentences(
        'This is it',
        readText,
        [{ ...claim, evidence: '', reading: '' }],
        office([1, 2]),
      );
    };
    expect(shown([])[0]?.text).toBe('This is it');
    expect(shown(['above 5'])[0]).toMatchObject({
      text: null,
      reason: '"above 5" states what was not understood',
    });
  });
});
