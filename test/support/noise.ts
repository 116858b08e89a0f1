import { gaussian, seededRandom } from '../../src/lib/random.ts';

/** Values about `level` with a normal noise of standard deviation `sigma`, the same whenever they are asked for. */
export function noisy(count: number, level: number, sigma: number, seed = 1): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => level + sigma * gaussian(random));
}

/** The same with the rows from `from` up to `to` (left out) moved by `size`. */
export function shifted(values: readonly number[], from: number, to: number, size: number): number[] {
  return values.map((value, row) => (row >= from && row < to ? value + size : value));
}
