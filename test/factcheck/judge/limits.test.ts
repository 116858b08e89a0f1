import { describe, expect, it } from 'vitest';
import { checkText } from '../../../src/factcheck/factcheck.ts';
import { outcomesOf } from '../../../src/factcheck/judge/formulas.ts';
import { evaluatorOf, judge } from '../../../src/factcheck/judge/judge.ts';
import { MOST_WAYS } from '../../../src/factcheck/judge/parts.ts';
import type { Part } from '../../../src/factcheck/statement/parts.ts';
import type { Assumption } from '../../../src/factcheck/statement/text.ts';
import type { Time } from '../../../src/factcheck/statement/times.ts';
import { CALM, office } from '../support.ts';
import { clock, is, literal, quantity, statistic, WHOLE } from './support.ts';

describe('what is looked at of a text', () => {
  it('is its first 300 statements', () => {
    const { claims } = checkText('The maximum is 99 °C.\n'.repeat(302), office(CALM));
    expect(claims[299]?.verdict).toBe('refuted');
    expect(claims[300]?.verdict).toBe('unverifiable');
    expect(claims[300]?.evidence).toMatch(/only the first 300 statements of a text are checked/);
  });

  it('is its first 50,000 characters', () => {
    const said = 'The maximum is 99 °C.';
    const seen = (length: number) => checkText(`${' '.repeat(length)}${said}`, office(CALM)).claims.length;
    expect(seen(65_536 - said.length)).toBe(1);
    expect(seen(65_536)).toBe(0);
  });
});

describe('a comparison of what may be many values each', () => {
  it('looks at sixty pairs of them', () => {
    // Each of ten values occurs twice: ten modes, and twenty readings.
    const on = evaluatorOf(office(Array.from({ length: 20 }, (_, index) => index % 10)));
    const pairs = is(statistic('mode'), { num: 'any reading', of: WHOLE });
    expect(outcomesOf(pairs, on)).toHaveLength(60);
  });
});

describe('what happened many times', () => {
  it('is told with its time up to the fiftieth', () => {
    const on = evaluatorOf(office(Array.from({ length: 60 }, () => 20)));
    const names = on.happenings({ event: 'extreme', which: 'max', of: WHOLE }).map(({ name }) => name);
    expect(names[49]).toBe('the maximum of all 60 readings at 10:49');
    expect(names[50]).toBe('the maximum of all 60 readings');
  });
});

describe('a number that may be many', () => {
  it('is looked at in twenty-four values', () => {
    const on = evaluatorOf(office(Array.from({ length: 60 }, (_, index) => index)));
    expect(on.figures({ num: 'any reading', of: WHOLE }, 'reading')).toHaveLength(24);
  });
});

describe('what comes before a time', () => {
  it('may end half a minute earlier where the time is told to the minute, which may be rounded, and not where it is told to the hour', () => {
    const on = evaluatorOf(office(Array.from({ length: 180 }, (_, index) => index)));
    const waysBefore = (time: Time) => on.cuts({ part: 'before', time }).length;
    expect(waysBefore(clock('11:00'))).toBe(2);
    expect(waysBefore({ time: 'moment', moment: { hour: 11, hedge: 'exact' } })).toBe(1);
  });
});

describe('a time of day', () => {
  it('is looked for on four hundred days, and on the one before the first', () => {
    const days = office(Array.from({ length: 600 }, (_, index) => index));
    const on = evaluatorOf({ ...days, times: days.times.map((_, index) => index * 86_400_000) });
    expect(on.instants(clock('12:00')).at).toHaveLength(401);
  });
});

describe('a part of parts', () => {
  const nested = (depth: number): Part =>
    depth === 0 ? WHOLE : { part: 'piece', of: nested(depth - 1), k: 2, n: 3 };
  // Uneven in time, so that a third by readings is another than by time.
  const uneven = office(Array.from({ length: 4001 }, (_, index) => index % 17));
  const context = { ...uneven, times: uneven.times.map((ms, index) => ms + index ** 2) };

  it('is drawn in up to 200 ways, and left open beyond', () => {
    const ways = [1, 2, 3, 4, 5, 6, 7, 8].map((depth) => evaluatorOf(context).cuts(nested(depth)).length);
    expect(MOST_WAYS).toBe(200);
    expect(Math.max(...ways)).toBeLessThanOrEqual(200);
    expect(Math.max(...ways)).toBeGreaterThan(20);
    expect(ways.at(-1)).toBe(0);
  });
});

describe('a time that may be many moments', () => {
  const flat = evaluatorOf(office(Array.from({ length: 10_020 }, () => 5)));
  const all = { if: 'compare', relation: 'equal', to: literal('5') } as const;

  it('bounds six parts at most, and is ten thousand moments at most', () => {
    const event = { event: 'reading', value: literal('5') } as const;
    expect(flat.cuts({ part: 'before', time: { time: 'start', of: event } })).toHaveLength(6);
    expect(flat.instants({ time: 'start', of: event }).at).toHaveLength(10_000);
    expect(flat.instants({ time: 'of reading', condition: all, of: WHOLE, k: null }).at).toHaveLength(10_000);
  });
});

describe('before a number is called false', () => {
  /** Readings far from their mean of 41, which a number beside it may mean. */
  const window = office(Array.from({ length: 60 }, (_, i) => ([0, 100, 0, 90, 10][i % 5] ?? 0) + (i % 3)));
  const verdict = (step: number, assumes: readonly Assumption[]) =>
    judge(
      {
        start: 0,
        end: 1,
        kind: 'value',
        readings: [
          {
            formula: {
              is: 'has value',
              quantity: { ...quantity('41', { unit: '°c' }), value: 41 + step / 3, step },
              of: WHOLE,
            },
            assumes,
          },
        ],
        unread: [],
        rules: [],
      },
      evaluatorOf(window),
    ).verdict;

  it('it is held against all figures that fit by accident in one of two cases at most, where something was assumed', () => {
    expect(verdict(3, ['loose wording'])).toBe('unverifiable');
    expect(verdict(3.4, ['loose wording'])).toBe('refuted');
  });

  it('it is held against those that fit in one of twenty cases at most, where the words are plain', () => {
    expect(verdict(0.3, [])).toBe('unverifiable');
    expect(verdict(0.34, [])).toBe('refuted');
  });
});
