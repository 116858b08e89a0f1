/**
 * Median of the `rows` values around each value (`rows` odd); at the ends, of the first or last `rows` of them. Values are
 * finite. One short move of memory a value.
 */
export function runningMedian(values: Float64Array, rows: number): Float64Array {
  const middle = (rows - 1) / 2;
  const sorted = values.slice(0, rows).sort();
  const center = Math.min(middle, Math.floor((values.length - 1) / 2));
  const medians = new Float64Array(values.length).fill(sorted[center] ?? Number.NaN);
  for (let newest = rows; newest < values.length; newest++) {
    replaceSorted(sorted, values[newest - rows] ?? Number.NaN, values[newest] ?? Number.NaN);
    medians[newest - middle] = sorted[middle] ?? Number.NaN;
  }
  return values.length <= rows ? medians : medians.fill(sorted[middle] ?? 0, values.length - middle);
}

/** Takes one value out of a sorted array and puts another in, in order. */
function replaceSorted(sorted: Float64Array, out: number, value: number): void {
  let place = sorted.indexOf(out);
  while (place > 0 && (sorted[place - 1] ?? 0) > value) {
    sorted[place] = sorted[place - 1] ?? 0;
    place--;
  }
  while (place < sorted.length - 1 && (sorted[place + 1] ?? 0) < value) {
    sorted[place] = sorted[place + 1] ?? 0;
    place++;
  }
  sorted[place] = value;
}
