import { sortedNumbers } from './robust.ts';

/** Sizes of the moves from one value to the next. */
export function movesOf(values: Float64Array): Float64Array {
  return values.subarray(1).map((value, row) => Math.abs(value - (values[row] ?? value)));
}

/** Mean of the smallest `share` of some sizes: what is usual, without the few that are not. 0 for none. */
export function usualSize(sizes: Float64Array, share: number): number {
  const smallest = sortedNumbers(sizes).slice(0, Math.ceil(share * sizes.length));
  return smallest.reduce((sum, size) => sum + size / smallest.length, 0);
}
