import type { Amount } from './meaning.ts';

/** Whether a number is within an amount; shares are of `total`. */
export function fits(amount: Amount, actual: number, total: number): boolean {
  if (amount.share !== undefined) {
    const [low, high] = amount.share;
    const share = total === 0 ? 0 : actual / total;
    return low === 0.5 ? share > 0.5 : share >= low && share <= high;
  }
  const slack = amount.about === undefined || amount.about === 'exactly' ? 0 : Math.max(1, actual * 0.05);
  return actual >= amount.low - slack && actual <= amount.high + slack;
}
