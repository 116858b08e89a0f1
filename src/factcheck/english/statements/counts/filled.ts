import type { Formula } from '../../../statement/formulas.ts';
import type { Amount } from '../../../statement/literals.ts';
import type { Reading } from '../../../statement/text.ts';
import type { Counting } from '../../phrases/phrase.ts';
import { reading } from '../scene.ts';
import { partAt, type Telling } from '../telling.ts';
import { plainCount } from './formulas.ts';

/** "54 of the 60 readings have a value": so many have one, and the rest of them is missing. */
export function filledReadings(
  telling: Telling,
  index: number,
  { amount, ofAll }: Counting,
): Reading[] | undefined {
  const { from = 0, to = 0 } = telling.islands[index] ?? {};
  const next = telling.tokens
    .slice(to, to + 3)
    .map(({ norm }) => norm)
    .join(' ');
  const all = telling.tokens.slice(from, to).findLast(({ number }) => number !== undefined)?.number?.value;
  if (ofAll !== true || amount.amount !== 'number' || all === undefined || !HAVE_VALUE.test(next))
    return undefined;
  const within = partAt(telling, index);
  const rest = all - amount.quantity.value;
  const missing: Amount =
    rest === 0
      ? { amount: 'none' }
      : { amount: 'number', quantity: { value: rest, step: 1, hedge: 'exact' } };
  const lacks: Formula = {
    is: 'count',
    counted: { count: 'missing readings', within },
    relation: 'equal',
    amount: missing,
  };
  return [reading({ is: 'and', formulas: [plainCount(amount, within), lacks] })];
}

const HAVE_VALUE =
  /^(?:have|has|had|carry|carried|hold|held) (?:a (?:value|number)|values)|^(?:are|were|is|was) (?:received|valid|present|filled)/;
