/** The first row that is of the kind; all after it are. */
export function rowFrom(times: Float64Array, isOf: (time: number) => boolean): number {
  let [from, to] = [0, times.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isOf(times[middle] ?? Number.NaN)) to = middle;
    else from = middle + 1;
  }
  return from;
}
