import type { FindingClass } from '../../../statement/events.ts';
import type { Amount } from '../../../statement/literals.ts';
import type { Counted } from '../../../statement/numbers.ts';
import type { Written } from '../../tokens/numbers.ts';
import { HERE } from '../implied.ts';
import { quantity } from '../measures.ts';
import type { Counting } from '../phrase.ts';

/** Inclusive bounds of a number of things; null where open. */
export const bounds = (low: number | null, high: number | null): Amount => ({ amount: 'bounds', low, high });

export const share = (low: number | null, high: number | null, open = false): Amount => ({
  amount: 'share',
  low,
  high,
  open,
});

export const readings = (of = HERE): Counted => ({ count: 'readings', of });
export const findings = (of: FindingClass): Counted => {
  if (of === 'gap') return { count: 'gaps', within: HERE };
  if (of === 'missing') return { count: 'missing readings', within: HERE };
  return { count: 'findings', of, within: HERE };
};

/** A number of things is whole and not negative. */
export function number(written: Written): Amount | undefined {
  return Number.isInteger(written.value) && written.value >= 0 && written.step >= 1
    ? written.value === 0
      ? { amount: 'none' }
      : { amount: 'number', quantity: quantity(written) }
    : undefined;
}

export function counting(amount: Amount, counted: Counted): Counting {
  return { amount, counted };
}
