import type { Amount } from './meaning.ts';
import type { View } from './rule.ts';

export const UNBOUNDED = Number.POSITIVE_INFINITY;

function ofAll(low: number, high: number): Amount {
  return { low: 0, high: UNBOUNDED, share: [low, high] };
}

const VAGUE: Readonly<Record<string, Amount>> = {
  several: { low: 3, high: UNBOUNDED },
  few: { low: 2, high: 5 },
  couple: { low: 2, high: 2 },
  some: { low: 1, high: UNBOUNDED },
  most: ofAll(0.5, 1),
  nearlyall: ofAll(0.8, 1),
  all: ofAll(1, 1),
  none: { low: 0, high: 0 },
  half: ofAll(0.45, 0.55),
  third: ofAll(0.28, 0.38),
  quarter: ofAll(0.2, 0.3),
  twothirds: ofAll(0.6, 0.73),
  threequarters: ofAll(0.7, 0.8),
  single: { low: 1, high: 1 },
};

/** "more than a third of", "less than half of". */
function boundedShare(amount: Amount | undefined, bound: string): Amount | undefined {
  const [low, high] = amount?.share ?? [];
  if (amount === undefined || low === undefined || high === undefined || bound === '') return amount;
  const middle = (low + high) / 2;
  // "at least half" holds for exactly half, "more than half" does not.
  const least = bound === 'ge' ? middle - 1e-9 : middle;
  return { ...amount, share: bound.startsWith('g') ? [least, 1] : [0, middle] };
}

/** The amount of a match, `b` its bound ("at least"). */
export function amountOf(v: View): Amount | undefined {
  const n = v.quantity('n');
  if (n === undefined) return boundedShare(VAGUE[v.sense('n', 'amount')], v.sense('b', 'bound'));
  const about = n.about === undefined ? {} : { about: n.about };
  switch (v.sense('b', 'bound')) {
    case 'ge':
      return { low: n.value, high: UNBOUNDED, ...about };
    case 'gt':
      return { low: n.value + 1, high: UNBOUNDED, ...about };
    case 'le':
      return { low: 0, high: n.value, ...about };
    case 'lt':
      return { low: 0, high: n.value - 1, ...about };
    default:
      return { low: n.value, high: n.value, ...about };
  }
}
