import type { Span } from './spans.ts';

/** What one pass over a stretch of readings gives. */
export interface Sums {
  readonly count: number;
  readonly mean: number;
  /** Sample standard deviation; NaN under two readings. */
  readonly deviation: number;
  readonly min: number;
  readonly max: number;
  readonly first: number;
  readonly last: number;
}

/**
 * The figures of many stretches of one window in one pass over its readings: what lies between two neighbouring ends is added up once.
 * Readings where `leftOut` is 1 belong to none.
 */
export function sumsOf(values: Float64Array, spans: readonly Span[], leftOut?: Uint8Array): readonly Sums[] {
  const edges = [...new Set(spans.flat())].sort((a, b) => a - b);
  const level = values[0] ?? 0;
  const pieces = edges.slice(1).map((to, index) => added(values, edges[index] ?? 0, to, level, leftOut));
  const nth = new Map(edges.map((edge, index) => [edge, index]));
  return spans.map(([from, to]) => together(pieces.slice(nth.get(from) ?? 0, nth.get(to) ?? 0), level));
}

interface Added {
  count: number;
  sum: number;
  squares: number;
  min: number;
  max: number;
  first: number;
  last: number;
}

const nothing = (): Added => ({
  count: 0,
  sum: 0,
  squares: 0,
  min: Number.POSITIVE_INFINITY,
  max: Number.NEGATIVE_INFINITY,
  first: Number.NaN,
  last: Number.NaN,
});

/** Sums of what is above `level`, so that a small spread around a large level keeps its digits. */
function added(
  values: Float64Array,
  from: number,
  to: number,
  level: number,
  leftOut: Uint8Array | undefined,
): Added {
  const all = nothing();
  for (let at = from; at < to; at += 1) {
    if (leftOut?.[at] === 1) continue;
    const value = values[at] ?? Number.NaN;
    if (all.count === 0) all.first = value;
    all.last = value;
    all.count += 1;
    all.sum += value - level;
    all.squares += (value - level) ** 2;
    if (value < all.min) all.min = value;
    if (value > all.max) all.max = value;
  }
  return all;
}

function together(pieces: readonly Added[], level: number): Sums {
  const all = nothing();
  for (const piece of pieces) {
    if (piece.count === 0) continue;
    if (all.count === 0) all.first = piece.first;
    all.last = piece.last;
    all.count += piece.count;
    all.sum += piece.sum;
    all.squares += piece.squares;
    all.min = Math.min(all.min, piece.min);
    all.max = Math.max(all.max, piece.max);
  }
  const { count, sum, squares, min, max, first, last } = all;
  const variance = (squares - sum ** 2 / count) / (count - 1);
  return {
    count,
    mean: level + sum / count,
    deviation: Math.sqrt(Math.max(0, variance)),
    min,
    max,
    first,
    last,
  };
}
