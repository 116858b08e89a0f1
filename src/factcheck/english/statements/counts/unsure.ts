import type { Amount } from '../../../statement/literals.ts';
import type { Condition } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { WHOLE } from '../../phrases/implied.ts';
import type { Counting } from '../../phrases/phrase.ts';
import { OPENS_COUNT } from '../../words/joints.ts';
import { reading } from '../scene.ts';
import { leadOf, sameClause, type Telling } from '../telling.ts';
import { plainCount } from './formulas.ts';

/** "Over 300 samples the mean is ..." is not more than 300. */
export function loosely(amount: Amount): Reading[] {
  if (amount.amount !== 'bounds' || amount.high !== null || (amount.low ?? 0) <= FEW) return [];
  const quantity = { value: (amount.low ?? 1) - 1, step: 1, hedge: 'exact' } as const;
  return [reading(plainCount({ amount: 'number', quantity }, WHOLE), 'loose wording')];
}

/** "One reading", "two intervals", said of what else the clause tells of them: what they are is not sure enough to call it false. */
export function unsure(
  telling: Telling,
  index: number,
  conditions: readonly Condition[],
  { totalOf, of }: Counting,
  amount: Amount,
): Reading[] {
  // "One reading lies ...": which one that is, rather than how many.
  const first = telling.tokens[telling.islands[index]?.from ?? -1]?.norm;
  const isOne =
    first === 'one' &&
    amount.amount !== 'share' &&
    leadOf(telling, index, 1).every((word) => !/^(?:only|just)$/.test(word));
  const isThat = telling.tokens[telling.islands[index]?.to ?? -1]?.norm === 'that' && conditions.length > 0;
  if (isOne && totalOf === undefined && !isThat)
    return [reading({ is: 'beyond', what: 'which reading is meant' })];
  // "It lasts five samples": of what was found.
  if (/^(?:lasts|lasted|lasting)$/.test(first ?? '') && of?.part === 'event') return [];
  if (conditions.length > 0 || totalOf !== undefined || of?.part === 'without') return [];
  if (amount.amount === 'none')
    return telling.parts[index] != null
      ? []
      : [reading({ is: 'beyond', what: 'which readings there are none of' })];
  const few = amount.amount === 'bounds' || (amount.amount === 'number' && amount.quantity.value <= FEW);
  const isAlone =
    leadOf(telling, index, 6).every((word) => OPENS_COUNT.test(word)) &&
    telling.islands.every(
      ({ category }, other) =>
        other === index ||
        !TELLS_WHICH.has(category) ||
        !(sameClause(telling, index, other) || (other === index + 1 && isInserted(telling, index))),
    );
  return few || !isAlone ? [reading({ is: 'beyond', what: 'which readings are counted' })] : [];
}

/** "30 readings, or 45 %, are above the mean". */
function isInserted({ tokens, islands }: Telling, index: number): boolean {
  const to = islands[index]?.to ?? 0;
  return (
    tokens[to]?.norm === ',' &&
    /^(?:or|i.e|that|about|roughly|nearly|almost)$/.test(tokens[to + 1]?.norm ?? '')
  );
}

const FEW = 5;
/** What can say which readings are counted. */
const TELLS_WHICH: ReadonlySet<string> = new Set([
  'comparison',
  'measure',
  'range',
  'state',
  'change',
  'timing',
  'lasting',
]);
