import { describe, expect, it } from 'vitest';
import { takeCensus } from '../../../src/factcheck/judge/census/figures.ts';
import { crossingsOf, lengthsOf } from '../../../src/factcheck/judge/census/lengths.ts';
import { namedPositions, spansOf } from '../../../src/factcheck/judge/census/spans.ts';
import { type Told, toldIn } from '../../../src/factcheck/judge/census/told.ts';
import { evaluatorOf } from '../../../src/factcheck/judge/judge.ts';
import type { Part } from '../../../src/factcheck/statement/parts.ts';
import type { Time } from '../../../src/factcheck/statement/times.ts';
import { minute, office } from '../support.ts';
import { clock, is, literal, statistic, WHOLE } from './support.ts';

const NOTHING: Told = { parts: [], times: [], numbers: [] };
const rows = <T>(count: number, of: (row: number) => T): T[] =>
  Array.from({ length: count }, (_, row) => of(row));
const on = (count: number, value: (row: number) => number) => evaluatorOf(office(rows(count, value)));

/** So many readings from the first on. */
const first = (count: number): Part => ({ part: 'first', of: WHOLE, size: { size: 'readings', count } });
/** The minute of a row, which is one after 10:00. */
const at = (row: number): Time => clock(`${10 + Math.floor(row / 60)}:${String(row % 60).padStart(2, '0')}`);
const number = (value: number) => ({ num: 'literal', quantity: { value, step: 1, hedge: 'exact' } }) as const;
/** When a reading is 5, of which there are many. */
const fives: Time = {
  time: 'of reading',
  condition: { if: 'compare', relation: 'equal', to: literal('5') },
  of: WHOLE,
  k: null,
};
/** Readings of 5 every third minute, none of them an extreme. */
const often = on(60, (row) => (row % 3 === 0 ? 5 : row % 2 === 0 ? row / 100 : 10 + row / 100));

describe('of what a text names are remembered', () => {
  it('forty numbers', () => {
    const statements = rows(50, (value) => ({
      ...({ start: 0, end: 1, kind: 'statistic', unread: [], rules: [] } as const),
      readings: [{ formula: is(statistic('mean'), number(value)), assumes: [] }],
    }));
    expect(toldIn(statements).numbers).toEqual(rows(40, number));
  });

  it('three moments of a time that may be many, and sixteen moments', () => {
    expect(namedPositions({ ...NOTHING, times: [fives] }, often)).toEqual([0, 3, 6]);
    const told = { ...NOTHING, times: rows(20, at) };
    expect(namedPositions(told, often)).toEqual(rows(16, (row) => row));
  });
});

describe('of the stretches of a window are looked at', () => {
  it('those between nine moments that a text names', () => {
    const steady = on(200, (row) => row ** 2);
    const times = rows(12, (nth) => at(11 + 13 * nth));
    const spans = spansOf({ ...NOTHING, times }, steady).map(String);
    expect(spans).toContain(`11,${11 + 13 * 8}`);
    expect(spans).not.toContain(`11,${11 + 13 * 9}`);
  });

  it('six hundred', () => {
    const parts = rows(700, (row) => first(row + 1));
    expect(
      spansOf(
        { ...NOTHING, parts },
        on(800, (row) => row ** 2),
      ),
    ).toHaveLength(600);
  });

  it('the medians of those of up to 300 readings', () => {
    const cubes = on(1000, (row) => row ** 3);
    const { levels } = takeCensus({ ...NOTHING, parts: [first(300), first(302)] }, cubes);
    expect(levels).toContain((149 ** 3 + 150 ** 3) / 2);
    expect(levels).not.toContain((150 ** 3 + 151 ** 3) / 2);
  });
});

describe('of the levels of a window are taken in pairs', () => {
  it('the five highest readings', () => {
    const { notable } = takeCensus(
      NOTHING,
      on(60, (row) => row ** 2),
    );
    expect(notable).toContain(55 ** 2);
    expect(notable).not.toContain(54 ** 2);
  });

  it('160, those first that the text names', () => {
    const { notable } = takeCensus({ ...NOTHING, numbers: rows(200, number) }, often);
    expect([...notable]).toEqual(rows(160, (row) => row));
  });
});

describe('lengths of time are looked for', () => {
  it('between six moments of what may be many, and 120 moments', () => {
    const moments = (told: Partial<Told>, window = often) =>
      lengthsOf({ ...NOTHING, ...told }, [], window).moments;
    const before = moments({});
    expect(moments({ times: [fives] }).filter((ms) => !before.includes(ms))).toContain(minute(15));
    expect(moments({ times: [fives] })).not.toContain(minute(18));
    expect(
      moments(
        { times: rows(200, at) },
        on(300, (row) => row ** 2),
      ),
    ).toHaveLength(120);
  });

  it('among a thousand different steps from one reading to the next', () => {
    const context = office(rows(1300, (row) => row));
    const uneven = { ...context, times: context.times.map((_, row) => minute(0) + 500 * row * (row + 1)) };
    expect([...lengthsOf(NOTHING, [], evaluatorOf(uneven)).seconds]).toEqual(rows(1000, (row) => row + 1));
  });

  it('on either side of 24 levels', () => {
    const counts = crossingsOf(
      rows(30, (row) => row + 0.5),
      on(100, (row) => row).window,
    );
    expect(counts).toContain(24);
    expect(counts).not.toContain(25);
  });
});
