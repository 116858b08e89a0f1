import { rowFrom } from './rows.ts';

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
/**
 * The last intervals, whose mean is the usual one. They are taken from what was read, not from what is new of it: who is present
 * must not depend on how many points come at a time.
 */
const INTERVALS = 10;

/**
 * The present reading of each relative at the times of the rows from `from` up to `to`, `to` left out: its last one, unless that is
 * too old. The rows before only tell how often the series comes.
 */
export function besideOf(
  times: Float64Array,
  relatives: readonly RelativePoints[],
  from = 0,
  to = times.length,
): Beside {
  const known = relatives
    .map((relative) => ({ id: idOf(relative.series), relative }))
    .sort((a, b) => a.id - b.id);
  const ids = Float64Array.from(known, ({ id }) => id);
  const values = new Float64Array((to - from) * ids.length);
  const intervals = Array.from({ length: to - from }, (_, row) => usualInterval(times, from + row));
  known.forEach(({ relative }, place) => {
    let next = rowFrom(relative.times, (time) => time > (times[from] ?? Number.NaN));
    let last = next - 1;
    while (last >= 0 && !Number.isFinite(relative.values[last])) last -= 1;
    intervals.forEach((interval, row) => {
      const time = times[from + row] ?? Number.NaN;
      for (; (relative.times[next] ?? Number.POSITIVE_INFINITY) <= time; next += 1) {
        if (Number.isFinite(relative.values[next])) last = next;
      }
      const longestMs = STANDS_FOR * Math.max(interval, usualInterval(relative.times, last));
      const isPresent = time - (relative.times[last] ?? Number.NEGATIVE_INFINITY) <= longestMs;
      values[row * ids.length + place] = isPresent ? (relative.values[last] ?? Number.NaN) : Number.NaN;
    });
  });
  return { ids, values };
}

/** Mean of the last intervals up to a row, ms; 0 for none. */
function usualInterval(times: Float64Array, row: number): number {
  const first = Math.max(0, row - INTERVALS);
  return row <= first ? 0 : ((times[row] ?? Number.NaN) - (times[first] ?? Number.NaN)) / (row - first);
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
