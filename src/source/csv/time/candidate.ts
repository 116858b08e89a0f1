/** One way in which the times of a file may be meant. */
export interface Candidate {
  /** What `timeFormat` says for it. */
  readonly timeFormat: string;
  /** The same for people. */
  readonly meaning: string;
  /** What a wall clock showed, as if it were UTC, in epoch milliseconds; NaN where the text is no such time. */
  readonly read: (text: string) => number;
}

/** Steps that differ by no more than this belong to one logger. */
const EVEN = 3;
/** Steps that differ by this much come from a date misread: its days jump by months. */
const UNEVEN = 20;
/** No file has rows so much later than its last change, forecasts among them. */
const FARTHEST_AHEAD_MS = 400 * 86_400_000;

/**
 * The candidates that the texts leave possible. `stretches` are rows that follow one another in the file; `writtenAt`
 * is when the file was last changed. Only what can't be otherwise is ruled out: a month 31, steps of five minutes
 * that jump by a month at midnight, a file whose rows are years younger than itself.
 */
export function possible(
  candidates: readonly Candidate[],
  stretches: readonly (readonly string[])[],
  writtenAt: number,
): readonly Candidate[] {
  const texts = stretches.flat().filter((text) => candidates.some(({ read }) => !Number.isNaN(read(text))));
  if (texts.length === 0) return [];
  const whole = candidates.filter(({ read }) => texts.every((text) => !Number.isNaN(read(text))));
  const past = whole.filter(({ read }) => texts.every((text) => read(text) < writtenAt + FARTHEST_AHEAD_MS));
  const left = past.length > 0 ? past : whole;
  if (left.length < 2) return left;
  const spreads = left.map(({ read }) => spread(stretches, read));
  const even = left.filter((_, at) => (spreads[at] ?? Number.NaN) <= EVEN);
  const others = spreads.filter((one) => !(one <= EVEN));
  return even.length === 1 && others.every((one) => one >= UNEVEN) ? even : left;
}

/** The largest step from row to row over the usual one; NaN where there are too few steps to tell. */
function spread(stretches: readonly (readonly string[])[], read: (text: string) => number): number {
  const steps: number[] = [];
  for (const stretch of stretches) {
    const times = stretch.map(read).filter((time) => !Number.isNaN(time));
    for (const [at, time] of times.entries()) {
      const step = Math.abs(time - (times[at - 1] ?? time));
      if (step > 0) steps.push(step);
    }
  }
  if (steps.length < 3) return Number.NaN;
  steps.sort((a, b) => a - b);
  return (steps.at(-1) ?? 0) / (steps[Math.floor(steps.length / 2)] ?? 1);
}
