import type { Formula } from '../../../statement/formulas.ts';
import type { Amount, Quantity } from '../../../statement/literals.ts';
import type { Condition, Part } from '../../../statement/parts.ts';
import { countIs } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';

/** A number of readings that meet a condition is a count of them; "most", "all" and "none" are a share. */
export function quantified(amount: Amount, of: Part, condition: Condition): Formula {
  const isCounted = amount.amount === 'number' || amount.amount === 'bounds';
  if (isCounted && condition.if === 'null') return countIs({ count: 'missing readings', within: of }, amount);
  if (isCounted) return countIs({ count: 'readings', of: { part: 'where', of, condition } }, amount);
  return { is: 'quantified', amount, of, condition };
}

export function plainCount(amount: Amount, of: Part): Formula {
  return countIs({ count: 'readings', of }, amount);
}

/** "16 of the 67 readings": so many there are, of the part or of all, besides what is said of the 16. */
export function withTotal(formula: Formula, total: Quantity | undefined, of: Part): Formula {
  if (total === undefined) return formula;
  const amount: Amount = { amount: 'number', quantity: total };
  const all = [...(of === WHOLE ? [] : [plainCount(amount, of)]), plainCount(amount, WHOLE)];
  return {
    is: 'and',
    formulas: [formula, all.length === 1 ? (all[0] ?? formula) : { is: 'or', formulas: all }],
  };
}
