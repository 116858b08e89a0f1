/** How many of `n` readings in a row meet a test of their place, at most. */
export function longestStretch(n: number, holds: (at: number) => boolean): number {
  let [longest, run] = [0, 0];
  for (let at = 0; at < n; at += 1) {
    run = holds(at) ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}
