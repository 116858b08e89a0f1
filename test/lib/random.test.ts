import { expect, test } from 'vitest';
import { gaussian, seededRandom } from '../../src/lib/random.ts';

test('the same seed gives the same numbers, another seed gives others', () => {
  const draw = (seed: number | string) => Array.from({ length: 20 }, seededRandom(seed));
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect(draw('7/a')).not.toEqual(draw('7/b'));
});

test('numbers lie in [0, 1) and fill it evenly', () => {
  const random = seededRandom(1);
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 100_000; i++) {
    const bin = Math.floor(random() * 10);
    counts[bin] = (counts[bin] ?? Number.NaN) + 1;
  }
  // 10,000 expected in each, standard deviation 95.
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});

test('the first number of neighbouring seeds is as even as any', () => {
  const firsts = Array.from({ length: 10_000 }, (_, i) => seededRandom(`3/temperature/${i * 10_000}`)());
  const mean = firsts.reduce((sum, value) => sum + value, 0) / firsts.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
});

test('normal draws have mean 0 and standard deviation 1', () => {
  const random = seededRandom(5);
  const draws = Array.from({ length: 50_000 }, () => gaussian(random));
  const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  const variance = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length;
  expect(Math.abs(mean)).toBeLessThan(0.03);
  expect(Math.abs(variance - 1)).toBeLessThan(0.05);
});
