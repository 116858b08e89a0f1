import { median } from '../statistics/robust.ts';
import type { Rows } from './stretch.ts';

/** How far another series moves for one unit of this one, in its own unit, as far as the window shows. */
export interface Relation {
  readonly slope: number;
  /** How far this one moves now and then without the other, in its own unit; absent where that is not known. */
  readonly alone?: number;
}

/** Stretches that the window is cut into; each move from one to the next is one pair. */
const STRETCHES = 60;
const SHORTEST = 3;
const FEWEST_PAIRS = 15;
/** Standard deviations of Fisher's z: one in two thousand pairs of strangers passes. */
const STRENGTH = 3.5;

/**
 * Whether two series on the same rows go along outside of a stretch: the correlation of the ranks of their moves between the means of
 * neighbouring stretches (Spearman), by Fisher's z. Null where they do not, or too little is there to tell.
 */
export function relationOf(own: Float64Array, other: Float64Array, outside: Rows): Relation | null {
  const pairs = movesOf(own, other, outside);
  if (pairs.length < FEWEST_PAIRS) return null;
  const [ours, theirs] = [pairs.map(([move]) => move), pairs.map(([, move]) => move)];
  const together = correlation(ranks(ours), ranks(theirs));
  if (!(Math.atanh(Math.min(0.999999, Math.abs(together))) * Math.sqrt(pairs.length - 3) > STRENGTH))
    return null;
  const ratio = spread(theirs) / spread(ours);
  return Number.isFinite(ratio) ? { slope: together * ratio } : null;
}

function movesOf(
  own: Float64Array,
  other: Float64Array,
  outside: Rows,
): readonly (readonly [number, number])[] {
  const length = Math.max(SHORTEST, Math.floor(own.length / STRETCHES));
  const moves: [number, number][] = [];
  let before: readonly [number, number] | null = null;
  for (let from = 0; from + length <= own.length; from += length) {
    const isInside = from < outside.to && from + length > outside.from;
    const now: readonly [number, number] | null = isInside
      ? null
      : [mean(own, from, length), mean(other, from, length)];
    if (now !== null && before !== null && now.every(Number.isFinite) && before.every(Number.isFinite))
      moves.push([now[0] - before[0], now[1] - before[1]]);
    before = now;
  }
  return moves;
}

function mean(values: Float64Array, from: number, length: number): number {
  let [sum, count] = [0, 0];
  for (let row = from; row < from + length; row += 1) {
    const value = values[row] ?? Number.NaN;
    if (Number.isFinite(value)) [sum, count] = [sum + value, count + 1];
  }
  return sum / count;
}

/** Ranks from 0; equals share the middle of theirs. */
function ranks(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const middle = (a.length - 1) / 2;
  let [both, first, second] = [0, 0, 0];
  a.forEach((rank, index) => {
    const [x, y] = [rank - middle, (b[index] ?? 0) - middle];
    both += x * y;
    first += x * x;
    second += y * y;
  });
  return first > 0 && second > 0 ? both / Math.sqrt(first * second) : 0;
}

function spread(moves: readonly number[]): number {
  return (
    median(Float64Array.from(moves, Math.abs)) ||
    Math.sqrt(moves.reduce((sum, move) => sum + move * move, 0) / moves.length)
  );
}
