import type { Condition } from '../../../statement/parts.ts';
import { NIL } from '../comparisons/made.ts';
import { HERE } from '../implied.ts';
import type { Counting, Nothing, PhraseTypes } from '../phrase.ts';
import { rule } from '../rule.ts';
import { counting, readings } from './made.ts';

export const IS_NIL: Condition = { if: 'compare', relation: 'equal', to: NIL };
const HOLDING =
  '=with|of|at|are|were|is|was|have|had|hold|held|show|showed|see|saw|contain|contained|that|which?';

/** So many readings of nothing; an empty interval may be one that was not read, too. */
function ofNothing(amount: PhraseTypes['amount'], nothing: Nothing): Counting {
  const isMissing = nothing === 'empty' && (amount.amount === 'number' || amount.amount === 'bounds');
  return {
    ...counting(amount, isMissing ? { count: 'missing readings', within: HERE } : readings()),
    condition: IS_NIL,
  };
}

/** What readings of nothing are called, and how many of them there are. */
export const NOTHING_RULES = [
  rule('no such thing', 'nil', ['=no|without|zero', '=a|any|single?', '=single?', 'unit'], () => 'none'),
  rule('no such quantity', 'nil', ['=no|without|zero', '=a|any?', 'quantityWord'], () => 'none'),
  rule('nothing there', 'nil', ['=dark|darkness|idle|inactive|off|unlit'], () => 'none'),
  rule('zero', 'nil', ['=zero|0'], () => 'zero'),
  rule('empty or lost', 'nil', ['=empty|silent|silence'], () => 'empty'),
  rule('so many of the readings hold nothing', 'count', ['count', HOLDING, 'nil'], (count, _, nothing) => {
    const isPlain =
      count.counted.count === 'readings' && count.condition === undefined && count.of === undefined;
    const told =
      isPlain && count.total !== true && nothing === 'none' ? ofNothing(count.amount, nothing) : undefined;
    return told && { ...count, ...told };
  }),
  rule('so many silent readings', 'count', ['amount', 'nil', 'reading'], (amount, nothing) =>
    ofNothing(amount, nothing),
  ),
  rule(
    'silent readings in a list',
    'count',
    ['nil', 'reading?', '=:|=|BAR', 'amount'],
    (nothing, reading, __, amount) =>
      nothing === 'zero' && reading === undefined ? undefined : ofNothing(amount, nothing),
  ),
];
