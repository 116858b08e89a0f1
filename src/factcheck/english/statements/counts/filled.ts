import type { Formula } from '../../../statement/formulas.ts';
import type { Amount } from '../../../statement/literals.ts';
import type { Reading } from '../../../statement/text.ts';
import { countIs } from '../../phrases/built.ts';
import type { Counting } from '../../phrases/phrase.ts';
import { reading } from '../scene.ts';
import { partAt, type Telling, wordsBefore } from '../telling.ts';
import { plainCount } from './formulas.ts';

/** "54 of the 60 readings have a value": so many have one, and the rest of them is missing. */
export function filledReadings(
  telling: Telling,
  index: number,
  { amount, ofAll }: Counting,
): Reading[] | undefined {
  const { from = 0, to = 0 } = telling.islands[index] ?? {};
  const lead = wordsBefore(telling, index, 2).join(' ');
  const next = telling.tokens
    .slice(to, to + 6)
    .map(({ norm }) => norm)
    .join(' ');
  const all = telling.tokens.slice(from, to).findLast(({ number }) => number !== undefined)?.number?.value;
  if (
    ofAll !== true ||
    amount.amount !== 'number' ||
    all === undefined ||
    !(HAVE_VALUE.test(next) || EXPECTED.test(next) || KNOWN_FOR.test(lead))
  )
    return undefined;
  const within = partAt(telling, index);
  const rest = all - amount.quantity.value;
  const missing: Amount =
    rest === 0
      ? { amount: 'none' }
      : { amount: 'number', quantity: { value: rest, step: 1, hedge: 'exact' } };
  const lacks: Formula = countIs({ count: 'missing readings', within }, missing);
  return [reading({ is: 'and', formulas: [plainCount(amount, within), lacks] })];
}

const THERE =
  '(?:have|has|had|carry|carried|hold|held) (?:a (?:value|number|reading)|values)|(?:are|were|is|was) (?:received|valid|present|filled|there|delivered|available|known)|arrived?|came (?:in|through)|got through|made it|exist';
const HAVE_VALUE = new RegExp(`^(?:${THERE})`);
/** "67 of the 72 expected readings". */
const EXPECTED = new RegExp(
  `^(?:expected|scheduled|planned|possible|due|theoretical|intended|regular|nominal)(?: (?:readings|samples|values|instants|slots|intervals|measurements|points|times|rows|ones))?(?: (?:${THERE}|[.,;])|$)`,
);
const KNOWN_FOR = /^(?:known|available|present|recorded|there) (?:for|at|in)$/;
