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
  /** How often each of them stands at some positions of the window. */
  counts(positions: Uint32Array): Uint32Array;
}

export function ranksOf(values: Float64Array): Ranks {
  const sorted = values.slice().sort();
  const levels = different(sorted.slice());
  const ranks = once(() => ranksIn(levels, values));
  return {
    levels,
    counts: (positions) => {
      // All of them were counted by the sort, which spares to look each up.
      if (positions.length === values.length) return lengthsOf(sorted, levels.length);
      const of = ranks();
      const counts = new Uint32Array(levels.length);
      for (let at = 0; at < positions.length; at += 1) {
        const rank = of[positions[at] ?? 0] ?? 0;
        counts[rank] = (counts[rank] ?? 0) + 1;
      }
      return counts;
    },
  };
}

/** How often each of some sorted values stands there. */
function lengthsOf(sorted: Float64Array, different: number): Uint32Array {
  const lengths = new Uint32Array(different);
  let rank = 0;
  for (let at = 0; at < sorted.length; at += 1) {
    if (at > 0 && sorted[at] !== sorted[at - 1]) rank += 1;
    lengths[rank] = (lengths[rank] ?? 0) + 1;
  }
  return lengths;
}

function ranksIn(levels: Float64Array, values: Float64Array): Uint32Array {
  const ranks = new Uint32Array(values.length);
  for (let at = 0; at < values.length; at += 1) ranks[at] = firstNotUnder(levels, values[at] ?? Number.NaN);
  return ranks;
}

/** Some readings, rising: of few, in less time than all levels are looked at. */
export function sortedBy(
  { levels }: Ranks,
  counts: () => Uint32Array,
  values: Float64Array,
): readonly number[] {
  const n = values.length;
  return n * Math.log2(n) < levels.length ? sortedNumbers(values) : written(counts(), levels, n);
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

/** How many different values were counted. */
export function occurring(counts: Uint32Array): number {
  let values = 0;
  for (let rank = 0; rank < counts.length; rank += 1) if ((counts[rank] ?? 0) > 0) values += 1;
  return values;
}

/** The values that occur most often, lowest first; none where there are several and each occurs once. */
export function mostCounted({ levels }: Ranks, counts: Uint32Array): readonly number[] {
  let most = 0;
  for (let rank = 0; rank < counts.length; rank += 1) most = Math.max(most, counts[rank] ?? 0);
  if (most === 0 || (most === 1 && occurring(counts) > 1)) return [];
  const modes: number[] = [];
  for (let rank = 0; rank < counts.length; rank += 1)
    if (counts[rank] === most) modes.push(levels[rank] ?? Number.NaN);
  return modes;
}
