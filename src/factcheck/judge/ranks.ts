import { sortedNumbers } from '../../statistics/robust.ts';
import { once } from '../once.ts';
import { different, firstNotUnder } from './rising.ts';

/**
 * The readings of a window by size. They are sorted once; a part of them is put in order by counting how often it has each value, which
 * takes a tenth of the time of a sort, and a text asks for the medians of dozens of parts.
 */
export interface Ranks {
  /** The different values, rising. */
  readonly levels: Float64Array;
  /** The values at some positions of the window, rising. */
  sorted(values: Float64Array, positions: Uint32Array): readonly number[];
  /** How many different values there are at some positions. */
  distinct(positions: Uint32Array): number;
}

export function ranksOf(values: Float64Array): Ranks {
  const levels = different(values.slice().sort());
  const ranks = once(() => ranksIn(levels, values));
  const counts = (positions: Uint32Array): Uint32Array => {
    const of = ranks();
    const times = new Uint32Array(levels.length);
    for (let at = 0; at < positions.length; at += 1) {
      const rank = of[positions[at] ?? 0] ?? 0;
      times[rank] = (times[rank] ?? 0) + 1;
    }
    return times;
  };
  return {
    levels,
    sorted: (some, positions) =>
      // A few are sorted in less time than all levels are looked at.
      some.length * Math.log2(some.length) < levels.length
        ? sortedNumbers(some)
        : written(counts(positions), levels, some.length),
    distinct: (positions) =>
      positions.length === values.length ? levels.length : counts(positions).filter((n) => n > 0).length,
  };
}

function ranksIn(levels: Float64Array, values: Float64Array): Uint32Array {
  const ranks = new Uint32Array(values.length);
  for (let at = 0; at < values.length; at += 1) ranks[at] = firstNotUnder(levels, values[at] ?? Number.NaN);
  return ranks;
}

/** Each value as often as it was counted. */
function written(counts: Uint32Array, levels: Float64Array, n: number): number[] {
  const sorted = new Array<number>(n);
  let at = 0;
  for (let rank = 0; rank < levels.length; rank += 1)
    for (let k = counts[rank] ?? 0; k > 0; k -= 1) {
      sorted[at] = levels[rank] ?? Number.NaN;
      at += 1;
    }
  return sorted;
}
