import { describe, expect, it } from 'vitest';
import { evaluatorOf, judge } from '../../../src/factcheck/judge/judge.ts';
import type { Formula } from '../../../src/factcheck/statement/formulas.ts';
import type { Statement } from '../../../src/factcheck/statement/text.ts';
import { minute, office } from '../support.ts';
import { clock, is, literal, quantity, statistic, WHOLE } from './support.ts';

/** 10, 20, ... 600, a reading a minute from 10:00 on: figures lie far apart. */
const RAMP = office(Array.from({ length: 60 }, (_, index) => 10 * (index + 1)));

const claim = (
  kind: Statement['kind'],
  formula: Formula,
  unread: readonly string[] = ['gribble'],
): Statement => ({
  ...{ start: 0, end: 1, rules: [], kind, unread },
  readings: [{ formula, assumes: [] }],
});
const mean = (value: string) => claim('statistic', is(statistic('mean'), literal(value, { unit: '°c' })));
const verdict = (one: Statement, told: readonly Statement[] = [], context = RAMP) =>
  judge(one, evaluatorOf(context, told)).verdict;

describe('a number in a clause with a word that was not understood', () => {
  it('is false where it is no figure of the window', () => {
    expect(verdict(mean('307.3'))).toBe('refuted');
  });

  it.each([
    ['the mean of a third', '105'],
    ['the mean of a quarter', '80'],
    ['a reading', '470'],
    ['a distance of two readings', '590'],
    ['the standard deviation', '174.6'],
  ])('is left open where it is %s', (_, value) => {
    expect(verdict(mean(value))).toBe('unverifiable');
  });

  it('is left open where it is the mean up to a time that the text names', () => {
    const cubes = office(Array.from({ length: 60 }, (_, index) => (index + 1) ** 3));
    const upTo = (n: number) =>
      mean((cubes.values.slice(0, n).reduce((sum, one) => sum + one, 0) / n).toFixed(2));
    for (const n of [43, 44]) expect(verdict(upTo(n), [], cubes)).toBe('refuted');
    const told = claim('time', {
      is: 'same time',
      a: { time: 'start', of: { event: 'extreme', which: 'max', of: WHOLE } },
      b: clock('10:43'),
    });
    for (const n of [43, 44]) expect(verdict(upTo(n), [told], cubes)).toBe('unverifiable');
  });

  it('is left open where it is the mean without what was found', () => {
    const spiked = { ...RAMP, values: RAMP.values.map((value, index) => (index === 30 ? 5003 : value)) };
    const rest = (18_300 - 310) / 59;
    expect(verdict(mean(rest.toFixed(2)), [], spiked)).toBe('refuted');
    const truth = [{ kind: 'spike', at: minute(30), value: 5003 }] as const;
    expect(verdict(mean(rest.toFixed(2)), [], { ...spiked, truth })).toBe('unverifiable');
  });

  it('is false of a comparison too, where no two figures are so far apart', () => {
    expect(verdict({ ...mean('307.3'), kind: 'comparison' })).toBe('refuted');
  });

  it('is left open where it is bare and whole, since it may count anything', () => {
    const has = (value: string) => claim('value', { is: 'has value', quantity: quantity(value), of: WHOLE });
    expect(verdict(has('777777'))).toBe('unverifiable');
    expect(verdict(has('777777.7'))).toBe('refuted');
  });

  it('says so', () => {
    const { evidence } = judge(mean('307.3'), evaluatorOf(RAMP));
    expect(evidence).toBe('mean of all 60 readings: 305 °C; and no other figure of the window is that');
  });
});

describe('a length of time in a clause with a word that was not understood', () => {
  const lasts = (value: string) =>
    claim('duration', is({ num: 'duration', of: WHOLE }, literal(value, { unit: 'min' })));

  it('is false where nothing lasts so long, and left open where some stretch does', () => {
    expect(verdict(lasts('347'))).toBe('refuted');
    expect(verdict(lasts('29'))).toBe('unverifiable');
  });
});

describe('a value that some reading has', () => {
  /** No reading of it is an end or an extreme, and nearly every number is one. */
  const noisy = office(Array.from({ length: 60 }, (_, i) => ((i * 37) % 60) + 20));
  const has = claim('value', { is: 'has value', quantity: quantity('44', { unit: '°c' }), of: WHOLE }, []);
  const at = noisy.values.indexOf(44);
  const time = (position: number) =>
    claim('time', {
      is: 'same time',
      a: { time: 'start', of: { event: 'reading', value: literal('44') } },
      b: clock(`10:${String(position).padStart(2, '0')}`),
    });

  it('is not proved by it where the digits fit by chance', () => {
    expect(judge(has, evaluatorOf(noisy)).verdict).toBe('unverifiable');
  });

  it('is proved where the reading is an end or an extreme, was found, or stands at a time that the sentence names', () => {
    const value = (text: string) =>
      claim('value', { is: 'has value', quantity: quantity(text, { unit: '°c' }), of: WHOLE }, []);
    for (const one of [noisy.values.at(-1), 20, 79, 50])
      expect(verdict(value(String(one)), [], noisy)).toBe('supported');
    const truth = [{ kind: 'spike', at: minute(at), value: 44 }] as const;
    expect(verdict(has, [], { ...noisy, truth })).toBe('supported');
    expect(judge(has, evaluatorOf(noisy), [time(at)]).verdict).toBe('supported');
    // There is a reading at that time, and it is another.
    expect(judge(has, evaluatorOf(noisy), [time(at + 1)]).verdict).toBe('unverifiable');
    expect(judge(has, evaluatorOf(noisy), [time(at + 2)]).verdict).toBe('unverifiable');
  });
});

describe('one of several statements', () => {
  it('holds by chance as often as any of them does', () => {
    const fits = is(statistic('mean'), literal('300', { unit: '°c', step: 25 }));
    const other = is(statistic('median'), literal('1', { unit: '°c', step: 25 }));
    const second = (formula: Formula): Statement => ({
      ...claim('statistic', formula),
      readings: [
        { formula: is(statistic('mean'), literal('3')), assumes: [] },
        { formula, assumes: ['another part'] },
      ],
    });
    expect(verdict(second(fits))).toBe('supported');
    expect(verdict(second({ is: 'or', formulas: [fits, other] }))).toBe('unverifiable');
  });
});
