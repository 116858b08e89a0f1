import { describe, expect, it } from 'vitest';
import { evaluatorOf, judge } from '../../../src/factcheck/judge/judge.ts';
import type { Formula } from '../../../src/factcheck/statement/formulas.ts';
import { minute, office } from '../support.ts';
import { clock, is, literal, quantity, statistic, verdictOn, WHOLE } from './support.ts';

/** 10, 11, ... 29, a reading a minute from 10:00 on. */
const RAMP = office(Array.from({ length: 20 }, (_, index) => 10 + index));

const mean = (of = WHOLE, value = '19.5') => is(statistic('mean', of), literal(value));
const FIRST_HALF = { part: 'piece', of: WHOLE, k: 1, n: 2 } as const;

describe('a verdict', () => {
  it('is supported when the natural reading holds', () => {
    expect(verdictOn(RAMP, [mean(), mean(FIRST_HALF, '1')])).toBe('supported');
  });

  it('is supported when another reading holds whose digits leave little to chance', () => {
    expect(verdictOn(RAMP, [mean(WHOLE, '14.5'), mean(FIRST_HALF, '14.5')])).toBe('supported');
  });

  it('is left open when another reading holds that many numbers would fit', () => {
    const loose = literal('15', { hedge: 'about', step: 5 });
    expect(verdictOn(RAMP, [mean(WHOLE, '1'), is(statistic('mean', FIRST_HALF), loose)])).toBe(
      'unverifiable',
    );
  });

  it('is refuted only when every reading fails', () => {
    expect(verdictOn(RAMP, [mean(WHOLE, '3.3'), mean(FIRST_HALF, '3.3')])).toBe('refuted');
    const beyond: Formula = { is: 'beyond', what: 'something' };
    expect(verdictOn(RAMP, [mean(WHOLE, '3.3'), beyond])).toBe('unverifiable');
  });

  it('is never refuted where a word was not understood', () => {
    expect(verdictOn(RAMP, [mean(WHOLE, '3.3')], ['gribble'])).toBe('unverifiable');
  });

  it('is left open where a part was assumed, and the number is the same figure of another that people speak of', () => {
    const assumes = ['part carried over' as const];
    const statement = {
      ...{ start: 0, end: 1, unread: [], rules: [] },
      kind: 'statistic' as const,
      readings: [
        { formula: mean(WHOLE, '14.5'), assumes: [] },
        {
          formula: mean({ part: 'first', of: WHOLE, size: { size: 'readings', count: 3 } }, '14.5'),
          assumes,
        },
      ],
    };
    expect(judge(statement, evaluatorOf(RAMP)).verdict).toBe('unverifiable');
    expect(verdictOn(RAMP, [mean(WHOLE, '14.5')])).toBe('refuted');
  });

  it('is left open where a comparison or a count had to assume what it is of', () => {
    const statement = {
      ...{ start: 0, end: 1, unread: [], rules: [] },
      kind: 'comparison' as const,
      readings: [{ formula: mean(WHOLE, '3.3'), assumes: ['part carried over' as const] }],
    };
    expect(judge(statement, evaluatorOf(RAMP)).verdict).toBe('unverifiable');
  });

  it('is left open where a bare number need be no reading', () => {
    const has = (more: { unit?: string }): Formula => ({
      is: 'has value',
      quantity: quantity('99', more),
      of: WHOLE,
    });
    expect(verdictOn(RAMP, [has({})])).toBe('unverifiable');
    expect(verdictOn(RAMP, [has({ unit: '°c' })])).toBe('refuted');
  });

  it('is left open where the part that is meant is not in the window', () => {
    const afterGap = { part: 'after', time: { time: 'end', of: { event: 'gap', k: null } } } as const;
    expect(verdictOn(RAMP, [mean(afterGap, '12.5')])).toBe('unverifiable');
  });

  it('names the figure and the part in its evidence, and the part in its reading', () => {
    const statement = {
      start: 0,
      end: 1,
      kind: 'statistic',
      readings: [
        { formula: mean({ part: 'between', from: clock('10:02'), to: clock('10:19') }, '99'), assumes: [] },
      ],
      unread: [],
      rules: [],
    } as const;
    const { evidence, reading } = judge(statement, evaluatorOf(RAMP));
    expect(evidence).toBe('mean of the 18 readings from 10:02 to 10:19: 20.5 °C');
    expect(reading).toBe('mean of the 18 readings from 10:02 to 10:19');
  });

  it('leaves open what is said of another quantity, and refutes a unit that the series does not have', () => {
    const statement = {
      start: 0,
      end: 1,
      kind: 'statistic',
      readings: [{ formula: mean(), assumes: [] }],
      about: [{ is: 'quantity', name: 'humidity' }],
      unread: [],
      rules: [],
    } as const;
    expect(judge(statement, evaluatorOf(RAMP)).verdict).toBe('unverifiable');
    expect(verdictOn(RAMP, [is(statistic('mean'), literal('19.5', { unit: 'amp' }))])).toBe('refuted');
    expect(verdictOn(RAMP, [is(statistic('mean'), literal('67.1', { unit: '°f' }))])).toBe('supported');
  });

  it('does not deny what the detectors could not have seen', () => {
    const none: Formula = {
      is: 'count',
      counted: { count: 'findings', of: 'drift', within: WHOLE },
      relation: 'equal',
      amount: { amount: 'none' },
    };
    const normal: Formula = { is: 'state', state: 'normal', of: WHOLE };
    expect(verdictOn(RAMP, [none])).toBe('supported');
    expect(verdictOn({ ...RAMP, notJudged: ['drift'] }, [none])).toBe('unverifiable');
    expect(verdictOn({ ...RAMP, notJudged: ['drift'] }, [normal])).toBe('unverifiable');
    const spike = { ...RAMP, notJudged: ['drift'], truth: [{ kind: 'spike', at: minute(3) }] } as const;
    expect(verdictOn(spike, [normal])).toBe('refuted');
  });
});

describe('formulas of formulas', () => {
  const yes = mean();
  const no = mean(WHOLE, '3');
  const open: Formula = { is: 'beyond', what: 'something' };

  it.each([
    ['and', [yes, yes], 'supported'],
    ['and', [yes, no], 'refuted'],
    ['and', [yes, open], 'unverifiable'],
    ['and', [no, open], 'refuted'],
    ['or', [no, yes], 'supported'],
    ['or', [no, no], 'refuted'],
    ['or', [no, open], 'unverifiable'],
  ] as const)('%s', (connective, formulas, verdict) => {
    expect(verdictOn(RAMP, [{ is: connective, formulas }])).toBe(verdict);
  });

  it('not', () => {
    expect(verdictOn(RAMP, [{ is: 'not', formula: no }])).toBe('supported');
    expect(verdictOn(RAMP, [{ is: 'not', formula: yes }])).toBe('refuted');
    expect(verdictOn(RAMP, [{ is: 'not', formula: open }])).toBe('unverifiable');
  });
});

describe('numbers made of numbers', () => {
  it.each([
    ['difference', { num: 'difference', a: statistic('max'), b: statistic('mean') }, literal('9.5')],
    ['distance', { num: 'distance', a: statistic('first'), b: statistic('last') }, literal('19')],
    ['ratio', { num: 'ratio', a: statistic('max'), b: statistic('min') }, literal('2.9')],
    [
      'relative change',
      { num: 'relative change', a: statistic('last'), b: statistic('first') },
      literal('190', { unit: '%' }),
    ],
    ['z-score', { num: 'z-score', a: statistic('max') }, literal('1.6')],
    ['sum', { num: 'sum of', a: statistic('mean'), b: literal('0.5') }, literal('20.0')],
    ['product', { num: 'product', a: literal('2'), b: statistic('mean') }, literal('39')],
    ['count', { num: 'count', of: { count: 'readings', of: WHOLE } }, literal('20')],
    ['length', { num: 'duration', of: WHOLE }, literal('19', { unit: 'min' })],
    ['rate', { num: 'rate', of: WHOLE }, literal('0.0167')],
    ['rank', { num: 'ranked', k: 3, from: 'top', of: WHOLE, distinct: true }, literal('27')],
  ] as const)('%s', (_, left, right) => {
    expect(verdictOn(RAMP, [is(left, right)])).toBe('supported');
  });

  it('keep the rounding of what was written in them', () => {
    const ratio = { num: 'ratio', a: literal('4.56'), b: literal('79.68') } as const;
    expect(verdictOn(RAMP, [is(ratio, literal('5.7', { unit: '%' }))])).toBe('supported');
    expect(verdictOn(RAMP, [is(ratio, literal('8.7', { unit: '%' }))])).toBe('refuted');
  });

  it('count a few where a few are', () => {
    const several: Formula = {
      is: 'quantified',
      amount: { amount: 'bounds', low: 3, high: null },
      of: WHOLE,
      condition: { if: 'compare', relation: 'over', to: { num: 'literal', quantity: quantity('27') } },
    };
    expect(verdictOn(RAMP, [several])).toBe('refuted');
  });
});
