/** Medians of `rows` values in a row: that of `values[i]` and what follows stands at `i`. Empty for fewer values than `rows`. */
export function slidingMedians(values: Float64Array, rows: number): Float64Array {
  if (values.length < rows) return new Float64Array(0);
  const sorted = values.slice(0, rows).sort();
  const medians = new Float64Array(values.length - rows + 1);
  medians[0] = middleOf(sorted);
  for (let newest = rows; newest < values.length; newest++) {
    replaceSorted(sorted, values[newest - rows] ?? Number.NaN, values[newest] ?? Number.NaN);
    medians[newest - rows + 1] = middleOf(sorted);
  }
  return medians;
}

function middleOf(sorted: Float64Array): number {
  const below = sorted[(sorted.length - 1) >>> 1] ?? Number.NaN;
  const above = sorted[sorted.length >>> 1] ?? Number.NaN;
  return below + (above - below) / 2;
}

/** Takes one value out of a sorted array and puts another in, in order. */
export function replaceSorted(sorted: Float64Array, out: number, value: number): void {
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
