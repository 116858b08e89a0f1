/** Rows of one value in a row, both ends included. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

export function runLength({ from, to }: Run): number {
  return to - from + 1;
}

/** The values of a window cut into runs of equal ones. */
export interface Runs {
  /** How many there are. */
  readonly count: number;
  /** Those that are long enough to be looked at. */
  readonly long: readonly Run[];
}

/** Cuts values into runs of equal ones, and keeps those of at least `shortest` rows. */
export function equalRuns(values: Float64Array, shortest: number): Runs {
  const long: Run[] = [];
  let count = 0;
  let from = 0;
  for (let row = 1; row <= values.length; row++) {
    if (values[row] === values[from]) continue;
    if (row - from >= shortest) long.push({ from, to: row - 1, value: values[from] ?? Number.NaN });
    count++;
    from = row;
  }
  return { count: values.length === 0 ? 0 : count, long };
}

/** A run this many times as long as chance makes the longest one is no chance. */
const CHANCE_MARGIN = 3;
/** A sensor that repeats itself more often than this rests by nature; only its past tells how long. */
const MOST_REPEATS = 0.3;
/** Fewer equal values are nothing, however lively the sensor. */
export const SHORTEST_RUN = 20;
/** Where counts, light and rain rest. */
export const RESTING_VALUE = 0;

/**
 * How many equal values in a row are too many, judged by other rows of the window and the number of runs they make:
 * with a share p of repeats, n rows have a longest run of about log(n (1 - p)) / log(1 / p) (Erdős and Rényi
 * 1970). Infinite where repeats are too common to tell.
 */
export function longestUsualRun(rows: number, runs: number): number {
  const repeats = Math.max(0.5, rows - runs) / rows;
  if (rows < SHORTEST_RUN || repeats > MOST_REPEATS) return Number.POSITIVE_INFINITY;
  const byChance = Math.log(rows * (1 - repeats)) / Math.log(1 / repeats);
  return Math.max(SHORTEST_RUN, CHANCE_MARGIN * byChance);
}
