import type { Formula } from '../../../statement/formulas.ts';
import type { Amount } from '../../../statement/literals.ts';
import type { Condition, Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { countIs, literal } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { doubtful, reading } from '../scene.ts';
import { at, type Telling } from '../telling.ts';
import { conditionsBeside } from './conditions.ts';
import { plainCount, quantified } from './formulas.ts';

/** "28 show 2 W and the other 21 zero": so many are, whatever else is left. */
export function ofTheirOwn(telling: Telling, index: number, amount: Amount): Reading[] {
  const [here, next] = [telling.islands[index], telling.islands[index + 1]];
  const measure = here?.to === next?.from ? at(telling, index + 1, 'measure') : undefined;
  const conditions: Condition[] =
    measure === undefined
      ? conditionsBeside(telling, index)
      : [{ if: 'compare', relation: 'equal', to: literal(measure) }];
  return conditions.map((condition) => reading(quantified(amount, WHOLE, condition), 'loose wording'));
}

/** What was told before need not be what is counted: all may be, or those of a run whose value is told wrong. */
export function otherwiseMeant(
  { tokens, mood, islands }: Telling,
  index: number,
  told: Condition,
  within: Part,
  amount: Amount,
): Reading[] {
  const run: Formula = countIs({ count: 'run length', value: null, within, any: true }, amount);
  const { from = 0 } = islands[index] ?? {};
  const isBracket = mood.host.has(mood.piece[from] ?? -1);
  const isStay = tokens.some(({ norm }, at) => at < from && STAYING.test(norm));
  const isValue = told.if === 'compare' && told.relation === 'equal' && amount.amount === 'number';
  return [
    reading(plainCount(amount, WHOLE), 'loose wording'),
    ...(isValue && (isBracket || isStay) ? [doubtful(run, 'loose wording')] : []),
  ];
}

const STAYING =
  /^(?:stuck|flat|frozen|constant|constantly|unchanged|plateaus?|stands?|stood|sits?|sat|steady|same|holds?|held|stays?|stayed|remains?|remained|stagnates?|freezes?|froze|hangs?|hung|always)$/;

/** "35 readings of 450": those that would only round to it may not be meant. */
export function exactly(conditions: readonly Condition[], of: Part, amount: Amount): Reading[] {
  return conditions.flatMap((condition) =>
    condition.if === 'compare' && condition.relation === 'equal'
      ? [
          reading(
            quantified(amount, of, { if: 'between', low: condition.to, high: condition.to }),
            'loose wording',
          ),
        ]
      : [],
  );
}
