import { expect, test } from 'vitest';
import { makeCases } from '../../src/eval/cases.ts';
import { calmDay } from './support.ts';

test('every second window holds a fault, the kinds in turn, each with the finding that is known of it', () => {
  const cases = makeCases([calmDay()], 24, 60);
  expect(cases).toHaveLength(24);
  expect(cases.filter(({ fault }) => fault === null)).toHaveLength(12);
  expect(new Set(cases.map(({ fault }) => fault)).size).toBeGreaterThan(8);
  for (const { fault, findings, window } of cases) {
    expect(findings).toHaveLength(fault === null ? 0 : 1);
    for (const { start, end } of findings) {
      expect(start).toBeGreaterThanOrEqual(window.start);
      expect(end).toBeLessThanOrEqual(window.end);
    }
  }
});

test('the same data gives the same windows, spread from its first row to its last', () => {
  const cases = makeCases([calmDay()], 10, 60);
  expect(makeCases([calmDay()], 10, 60)).toEqual(cases);
  expect(cases[0]?.series.times[0]).toBe(calmDay().times[0]);
  expect(cases.at(-1)?.series.times.at(-1)).toBe(calmDay().times.at(-1));
});

test('series shorter than a window are left out', () => {
  expect(makeCases([calmDay()], 10, 5000)).toEqual([]);
});

test('in the long run a kind of fault meets every series', () => {
  const recordings = ['a.temperature', 'a.humidity', 'a.co2'].map((series) => calmDay(series));
  const shifted = makeCases(recordings, 150, 60).filter(({ fault }) => fault === 'level shift');
  expect(new Set(shifted.map(({ series }) => series.series)).size).toBe(3);
});
