import type { Quantity } from '../../../statement/literals.ts';
import type { Reading } from '../../../statement/text.ts';
import { equal, has, literal, statistic } from '../../phrases/built.ts';
import { isIt, WHOLE } from '../../phrases/implied.ts';
import type { Token } from '../../tokens/token.ts';
import { doubtful, reading } from '../scene.ts';
import { at, partAt, sameClause, type Telling } from '../telling.ts';

const LINKS =
  '(?: (?:is|was|are|at|on|with|by|from|out|off|up|just|only|about|around|an?|the|its|it|:|=|,|value|reading|level|point|mark|had|has|reads?|showed|shows|stood|stands|still|in|there|we|have|been|mere|day|night|morning|evening|window|record|series|log|then))*$';
const ENDS = {
  first: new RegExp(
    `(?:^| )(?:starts?|started|begins?|began|begun|beginning|opens?|opened|outset|initially)${LINKS}`,
  ),
  last: new RegExp(
    `(?:^| )(?:ends?|ended|finish(?:es|ed)?|closes?|closed|concludes?|concluded|stops|stopped|breaks off|broke off)${LINKS}`,
  ),
} as const;
/** Words before a number that are looked at. */
const NEAR = 9;

/** "Start 20.1, end 22.5", "it began with just 21", "the window ends, at 20.89": the first or the last reading. Undefined for another number. */
export function outsetReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const name = endOf(telling, index);
  if (name === undefined) return undefined;
  return [
    reading(equal(statistic(name, partAt(telling, index)), literal(quantity))),
    doubtful(has(quantity, WHOLE), 'loose wording'),
  ];
}

/** Whether a number is told as the first or the last: behind a verb or noun that says so, which is of nothing that happens. */
export function endOf(telling: Telling, index: number): 'first' | 'last' | undefined {
  const { tokens, islands } = telling;
  const { from = 0, to = 0 } = islands[index] ?? {};
  // "ends higher than it began: 18.9 against 19.3": which is which is told behind.
  if (/^(?:against|versus|vs|compared|after|up|down)$/.test(tokens[to]?.norm ?? '')) return undefined;
  const words = leadOf(tokens.slice(Math.max(0, from - NEAR), from));
  if (/\b(?:than|where|how)\b/.test(words)) return undefined;
  const name = (['first', 'last'] as const).find((one) => ENDS[one].test(words));
  const isOther =
    name !== undefined &&
    islands.some(
      (_, other) => other < index && sameClause(telling, other, index) && isHappening(telling, other),
    );
  return isOther ? undefined : name;
}

/** The words from the last stop on; behind another number from the next comma on: "21.9 at the start, 21.2 at the end". */
function leadOf(before: readonly Token[]): string {
  const stop = before.findLastIndex(({ text }) => /^[;(.—]$/.test(text));
  const number = before.findLastIndex(({ kind }) => kind === 'number' || kind === 'moment');
  const joint = before.findIndex(({ norm }, at) => at > number && /^(?:,|and|\/|\||-|–)$/.test(norm));
  const cut = number > stop ? (joint === -1 ? before.length : joint) : stop;
  return before
    .slice(cut + 1)
    .map(({ norm }) => norm)
    .join(' ');
}

/** "The fall begins at 21.3": of that, not of the window. */
function isHappening(telling: Telling, index: number): boolean {
  const event = at(telling, index, 'event');
  return (
    (event !== undefined && !isIt(event)) ||
    at(telling, index, 'change') !== undefined ||
    at(telling, index, 'count') !== undefined
  );
}
