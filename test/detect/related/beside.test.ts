import { expect, test } from 'vitest';
import { besideOf, idOf, joinBeside } from '../../../src/detect/related/beside.ts';

const relative = (series: string, ...points: readonly (readonly [number, number])[]) => ({
  series,
  times: Float64Array.from(points, ([time]) => time),
  values: Float64Array.from(points, ([, value]) => value),
});

test('beside each point stands the last reading of a relative that is not older than three intervals', () => {
  const slow = relative('a', [0, 1], [20, Number.NaN], [40, 2], [60, 3]);
  const { ids, values } = besideOf(Float64Array.of(-5, 0, 30, 40, 65, 119), [slow]);
  expect([...ids]).toEqual([idOf('a')]);
  expect([...values]).toEqual([Number.NaN, 1, 1, 2, 3, 3]);
});

test('a relative that has fallen silent has no present reading', () => {
  const silent = relative('a', [0, 1], [10, 2]);
  const minutes = Float64Array.from({ length: 9 }, (_, row) => row * 10);
  expect([...besideOf(minutes, [silent]).values]).toEqual([1, 2, 2, 2, 2, ...Array(4).fill(Number.NaN)]);
});

test('the readings of several relatives stand row by row, in an order that does not depend on theirs', () => {
  const [a, b] = [relative('a', [0, 1], [1, 2]), relative('b', [0, 10], [1, 20])];
  const times = Float64Array.of(0, 1);
  expect(besideOf(times, [a, b])).toEqual(besideOf(times, [b, a]));
  const { ids, values } = besideOf(times, [a, b]);
  const place = ids.indexOf(idOf('b'));
  expect([values[place], values[2 + place]]).toEqual([10, 20]);
});

test('stretches with other relatives become one, with nothing where one was not there', () => {
  const first = { rows: 2, beside: { ids: Float64Array.of(7), values: Float64Array.of(1, 2) } };
  const second = { rows: 1, beside: { ids: Float64Array.of(3, 7), values: Float64Array.of(30, 3) } };
  const none = { rows: 1, beside: { ids: new Float64Array(0), values: new Float64Array(0) } };
  const { ids, values } = joinBeside([first, none, second]);
  expect([...ids]).toEqual([3, 7]);
  expect([...values]).toEqual([Number.NaN, 1, Number.NaN, 2, Number.NaN, Number.NaN, 30, 3]);
});
