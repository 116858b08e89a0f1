/** How many readings in a row meet a test, at most. */
export function longestStretch(values: Float64Array, holds: (value: number) => boolean): number {
  let [longest, run] = [0, 0];
  for (const value of values) {
    run = holds(value) ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}
