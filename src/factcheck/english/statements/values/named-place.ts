import type { Quantity } from '../../../statement/literals.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Reading } from '../../../statement/text.ts';
import { equal, literal, statistic } from '../../phrases/built.ts';
import { isIt, WHOLE } from '../../phrases/implied.ts';
import type { Token } from '../../tokens/token.ts';
import { placed } from '../scene.ts';
import { at, partAt, sameClause, type Telling, wordsBefore } from '../telling.ts';
import { isExtreme } from '../values.ts';

/**
 * A number behind the name of its place among the readings: by rank, "the runner-up, 10.56", or at one end, "it began with just 21". Undefined for
 * another number.
 */
export function namedPlaceReadings(
  telling: Telling,
  index: number,
  quantity: Quantity,
): Reading[] | undefined {
  return rankedReadings(telling, index, quantity) ?? endReadings(telling, index, quantity);
}

const RANKS: Readonly<Record<string, number>> = {
  second: 2,
  '2nd': 2,
  'runner-up': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
};
/** A rank that stands before its number, without the noun or superlative that it is of. */
const RANK =
  /(?:^| )(second|2nd|runner-up|third|3rd|fourth|4th)(?: (?:best|place|comes|came|is|was|were|one|:|=|with|in|line|,|the|at))*$/;
/** Says by itself that values are ranked. */
const IS_RANK = /\b(?:best|place|runner-up)\b/;
/** Words before a number that are looked at for its rank. */
const NEAR_RANK = 5;

/** "Top 55.0 at 03:07, 2nd 54.5", "the runner-up, 10.56": the next ones behind the extreme that was named last, of either end where none was. */
function rankedReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const { scenes } = telling;
  const words = wordsBefore(telling, index, NEAR_RANK);
  const k = RANKS[RANK.exec(words.join(' '))?.[1] ?? ''];
  const name = scenes[index]?.name;
  const isNamed = name != null && isExtreme(name);
  if (k === undefined || !(isNamed || (name == null && IS_RANK.test(words.join(' '))))) return undefined;
  const ends =
    name == null ? (['top', 'bottom'] as const) : [name === 'max' ? ('top' as const) : ('bottom' as const)];
  const nums = ends.flatMap((end) =>
    [true, false].map((distinct): Num => ({ num: 'ranked', k, from: end, of: WHOLE, distinct })),
  );
  return placed({ is: 'or', formulas: nums.map((num) => equal(num, literal(quantity))) }, quantity);
}

const END_LINKS =
  '(?: (?:is|was|are|at|on|with|by|from|out|off|up|just|only|about|around|an?|the|its|it|:|=|,|value|reading|level|point|mark|had|has|reads?|showed|shows|stood|stands|still|in|there|we|have|been|mere|day|night|morning|evening|window|record|series|log|then))*$';
const ENDS = {
  first: new RegExp(
    `(?:^| )(?:starts?|started|begins?|began|begun|beginning|opens?|opened|outset|initially)${END_LINKS}`,
  ),
  last: new RegExp(
    `(?:^| )(?:ends?|ended|finish(?:es|ed)?|closes?|closed|concludes?|concluded|stops|stopped|breaks off|broke off)${END_LINKS}`,
  ),
} as const;
/** Words before a number that are looked at for the end it stands at. */
const NEAR_END = 9;

/** "Start 20.1, end 22.5", "it began with just 21", "the window ends, at 20.89": the first or the last reading. Undefined for another number. */
function endReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const name = endOf(telling, index);
  if (name === undefined) return undefined;
  return placed(equal(statistic(name, partAt(telling, index)), literal(quantity)), quantity);
}

/** Whether a number is told as the first or the last: behind a verb or noun that says so, which is of nothing that happens. */
function endOf(telling: Telling, index: number): 'first' | 'last' | undefined {
  const { tokens, islands } = telling;
  const { from = 0, to = 0 } = islands[index] ?? {};
  // "ends higher than it began: 18.9 against 19.3": which is which is told behind.
  if (/^(?:against|versus|vs|compared|after|up|down)$/.test(tokens[to]?.norm ?? '')) return undefined;
  const words = leadOf(tokens.slice(Math.max(0, from - NEAR_END), from));
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
