import { describe, expect, it } from 'vitest';
import { evaluatorOf, judge } from '../../../src/factcheck/judge/judge.ts';
import type { Event } from '../../../src/factcheck/statement/events.ts';
import type { Formula } from '../../../src/factcheck/statement/formulas.ts';
import type { Num } from '../../../src/factcheck/statement/numbers.ts';
import type { Part } from '../../../src/factcheck/statement/parts.ts';
import type { Reading, Statement } from '../../../src/factcheck/statement/text.ts';
import { office } from '../support.ts';
import { clock, is, literal, quantity, WHOLE } from './support.ts';

/** 10, 11, ... 29, a reading a minute from 10:00 on. */
const RAMP = office(Array.from({ length: 20 }, (_, index) => 10 + index));

function verdict(kind: Statement['kind'], formula: Formula, ...others: readonly Reading[]): string {
  const readings = [{ formula, assumes: [] }, ...others];
  return judge({ start: 0, end: 1, unread: [], rules: [], kind, readings }, evaluatorOf(RAMP)).verdict;
}

describe('a claim whose readings all fail is left open', () => {
  const has = (text: string): Formula => ({
    is: 'has value',
    quantity: quantity(text, { unit: '°c' }),
    of: WHOLE,
  });

  it('where another part has that extreme, and not where one has that mean', () => {
    const of = (name: 'max' | 'median' | 'mean', value: string): Formula =>
      is({ num: 'statistic', name, of: WHOLE }, literal(value));
    // The highest of the first half, the median of the second, and how far the mean is from the top.
    expect(verdict('statistic', of('max', '19.00'))).toBe('unverifiable');
    expect(verdict('statistic', of('median', '24.50'))).toBe('refuted');
    expect(verdict('statistic', of('mean', '9.50'))).toBe('refuted');
  });

  it('where its zeros leave open how far it was rounded', () => {
    const large = evaluatorOf(office([361_152, 380_174, 355_081, 372_900]));
    const claim = (text: string, num: Num): string =>
      judge(
        {
          ...{ start: 0, end: 1, unread: [], rules: [], kind: 'value' as const },
          readings: [{ formula: is(num, literal(text)), assumes: [] }],
        },
        large,
      ).verdict;
    const first: Num = { num: 'statistic', name: 'first', of: WHOLE };
    expect(claim('361000', first)).toBe('unverifiable');
    expect(claim('361000', { num: 'reading at', at: clock('10:00') })).toBe('unverifiable');
    expect(claim('362000', first)).toBe('refuted');
    expect(claim('361100', first)).toBe('refuted');
  });

  it('where its number is below zero and no reading is', () => {
    const at: Num = { num: 'reading at', at: clock('10:01') };
    expect(verdict('value', is(at, literal('-9')))).toBe('unverifiable');
    expect(verdict('value', is(at, literal('40')))).toBe('refuted');
  });

  it('where one side of what was found has that mean, and the part told ends at a moment', () => {
    const stepped = office([...Array(10).fill(20), ...Array(10).fill(30)]);
    const until: Part = { part: 'between', from: null, to: clock('10:14') };
    const of = (part: Part, value: string): string =>
      judge(
        {
          ...{ start: 0, end: 1, unread: [], rules: [], kind: 'statistic' as const },
          readings: [
            { formula: is({ num: 'statistic', name: 'mean', of: part }, literal(value)), assumes: [] },
          ],
        },
        evaluatorOf(stepped),
      ).verdict;
    expect(of(until, '20.00')).toBe('unverifiable');
    expect(of(until, '21.00')).toBe('refuted');
    expect(of({ part: 'piece', of: WHOLE, k: 2, n: 2 }, '20.00')).toBe('refuted');
  });

  it('where its number is far off every reading, and a difference of two of them', () => {
    const narrow = office([100, 101, 100.4, 100.7, 101, 100.2]);
    const on = evaluatorOf(narrow);
    const claim = (text: string): Statement => ({
      ...{ start: 0, end: 1, unread: [], rules: [], kind: 'value' as const },
      readings: [{ formula: has(text), assumes: [] }],
    });
    expect(judge(claim('0.3'), on).verdict).toBe('unverifiable');
    expect(judge(claim('7.3'), on).verdict).toBe('refuted');
    expect(judge(claim('99.3'), on).verdict).toBe('refuted');
  });

  it('where one reading in ten has the value that is told of another moment', () => {
    const value = { event: 'reading', value: literal('12', { unit: '°c' }) } as const;
    const claim = (text: string): Statement => ({
      ...{ start: 0, end: 1, unread: [], rules: [], kind: 'time' as const },
      readings: [
        {
          formula: { is: 'same time', a: { time: 'start', of: value }, b: clock(text) },
          assumes: [],
        },
      ],
    });
    const of = (times: number) =>
      evaluatorOf(office(Array.from({ length: 20 }, (_, index) => (index < times ? 12 : 20 + index))));
    expect(judge(claim('10:15'), of(2)).verdict).toBe('refuted');
    expect(judge(claim('10:15'), of(3)).verdict).toBe('unverifiable');
    // Of two ends of the window the number is wrong, rather than the time.
    expect(judge(claim('10:19'), of(2)).verdict).toBe('unverifiable');
    expect(judge(claim('10:01'), of(3)).verdict).toBe('supported');
  });

  it('where it is how long some readings last, and something lasts as long', () => {
    const half = { part: 'piece', of: WHOLE, k: 1, n: 2 } as const;
    const lasts = (seconds: string, hedge: 'exact' | 'almost' = 'exact') =>
      is({ num: 'duration', of: half }, literal(seconds, { unit: 's', step: 60, hedge }));
    expect(verdict('duration', lasts('1140'))).toBe('unverifiable');
    expect(verdict('duration', lasts('7200'))).toBe('refuted');
    expect(verdict('duration', lasts('300', 'almost'))).toBe('refuted');
    const long = (event: Event) =>
      is({ num: 'event duration', of: event }, literal('1140', { unit: 's', step: 60 }));
    expect(verdict('duration', long({ event: 'step', direction: 'up', of: half }))).toBe('unverifiable');
    expect(verdict('duration', long({ event: 'stretch', part: half }))).toBe('unverifiable');
    const apart: Num = {
      ...{ num: 'time between', a: { time: 'part start', of: WHOLE } },
      b: { time: 'part end', of: half },
    };
    expect(verdict('duration', is(apart, literal('1140', { unit: 's', step: 60 })))).toBe('unverifiable');
  });

  it('where how near is near was not said', () => {
    const near = (amount: 'none' | 'all'): Formula => ({
      ...{ is: 'quantified', amount: { amount }, of: WHOLE },
      condition: { if: 'compare', relation: 'equal', to: literal('20') },
    });
    expect(verdict('comparison', near('none'))).toBe('unverifiable');
    expect(verdict('comparison', near('all'))).toBe('refuted');
    const peak = { time: 'start', of: { event: 'extreme', which: 'max', of: WHOLE } } as const;
    const peaks = (hedge: 'exact' | 'almost' | 'just over'): Formula => ({
      ...{ is: 'same time', a: peak },
      b: clock('10:05', hedge),
    });
    expect(verdict('time', peaks('exact'))).toBe('refuted');
    expect(verdict('time', peaks('almost'))).toBe('unverifiable');
    expect(verdict('time', peaks('just over'))).toBe('unverifiable');
  });

  it('where it is the rate of a stretch that may be that of another change', () => {
    const half = { part: 'piece', of: WHOLE, k: 1, n: 2 } as const;
    const rate = (of: typeof half | typeof WHOLE) => is({ num: 'rate', of }, literal('5'));
    const carried = { formula: rate(WHOLE), assumes: ['event carried over' as const] };
    expect(verdict('rate', rate(half), carried)).toBe('unverifiable');
    expect(verdict('rate', rate(half))).toBe('refuted');
    expect(verdict('rate', rate(WHOLE), carried)).toBe('refuted');
  });
});
