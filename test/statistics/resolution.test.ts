import { expect, test } from 'vitest';
import { resolution } from '../../src/statistics/resolution.ts';

const of = (...values: number[]) => resolution(values.sort((a, b) => a - b));

test('is the smallest difference of values that repeat', () => {
  expect(of(20, 20, 20.5, 20.5, 21.5, 21.5)).toBe(0.5);
  expect(of(1, 1, 1.0625, 1.0625, 1.03)).toBe(0.0625);
});

test('is the decimal place where hardly a value repeats: one spike is no step of the sensor', () => {
  expect(of(20, 20, 20, 35)).toBe(1);
  expect(of(20.25, 20.31, 20.4)).toBe(0.01);
});

test('is nothing for continuous values and for none', () => {
  expect(of(Math.PI, Math.E, Math.SQRT2)).toBe(0);
  expect(of()).toBe(0);
});
