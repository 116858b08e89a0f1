import { describe, expect, it } from 'vitest';
import { checkText } from '../../src/factcheck/factcheck.ts';
import { exampleWindow } from './english/window.ts';

const window = exampleWindow();
const timesOf = (text: string): string[] =>
  checkText(text, window)
    .claims.filter(({ kind }) => kind === 'time')
    .map(({ text: claim, verdict }) => `${claim} ${verdict}`);

describe('a time is not called false', () => {
  it.each([
    ['where it is one of several that are not told apart', 'Zeros: 10, the last two 15:50 + 15:55.'],
    [
      'where a bracket behind a count may tell of what is counted',
      'The maximum comes after a row of five readings (11:05-11:25).',
    ],
    ['where readings in a row have no phrase of their own', 'The second one came at 14:10, far behind.'],
    ['where a value was there before the time by which it is told', 'It is back at 21.03 °C by 12:40.'],
  ])('%s', (_, text) => {
    expect(timesOf(text).filter((claim) => claim.endsWith('refuted'))).toEqual([]);
  });
});

describe('a time is told', () => {
  it('of the step that has the size, whatever size is the largest', () => {
    expect(timesOf('A fall of 0.13 °C came at 10:10.')).toEqual(['at 10:10 unverifiable']);
    expect(timesOf('A leap of 8.33 °C came at 12:30.')).toEqual(['at 12:30 supported']);
  });

  it('of the largest step, though its size is wrong', () => {
    expect(timesOf('The largest single rise is 7.5 °C, at 12:30.')).toEqual(['at 12:30 supported']);
  });

  it('by a place among the readings, from either end', () => {
    expect(timesOf('The lowest reading was the third.')).toEqual(['third supported']);
    expect(timesOf('The lowest reading was the second last.')).toEqual(['second last refuted']);
  });
});
