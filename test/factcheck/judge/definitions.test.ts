import { describe, expect, it } from 'vitest';
import type { KnownFinding } from '../../../src/factcheck/context.ts';
import type { Direction, Formula, Leg } from '../../../src/factcheck/statement/formulas.ts';
import { minute, office } from '../support.ts';
import { clock, is, literal, quantity, statistic, verdictOn, WHOLE } from './support.ts';

/** Readings whose correlation with time is about the one asked for: a ramp and a saw tooth. */
function correlated(correlation: number, n = 201): readonly number[] {
  const spread = Math.sqrt(1 / correlation ** 2 - 1) / 2;
  return Array.from(
    { length: n },
    (_, index) => (index / n) * Math.sqrt(12) * 0.5 + (index % 2 === 0 ? spread : -spread),
  );
}

const trend = (direction: Direction, more: Partial<Formula & { is: 'trend' }> = {}): Formula => ({
  is: 'trend',
  direction,
  of: WHOLE,
  manner: [],
  ...more,
});
const on = (values: readonly number[], formula: Formula, truth: readonly KnownFinding[] = []) =>
  verdictOn(office(values, truth), [formula]);
const state = (name: (Formula & { is: 'state' })['state']): Formula => ({
  is: 'state',
  state: name,
  of: WHOLE,
});

describe('a direction', () => {
  it('is there from a correlation with time of 0.25 on', () => {
    expect(on(correlated(0.3), trend('up'))).toBe('supported');
    expect(on(correlated(0.22), trend('up'))).toBe('unverifiable');
  });

  it('is not there up to a correlation of 0.15', () => {
    expect(on(correlated(0.12), trend('up'))).toBe('refuted');
    expect(on(correlated(0.18), trend('up'))).toBe('unverifiable');
    expect(on(correlated(0.5), trend('down'))).toBe('refuted');
  });

  it('is none up to a correlation of 0.25, and some from 0.5 on', () => {
    expect(on(correlated(0.22), trend('aimless'))).toBe('supported');
    expect(on(correlated(0.3), trend('aimless'))).toBe('unverifiable');
    expect(on(correlated(0.48), trend('aimless'))).toBe('unverifiable');
    expect(on(correlated(0.52), trend('aimless'))).toBe('refuted');
  });

  it('shows without a spike where it is plain without', () => {
    const spike: KnownFinding[] = [{ kind: 'spike', at: minute(100), value: 40 }];
    const spiked = (strength: number) => correlated(strength).map((value, at) => (at === 100 ? 40 : value));
    expect(on(spiked(0.6), trend('up'), spike)).toBe('supported');
    expect(on(spiked(0.45), trend('up'), spike)).not.toBe('supported');
  });

  it('leaves a value unchanged that more than half of the readings have', () => {
    const alike = (share: number) => Array.from({ length: 20 }, (_, at) => (at < share * 20 ? 4 : 5 + at));
    const still = trend('flat', { manner: ['exact'] });
    expect(on(alike(1), still)).toBe('supported');
    expect(on(alike(0.55), still)).toBe('unverifiable');
    expect(on(alike(0.45), still)).toBe('refuted');
  });

  it('leaves readings steady up to a correlation of 0.8', () => {
    expect(on(correlated(0.75), trend('steady'))).toBe('supported');
    expect(on(correlated(0.85), trend('steady'))).toBe('refuted');
    expect(on(correlated(0.85), trend('mixed'))).toBe('refuted');
  });

  it('is sudden when one step is more than half of the spread', () => {
    const step = (share: number) => [0, 0, 0, share, 1, 1];
    expect(on(step(0.55), trend('up', { manner: ['sudden'] }))).toBe('supported');
    // How much less is less than sudden is a matter of taste, down to a fifth.
    expect(on([0, 0.45, 0.55, 1], trend('up', { manner: ['sudden'] }))).toBe('unverifiable');
    expect(on([0, 0.21, 0.42, 0.63, 0.84, 1], trend('up', { manner: ['sudden'] }))).toBe('unverifiable');
    expect(on([0, 0.19, 0.38, 0.57, 0.76, 0.95, 1], trend('up', { manner: ['sudden'] }))).toBe('refuted');
    expect(on([0, 0.45, 0.55, 1], trend('up', { manner: ['at once'] }))).toBe('refuted');
  });

  it('may be fast in one step or in several', () => {
    expect(on([0, 0.3, 0.6, 1], trend('up', { manner: ['fast'] }))).toBe('supported');
    expect(on([0.1, 0, 0.1, 1, 0.1, 0], trend('up', { manner: ['fast'] }))).toBe('supported');
    expect(on([1, 0.6, 0.3, 0], trend('up', { manner: ['fast'] }))).toBe('refuted');
  });

  it('to a value needs a change of a twentieth of the spread', () => {
    const to = (text: string): Partial<Formula & { is: 'trend' }> => ({ to: literal(text) });
    expect(on([0, 10, 5, 5.6, 2], trend('up', to('5.6')))).toBe('supported');
    expect(on([10, 9.6, 10, 0], trend('up', { from: literal('9.6'), to: literal('10.0') }))).toBe('refuted');
    expect(on([10, 9.4, 10, 0], trend('up', { from: literal('9.4'), to: literal('10.0') }))).toBe(
      'supported',
    );
  });
});

describe('a course', () => {
  const course = (...legs: Leg[]): Formula => ({ is: 'course', legs, leg: null, of: WHOLE });
  const to = (low: number) => [0, 5, 10, 10 - (10 - low) / 2, low];

  it('is of movements that cross a fifth of the spread', () => {
    expect(on(to(7.9), course('up', 'down'))).toBe('supported');
    expect(on(to(8.1), course('up', 'down'))).toBe('refuted');
  });

  it('may be told at the scale of a half, or of a third', () => {
    const wave = (dip: number) => [0, 10, 10 - dip, 10.1];
    expect(on(wave(4.9), course('up'))).toBe('supported');
    expect(on(wave(5.2), course('up'))).not.toBe('supported');
    // A dip at the start and one at the end: the smaller is passed over at the scale of the larger.
    const uneven = [0, 10, 6, 10, 7.5, 10];
    expect(on(uneven, course('up', 'down', 'up'))).toBe('supported');
  });

  it('rests for a seventh of its time at least', () => {
    const rest = (n: number) => [
      ...Array.from({ length: n }, () => 0),
      ...Array.from({ length: 20 }, (_, at) => 3 + at),
    ];
    expect(on(rest(6), course('flat', 'up'))).toBe('supported');
    expect(on(rest(3), course('flat', 'up'))).toBe('unverifiable');
  });
});

describe('a movement', () => {
  it('goes past neither of its ends by more than a tenth of the way', () => {
    const moves: Formula = { is: 'moves', from: quantity('20.0'), to: quantity('30.0'), of: WHOLE };
    expect(on([5, 20, 19.1, 25, 30, 12], moves)).toBe('supported');
    expect(on([5, 20, 18.7, 25, 30, 12], moves)).toBe('refuted');
    expect(on([30, 25, 20, 12], moves)).toBe('refuted');
  });
});

describe('a pace', () => {
  const pace = (change: 'faster' | 'slower'): Formula => ({ is: 'pace', change, direction: 'up', of: WHOLE });
  const halves = (late: number) => [0, 5, 10, 10 + late / 2, 10 + late];

  it('is faster from one and a half times the change of the first half on', () => {
    expect(on(halves(15.2), pace('faster'))).toBe('supported');
    expect(on(halves(14.8), pace('faster'))).toBe('unverifiable');
    expect(on(halves(9.8), pace('faster'))).toBe('refuted');
    expect(on(halves(6.5), pace('slower'))).toBe('supported');
    expect(on(halves(7), pace('slower'))).toBe('unverifiable');
  });
});

describe('a loose number', () => {
  const about = (text: string, value: number) =>
    on([value, value], is(statistic('mean'), literal(text, { hedge: 'about' })));

  it('holds within a twentieth', () => {
    expect(about('100.0', 104.8)).toBe('supported');
    expect(about('100.0', 105.4)).toBe('refuted');
  });

  it('holds within one unit of its last digit', () => {
    expect(about('7', 7.9)).toBe('supported');
    expect(about('7', 8.1)).toBe('refuted');
  });

  it('of "almost" holds only from below, of "just over" only from above', () => {
    const hedged = (hedge: 'almost' | 'just over', value: number) =>
      on([value, value], is(statistic('mean'), literal('100', { hedge })));
    expect([hedged('almost', 97), hedged('almost', 103)]).toEqual(['supported', 'refuted']);
    expect([hedged('just over', 97), hedged('just over', 103)]).toEqual(['refuted', 'supported']);
  });
});

describe('a loose time', () => {
  const peakAt = (row: number, n: number, time: string) =>
    on(
      Array.from({ length: n }, (_, index) => (index === row ? 9 : (index % 3) / 10)),
      {
        is: 'same time',
        a: { time: 'start', of: { event: 'extreme', which: 'max', of: WHOLE } },
        b: clock(time, 'about'),
      },
    );

  it('holds within five minutes, in a short window', () => {
    expect(peakAt(20, 60, '10:16')).toBe('supported');
    expect(peakAt(20, 60, '10:14')).toBe('refuted');
  });

  it('holds within a twentieth of a long window', () => {
    expect(peakAt(100, 400, '11:58')).toBe('supported');
    expect(peakAt(100, 400, '12:03')).toBe('refuted');
  });
});

describe('a length of time', () => {
  const lasts = (seconds: string, more: Parameters<typeof literal>[1]) =>
    on(
      Array.from({ length: 61 }, () => 20),
      is({ num: 'duration', of: WHOLE }, literal(seconds, more)),
    );

  it('in whole units holds within a quarter of it', () => {
    expect(lasts('3000', { unit: 's', step: 3600 })).toBe('supported');
    expect(lasts('2700', { unit: 's', step: 3600 })).toBe('refuted');
    expect(lasts('5400', { unit: 's', step: 3600 })).toBe('refuted');
  });

  it('that is loose holds within a tenth', () => {
    expect(lasts('3360', { unit: 's', step: 60, hedge: 'about' })).toBe('supported');
    expect(lasts('3120', { unit: 's', step: 60, hedge: 'about' })).toBe('refuted');
  });
});

describe('a flat part', () => {
  it('stays within a seventh of all there is', () => {
    const flat = (of: Formula & { is: 'trend' }) => of;
    const first = { part: 'first', of: WHOLE, size: { size: 'readings', count: 10 } } as const;
    const rise = (spread: number) => [
      ...Array.from({ length: 10 }, (_, index) => (index * spread) / 9),
      ...Array.from({ length: 10 }, () => 10),
    ];
    const isFlat = flat({ is: 'trend', direction: 'flat', of: first, manner: [] });
    expect(on(rise(1.4), isFlat)).toBe('supported');
    expect(on(rise(1.7), isFlat)).toBe('refuted');
  });
});

describe('what is around a moment', () => {
  it('is a tenth of the window on either side', () => {
    const values = Array.from({ length: 101 }, (_, index) => index);
    const around = { part: 'around', at: clock('10:50') } as const;
    expect(on(values, is(statistic('max', around), literal('60')))).toBe('supported');
    expect(on(values, is(statistic('max', around), literal('69')))).toBe('refuted');
  });
});

describe('figures that are compared', () => {
  it('are equal within a twentieth of the spread', () => {
    const values = (last: number) => [5, 0, 10, last];
    expect(on(values(5.4), is(statistic('first'), statistic('last')))).toBe('supported');
    expect(on(values(5.8), is(statistic('first'), statistic('last')))).toBe('refuted');
  });
});

describe('a level', () => {
  const level = (text: string): Formula => ({ is: 'level', quantity: quantity(text), of: WHOLE });

  it('is the value of half of the readings', () => {
    expect(on([0, 0, 0, 20, 40, 60], level('0'))).toBe('supported');
    expect(on([0, 0, 20, 40, 60, 80], level('0'))).not.toBe('supported');
  });
});

describe('a gap', () => {
  it('is longer than one and a half usual steps', () => {
    const at = (minutes: readonly number[]) => ({
      ...office(minutes.map(() => 20)),
      times: Float64Array.from(minutes, minute),
    });
    const even = state('evenly spaced');
    expect(verdictOn(at([0, 1, 2, 3, 4.4]), [even])).toBe('supported');
    expect(verdictOn(at([0, 1, 2, 3, 4.6]), [even])).toBe('refuted');
  });
});

describe('skewness', () => {
  // Of n readings one is 1 and the others are 0, or so many of 100.
  const skewed = (ones: number) => Array.from({ length: 100 }, (_, index) => (index < ones ? 1 : 0));

  it('counts to a side from 0.2 on, and by itself from 0.5', () => {
    expect(on(skewed(43), state('skewed right'))).toBe('supported');
    expect(on(skewed(46), state('skewed right'))).toBe('refuted');
    expect(on(skewed(36), state('skewed'))).toBe('supported');
    expect(on(skewed(40), state('skewed'))).toBe('refuted');
    expect(on(skewed(40), state('symmetric'))).toBe('supported');
    expect(on(skewed(36), state('symmetric'))).toBe('refuted');
    expect(on(skewed(57), state('skewed left'))).toBe('supported');
  });
});

describe('a peak', () => {
  it('stands out by a quarter of the spread', () => {
    const count = (values: readonly number[]): string =>
      on(values, {
        is: 'count',
        counted: { count: 'peaks', within: WHOLE },
        relation: 'equal',
        amount: { amount: 'number', quantity: quantity('2') },
      });
    expect(count([0, 10, 7, 9.8, 0])).toBe('supported');
    expect(count([0, 10, 8, 9.8, 0])).toBe('refuted');
  });
});

describe('a reading among several', () => {
  it('is believed when one in twenty numbers would have fitted, and not when one in ten would', () => {
    const values = Array.from({ length: 21 }, (_, index) => index);
    const half = { part: 'piece', of: WHOLE, k: 1, n: 2 } as const;
    const claimed = (text: string, step: number) =>
      verdictOn(office(values), [
        is(statistic('max'), literal('3')),
        is(statistic('mean', half), literal(text, { step })),
      ]);
    expect(claimed('4.8', 0.6)).toBe('supported');
    expect(claimed('5', 2)).toBe('unverifiable');
  });
});

describe('a rise or fall', () => {
  /** Down from 10 by a share of the spread, and up again to it: 20 steps each way, behind a stretch that sets the spread. */
  const dip = (share: number) => [
    0,
    ...Array.from({ length: 21 }, (_, at) => 10 - (at / 20) * share * 10),
    ...Array.from({ length: 20 }, (_, at) => 10 - (1 - (at + 1) / 20) * share * 10),
  ];
  const begins = (size: 'large' | 'small', at: string): Formula => ({
    is: 'same time',
    a: { time: 'start', of: { event: 'swing', direction: 'down', size, of: WHOLE } },
    b: clock(at),
  });

  it('is large from half of the spread on', () => {
    expect(on(dip(0.55), begins('large', '10:01'))).toBe('supported');
    expect(on(dip(0.45), begins('large', '10:01'))).not.toBe('supported');
  });

  it('is one from a tenth of the spread on', () => {
    expect(on(dip(0.12), begins('small', '10:01'))).toBe('supported');
    expect(on(dip(0.08), begins('small', '10:01'))).not.toBe('supported');
  });

  it('begins at a reading within a tenth of it of its turning point', () => {
    expect(on(dip(0.8), begins('large', '10:02'))).toBe('supported');
    expect(on(dip(0.8), begins('large', '10:04'))).toBe('refuted');
  });
});
