/** A point of a plot: epoch ms and value; null where data was missing. */
type Point = [time: number, value: number | null];

/**
 * At most about `most` points of a series: of each stretch of equal length the lowest and the highest reading, in their order, so
 * that no spike is lost, and one empty point where a stretch has none.
 */
export function thinned(times: Float64Array, values: Float64Array, most: number): Point[] {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return [];
  const stretches = Math.max(1, Math.floor(most / 2));
  const length = Math.max(1, last - first) / stretches;
  const points: Point[] = [];
  let row = 0;
  for (let stretch = 1; stretch <= stretches; stretch++) {
    const end = stretch === stretches ? Number.POSITIVE_INFINITY : first + stretch * length;
    const begin = row;
    while (row < times.length && (times[row] ?? Number.NaN) < end) row++;
    const extremes = extremesOf(values, begin, row);
    points.push(...extremes.map((at): Point => [times[at] ?? Number.NaN, values[at] ?? null]));
    // Few readings leave stretches empty in which none was due.
    if (extremes.length === 0 && times.length > stretches) {
      points.push([Math.round(first + (stretch - 0.5) * length), null]);
    }
  }
  return points;
}

/** Rows of the lowest and the highest value in [begin, end), in their order; nulls are no values. */
function extremesOf(values: Float64Array, begin: number, end: number): readonly number[] {
  let low = -1;
  let high = -1;
  for (let row = begin; row < end; row++) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (low === -1 || value < (values[low] ?? 0)) low = row;
    if (high === -1 || value > (values[high] ?? 0)) high = row;
  }
  if (low === -1) return [];
  return low === high ? [low] : [Math.min(low, high), Math.max(low, high)];
}
