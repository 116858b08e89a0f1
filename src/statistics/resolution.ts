/** Finer than this no sensor writes decimals; what looks finer is arithmetic. */
const MOST_DECIMALS = 9;

/**
 * The sensor's own step: the smallest difference between two values that both occur more than once; where
 * fewer than two values repeat, the decimal place that all values are multiples of. 0 for continuous values.
 * A single odd value must not decide it: one spike in a constant window would be its own resolution.
 */
export function resolution(sorted: readonly number[]): number {
  let smallest = Number.POSITIVE_INFINITY;
  let previous = Number.NaN;
  for (let index = 1; index < sorted.length; index++) {
    const value = sorted[index] ?? Number.NaN;
    if (value !== sorted[index - 1] || value === previous) continue;
    if (value - previous < smallest) smallest = value - previous;
    previous = value;
  }
  return Number.isFinite(smallest) ? smallest : decimalPlace(sorted);
}

function decimalPlace(values: readonly number[]): number {
  let decimals = 0;
  for (const value of values) {
    while (decimals <= MOST_DECIMALS && value !== Number(value.toFixed(decimals))) decimals++;
    if (decimals > MOST_DECIMALS) return 0;
  }
  return values.length === 0 ? 0 : 10 ** -decimals;
}
