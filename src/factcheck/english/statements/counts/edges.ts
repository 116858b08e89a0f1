import type { Formula } from '../../../statement/formulas.ts';
import type { Amount } from '../../../statement/literals.ts';
import type { Condition, Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { equal, literal, statistic } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { doubtful, reading } from '../scene.ts';
import { at, type Telling } from '../telling.ts';
import { quantified } from './formulas.ts';
import { conditionBefore } from './told.ts';

/** "the last 24 readings are identical", "19.0 % for the last 37 readings": which ones they are; what is claimed is said of all of them,
 * and nothing where no more is said than which ones they are. */
export function edgeReadings(telling: Telling, index: number, of: Part): Reading[] {
  const { tokens, islands } = telling;
  const { from = 0, to = 0 } = islands[index] ?? {};
  const words = tokens.slice(to, to + 6).map(({ norm }) => norm);
  if (words.some((word) => SAME.test(word))) return [reading(equal(statistic('range', of), ZERO))];
  const isLasting = tokens.slice(Math.max(0, from - 2), from + 1).some(({ norm }) => norm === 'for');
  const said = islands.findLastIndex(({ category }, other) => other < index && category === 'measure');
  const measure = isLasting ? at(telling, said, 'measure') : undefined;
  // "are all at this ceiling": at the level that was named before.
  const isBack = words.some((word) => word === 'this' || word === 'that');
  const level =
    measure === undefined ? (isBack ? telling.scenes[index]?.level : undefined) : literal(measure);
  const told = level == null && isLasting ? conditionBefore(telling, index)?.condition : undefined;
  if (told !== undefined)
    return [reading({ is: 'quantified', amount: { amount: 'all' }, of, condition: told })];
  return level == null
    ? []
    : [
        reading({
          is: 'quantified',
          amount: { amount: 'all' },
          of,
          condition: { if: 'compare', relation: 'equal', to: level },
        }),
      ];
}

const SAME = /^(?:same|identical|equal|constant|unchanged|alike)$/;
const ZERO = literal({ value: 0, step: 1e-12, hedge: 'exact' });

/** "It ends with two readings below 20": the verb and its preposition; none where another leads up to the count. */
export function endVerb({ tokens, islands }: Telling, index: number): readonly number[] {
  const { from = 0 } = islands[index] ?? {};
  const isVerb = END_VERB.test(tokens[from - 2]?.norm ?? '') && tokens[from - 1]?.norm === 'with';
  return isVerb ? [from - 2, from - 1] : [];
}

/** So many readings at an end of the window meet a condition, and the next one does not. */
export function endCounts(
  telling: Telling,
  index: number,
  amount: Amount,
  condition: Condition,
): Reading[] | undefined {
  const [verb] = endVerb(telling, index);
  if (verb === undefined || amount.amount !== 'number') return undefined;
  const isFirst = /^(?:start|begin|began|begun|open)/.test(telling.tokens[verb]?.norm ?? '');
  const { value } = amount.quantity;
  const among = (count: number): Formula =>
    quantified(
      amount,
      { part: isFirst ? 'first' : 'last', of: WHOLE, size: { size: 'readings', count } },
      condition,
    );
  return [
    reading({ is: 'and', formulas: [among(value), among(value + 1)] }),
    doubtful(among(value), 'loose wording'),
  ];
}

const END_VERB = /^(?:start|begin|began|begun|open|end|finish|clos|conclud)(?:s|es|ed|e|ing|ning|ed)?$/;
