/** Numbers in rising order, searched by halving. */

/** A number that is looked for: what agrees with it lies in one interval around its value. */
export interface Wanted {
  readonly value: number;
  readonly agrees: (value: number) => boolean;
}

/** Where in rising numbers the first stands that is not under a value; their count where all are. */
export function firstNotUnder(rising: Float64Array, value: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether one of `n` numbers, which rise with their place, agrees: where neither of the two next to the value does, none does. */
export function isAmong(n: number, of: (at: number) => number, { value, agrees }: Wanted): boolean {
  let [low, high] = [0, n];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(middle) >= value) high = middle;
    else low = middle + 1;
  }
  return (low < n && agrees(of(low))) || (low > 0 && agrees(of(low - 1)));
}

/** Whether one of some rising numbers agrees. */
export function isInList(rising: Float64Array, wanted: Wanted): boolean {
  return isAmong(rising.length, (at) => rising[at] ?? Number.NaN, wanted);
}

/** The different ones of some finite numbers, rising. */
export function rising(values: readonly number[]): Float64Array {
  return different(Float64Array.from(values.filter((value) => Number.isFinite(value))).sort());
}

/** Each of some sorted numbers once, in the place of the first of them. */
export function different(sorted: Float64Array): Float64Array {
  let count = 0;
  for (let at = 0; at < sorted.length; at += 1)
    if (at === 0 || sorted[at] !== sorted[count - 1]) {
      sorted[count] = sorted[at] ?? Number.NaN;
      count += 1;
    }
  return sorted.subarray(0, count);
}
