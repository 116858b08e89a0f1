import { agreement, type Figure } from './figure.ts';

/**
 * Whether some readings in a row lie between two written numbers and reach both: those that a writer may have meant who told
 * which ones they are in words that were not understood.
 */
export function isRangeOfStretch(values: ArrayLike<number>, low: Figure, high: Figure): boolean {
  const [isLow, isHigh] = [agreement(low), agreement(high)];
  let [hasLow, hasHigh] = [false, false];
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? Number.NaN;
    const [atLow, atHigh] = [isLow(value), isHigh(value)];
    const isInside = atLow || atHigh || (value > low.value && value < high.value);
    hasLow = isInside && (hasLow || atLow);
    hasHigh = isInside && (hasHigh || atHigh);
    if (hasLow && hasHigh) return true;
  }
  return false;
}
