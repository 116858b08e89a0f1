import { describe, expect, it } from 'vitest';
import { read } from '../../../src/factcheck/english/read.ts';
import { checkText } from '../../../src/factcheck/factcheck.ts';
import { evaluatorOf } from '../../../src/factcheck/judge/judge.ts';
import { parseSeriesName } from '../../../src/factcheck/series-names.ts';
import type { Time } from '../../../src/factcheck/statement/times.ts';
import { office, verdictsOf } from '../support.ts';

/** A hundred calm readings with one peak. */
const peakAt = (index: number) => office(Array.from({ length: 100 }, (_, at) => (at === index ? 25 : 20)));

describe('what is close to the end', () => {
  it('lies in the last fifth', () => {
    expect(verdictsOf('The maximum came close to the end.', peakAt(81))).toContain('supported');
    expect(verdictsOf('The maximum came close to the end.', peakAt(78))).not.toContain('supported');
  });
});

describe('"in the second"', () => {
  const rising = office(Array.from({ length: 12 }, (_, index) => 20 + index));
  const second = (text: string) => checkText(text, rising).claims.at(-1)?.verdict;

  it('is one of as many pieces as were spoken of', () => {
    expect(second('The mean is 21.5 °C in the first third and 25.5 °C in the second.')).toBe('supported');
    expect(second('The mean is 22.5 °C in the first half and 28.5 °C in the second.')).toBe('supported');
    expect(second('The mean is 21.5 °C in the first third and 28.5 °C in the second.')).not.toBe('supported');
  });
});

describe('the name of a quantity', () => {
  it('may have three words', () => {
    const vocabulary = { unit: 'ppm', ...parseSeriesName('environment.co2{room=office}') };
    const { sentences } = read('All day the carbon dioxide concentration rose.', vocabulary);
    expect(sentences.flatMap(({ clauses }) => clauses).flatMap(({ unread }) => unread)).toEqual([]);
  });
});

describe('a stretch of clock times in a window of several days', () => {
  it('begins and ends on one day', () => {
    const hour = 3_600_000;
    const window = {
      ...office(Array.from({ length: 96 }, (_, index) => index)),
      times: Float64Array.from(
        { length: 96 },
        (_, index) => Date.parse('2026-03-02T00:00:00Z') + index * hour,
      ),
    };
    const clock = (of: number): Time => ({ time: 'moment', moment: { hour: of, minute: 0, hedge: 'exact' } });
    const cuts = evaluatorOf(window).cuts({ part: 'between', from: clock(10), to: clock(13) });
    expect(cuts.length).toBeGreaterThanOrEqual(4);
    expect(cuts.every(({ values }) => values.length <= 4)).toBe(true);
    expect(new Set(cuts.map(({ values }) => values[0]))).toEqual(new Set([10, 34, 58, 82]));
  });
});
