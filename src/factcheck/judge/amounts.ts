import type { Amount } from '../statement/literals.ts';
import { agree, computed, type Figure } from './figure.ts';
import { show } from './say.ts';

/** Whether `count` of `all` is as many as were stated. */
export function fitsAmount(amount: Amount, count: number, all: number): boolean {
  switch (amount.amount) {
    case 'number':
      return agree(computed(count, ''), asFigure(amount.quantity));
    case 'bounds':
      return count >= (amount.low ?? 0) && count <= (amount.high ?? Number.POSITIVE_INFINITY);
    case 'share': {
      const share = all === 0 ? Number.NaN : count / all;
      const [low, high] = [amount.low ?? Number.NEGATIVE_INFINITY, amount.high ?? Number.POSITIVE_INFINITY];
      return amount.open ? share > low && share < high : share >= low && share <= high;
    }
    case 'all':
      return count === all && all > 0;
    case 'none':
      return count === 0;
    case 'all but':
      return agree(computed(all - count, ''), asFigure(amount.quantity));
  }
}

/** Share of the counts that could have stood there and would fit as well. A small number fits many things. */
export function chanceOfAmount(amount: Amount, all: number): number {
  if (amount.amount !== 'number') return 1;
  return Math.min(1, 1 / Math.max(1, Math.min(Math.abs(amount.quantity.value), Math.max(all, 1))));
}

function asFigure({ value, step, hedge }: (Amount & { amount: 'number' })['quantity']): Figure {
  return { value, tolerance: step / 2, hedge, isWritten: true, said: show(value), natural: true };
}
