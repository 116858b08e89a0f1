/** What stood beside each point of a series. */
export interface Beside {
  /** Which relatives, rising. */
  readonly ids: Float64Array;
  /** Their present readings: for each point one a relative, in the order of `ids`; NaN where there was none. */
  readonly values: Float64Array;
}

export const NOTHING_BESIDE: Beside = { ids: new Float64Array(0), values: new Float64Array(0) };

/** Points of a relative, as far as they were read with those of the series. */
export interface RelativePoints {
  readonly series: string;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** A reading stands for so many usual intervals, of its own or of the series beside it. */
const STANDS_FOR = 3;

/** The present reading of each relative at each time: its last one, unless that is too old. */
export function besideOf(times: Float64Array, relatives: readonly RelativePoints[]): Beside {
  const known = relatives
    .map((relative) => ({ id: idOf(relative.series), relative }))
    .sort((a, b) => a.id - b.id);
  const ids = Float64Array.from(known, ({ id }) => id);
  const values = new Float64Array(times.length * ids.length);
  known.forEach(({ relative }, place) => {
    readingsAt(times, relative).forEach((value, row) => {
      values[row * ids.length + place] = value;
    });
  });
  return { ids, values };
}

function readingsAt(times: Float64Array, relative: RelativePoints): Float64Array {
  const longestMs = STANDS_FOR * Math.max(meanStep(times), meanStep(relative.times));
  let [next, last] = [0, -1];
  return times.map((time) => {
    for (; (relative.times[next] ?? Number.POSITIVE_INFINITY) <= time; next += 1) {
      if (Number.isFinite(relative.values[next])) last = next;
    }
    const isPresent = time - (relative.times[last] ?? Number.NEGATIVE_INFINITY) <= longestMs;
    return isPresent ? (relative.values[last] ?? Number.NaN) : Number.NaN;
  });
}

function meanStep(times: Float64Array): number {
  return times.length < 2 ? 0 : ((times.at(-1) ?? 0) - (times[0] ?? 0)) / (times.length - 1);
}

/** A series' name as a number that a state can hold: FNV-1a, 32 bits. */
export function idOf(series: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < series.length; at += 1) {
    hash = Math.imul(hash ^ series.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

/** Several stretches, each of `rows` points, as one: with every relative of any of them. */
export function joinBeside(stretches: readonly { readonly rows: number; readonly beside: Beside }[]): Beside {
  const ids = Float64Array.from(new Set(stretches.flatMap(({ beside }) => [...beside.ids]))).sort();
  const rows = stretches.reduce((sum, stretch) => sum + stretch.rows, 0);
  const values = new Float64Array(rows * ids.length).fill(Number.NaN);
  let first = 0;
  for (const { rows: count, beside } of stretches) {
    beside.ids.forEach((id, place) => {
      const to = ids.indexOf(id);
      for (let row = 0; row < count; row += 1) {
        values[(first + row) * ids.length + to] =
          beside.values[row * beside.ids.length + place] ?? Number.NaN;
      }
    });
    first += count;
  }
  return { ids, values };
}
