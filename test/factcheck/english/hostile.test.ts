import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read } from '../../../src/factcheck/english/read.ts';
import { parseSeriesName } from '../../../src/factcheck/series-names.ts';
import type { ReadText } from '../../../src/factcheck/statement/text.ts';

const vocabulary = { unit: '°C', ...parseSeriesName('environment.temperature{room=office}') };
const LENGTH = 65_536;

/** Statements lie in the text, in order; sentences and their clauses do not overlap. */
function expectInOrder(text: string, { statements, sentences }: ReadText): void {
  for (const { start, end, readings } of statements) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(text.length);
    expect(readings.length).toBeGreaterThan(0);
  }
  let last = 0;
  for (const { start, end, clauses } of sentences) {
    expect(start).toBeGreaterThanOrEqual(last);
    for (const clause of clauses) expect(clause.end).toBeLessThanOrEqual(end);
    last = end;
  }
}

describe('a hostile text', () => {
  it('of any Unicode is read without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expectInOrder(text, read(text, vocabulary));
      }),
      { numRuns: 200 },
    );
  });

  it('of known words in any order is read without an error', () => {
    const word = fc.constantFrom(
      ...'the mean of readings is 21.5 °C between and 14:05 spike above below than first half second not no all but one , ( ) ; : — % twice more higher it that rose from to by per hour standard deviations'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const text = words.join(' ');
        expectInOrder(text, read(text, vocabulary));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['one word without an end', 'a'],
    ['numbers without an end', '1'],
    ['brackets', '('],
    ['clauses within clauses', 'which is above the mean, '],
    ['statistics of statistics', 'the mean of '],
    ['ranges of ranges', '20 to '],
    ['negations', 'not '],
    ['amounts', 'all but one of the '],
    ['line breaks', '\n'],
    ['full sentences', 'The mean is 21.5 °C at 14:05. '],
  ])('of %s takes time in proportion to its length', (_, piece) => {
    const timeOf = (length: number): number => {
      const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
      const before = process.cpuUsage().user;
      read(text, vocabulary);
      return (process.cpuUsage().user - before) / 1000;
    };
    timeOf(LENGTH / 10);
    const short = Math.max(5, timeOf(LENGTH / 4));
    // Four times as long: quadratic time would be sixteen times as much.
    expect(timeOf(LENGTH) / short).toBeLessThan(10);
  });
});
