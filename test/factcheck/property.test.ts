import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckContext } from '../../src/factcheck/context.ts';
import { checkText } from '../../src/factcheck/factcheck.ts';
import { describe as figuresOf } from '../../src/statistics/describe.ts';
import { CALM, office, WITH_SPIKE } from './support.ts';

/** Windows of 3 to 200 readings with two decimals, not all alike. */
const window = fc
  .array(fc.integer({ min: -4000, max: 9000 }), { minLength: 3, maxLength: 200 })
  .filter((values) => new Set(values).size > 1)
  .map((values) => office(values.map((value) => value / 100)));

interface Template {
  readonly write: (figure: string) => string;
  readonly figure: (context: CheckContext) => number;
}

const of =
  (name: 'mean' | 'stddev' | 'median' | 'min' | 'max' | 'first' | 'last' | 'count') =>
  (context: CheckContext) =>
    figuresOf(context.times, context.values)[name];

const TEMPLATES: readonly Template[] = [
  { write: (n) => `The mean is ${n} °C.`, figure: of('mean') },
  {
    write: (n) => `On average the office had a temperature of ${n} °C, with a mean of ${n} °C.`,
    figure: of('mean'),
  },
  { write: (n) => `The data indicates a mean of ${n}.`, figure: of('mean') },
  { write: (n) => `The standard deviation is ${n} °C.`, figure: of('stddev') },
  { write: (n) => `Median temperature: ${n} °C.`, figure: of('median') },
  {
    write: (n) =>
      `The lowest value, ${n} °C, is no cause for alarm.`.replace(', is no cause for alarm', ' (minimum)'),
    figure: of('min'),
  },
  { write: (n) => `The temperature peaked at ${n} °C.`, figure: of('max') },
  { write: (n) => `The first reading was ${n} °C.`, figure: of('first') },
  { write: (n) => `The temperature is currently ${n} °C.`, figure: of('last') },
];

const template = fc.constantFrom(...TEMPLATES);
const decimals = fc.integer({ min: 0, max: 3 });

/** Rounded as people do; minus zero has no sign. */
function written(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

describe('any window', () => {
  it('supports what templates make of its figures, whatever they are rounded to', () => {
    fc.assert(
      fc.property(window, template, decimals, (context, { write, figure }, digits) => {
        const { claims, summary } = checkText(write(written(figure(context), digits)), context);
        expect(claims.length).toBeGreaterThan(0);
        expect(claims.filter(({ verdict }) => verdict !== 'supported')).toEqual([]);
        expect(summary).not.toBeNull();
      }),
      { numRuns: 150 },
    );
  });

  it('never supports the same text with its number moved beyond the rounding', () => {
    const moves = fc.integer({ min: 2, max: 50 });
    fc.assert(
      fc.property(
        window,
        template,
        decimals,
        moves,
        fc.boolean(),
        (context, { write, figure }, digits, steps, up) => {
          const moved = figure(context) + (up ? 1 : -1) * steps * 10 ** -digits;
          const { claims, summary } = checkText(write(written(moved, digits)), context);
          expect(claims.some(({ verdict }) => verdict !== 'supported')).toBe(true);
          expect(summary).toBeNull();
        },
      ),
      { numRuns: 150 },
    );
  });

  it('supports the count of its readings above a limit, and no other count', () => {
    fc.assert(
      fc.property(
        window,
        fc.integer({ min: -40, max: 90 }),
        fc.integer({ min: 1, max: 9 }),
        (context, limit, more) => {
          const count = context.values.filter((value) => value > limit).length;
          const total = context.values.length;
          const text = (n: number) => `${n} of ${total} readings are above ${limit} °C.`;
          expect(checkText(text(count), context).claims[0]?.verdict).toBe('supported');
          expect(checkText(text(count + more), context).claims[0]?.verdict).not.toBe('supported');
        },
      ),
    );
  });

  it('supports the time of its highest reading, and refutes that of another', () => {
    fc.assert(
      fc.property(window, (context) => {
        const { maxAt, max } = figuresOf(context.times, context.values);
        const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16);
        const other =
          context.times.find((time, index) => context.values[index] !== max && time !== maxAt) ?? 0;
        const text = (ms: number) => `The maximum of ${max} °C came at ${clock(ms)}.`;
        expect(checkText(text(maxAt), context).summary).not.toBeNull();
        expect(checkText(text(other), context).summary).toBeNull();
      }),
    );
  });
});

const WORDS =
  'the mean of 22.4 °C is not above 3 standard deviations outliers at 14:05 from to between and no never 10 readings , . ( ) may due to half an hour ' +
  'a few rising stuck before after step excluding it first last 20 % per minute . ? ! 2015-02-04 5 a.m. one two hundred and - – : ; 1e9 +/- ±';

describe('any text', () => {
  const soup = fc
    .array(fc.constantFrom(...WORDS.split(' ')), { maxLength: 300 })
    .map((words) => words.join(' '));

  it.each([
    ['signs and letters of all kinds', fc.string({ unit: 'binary', maxLength: 2000 })],
    ['words of the trade in any order', soup],
  ])('never makes it throw: %s', (_, text) => {
    fc.assert(
      fc.property(text, (input) => {
        const { claims, sentences, summary } = checkText(input, WITH_SPIKE);
        for (const { start, end, text: claim } of claims) expect(input.slice(start, end)).toBe(claim);
        expect(summary === null).toBe(sentences.every(({ shown }) => !shown));
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['one word', 'outlier '],
    ['one letter', 'a'],
    ['digits', '1'],
    ['numbers with commas', '1,234,'],
    ['numbers in words', 'hundred and '],
    ['stops', '. '],
    ['bare stops', '.'],
    ['commas', ', '],
    ['opening brackets', '('],
    ['ranges', '20-25-'],
    ['parts of the window', 'before the spike '],
    ['counts that point back', 'two of them at 10:20 '],
    ['hyphens', 'non-'],
    ['blanks', ' '],
    ['pairs of letters beyond the basic plane', '🌡️'],
    ['statistics without numbers', 'the mean of the '],
    ['comparisons', 'above the mean of 20 '],
  ])('takes time in proportion to its length: %s', (_, piece) => {
    const calm = office(CALM);
    // Of three checks together: the system counts processor time in steps that one check may fit between.
    const cost = (length: number): number => {
      const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
      const runs = [1, 2, 3].map(() => {
        const before = process.cpuUsage().user;
        checkText(text, calm);
        return process.cpuUsage().user - before;
      });
      return runs.reduce((sum, one) => sum + one, 0);
    };
    cost(2_000);
    // Four times the text: quadratic time would be sixteen times as much. 20 ms a check are granted for what else the process does.
    expect(cost(20_000)).toBeLessThan(8 * cost(5_000) + 3 * 20_000);
  });

  it.each([
    ['pieces of pieces without an end', `The mean of ${'the first half of the last third of '.repeat(24)}. `],
    ['ends of ends', `It rose in ${'the last 10 readings of the first hour of '.repeat(12)}the window. `],
    ['conditions of conditions', `${'readings above the mean of '.repeat(24)}it are 3. `],
  ])('takes not much longer for nested words than for plain ones: %s', (_, piece) => {
    const [least, times] = [1_000, 7];
    const cost = (sentence: string): number => {
      const text = sentence.repeat(Math.ceil(10_000 / sentence.length)).slice(0, 10_000);
      const runs = [1, 2, 3].map(() => {
        const before = process.cpuUsage().user;
        checkText(text, WITH_SPIKE);
        return process.cpuUsage().user - before;
      });
      return Math.min(...runs);
    };
    const plain = 'The mean of the first half of the window is 21.4 °C. ';
    cost(plain);
    expect(cost(piece)).toBeLessThan(times * cost(plain) + least);
  });
});
