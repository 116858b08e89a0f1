import type { Quantity } from '../../../statement/literals.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Reading } from '../../../statement/text.ts';
import { equal, has, literal } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { doubtful, reading } from '../scene.ts';
import { type Telling, wordsBefore } from '../telling.ts';
import { isExtreme } from '../values.ts';

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
const OF_ITSELF = /\b(?:best|place|runner-up)\b/;
/** Words before a number that are looked at. */
const NEAR = 5;

/** "Top 55.0 at 03:07, 2nd 54.5", "the runner-up, 10.56": the next ones behind the extreme that was named last, of either end where none was. */
export function rankedReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const { scenes } = telling;
  const words = wordsBefore(telling, index, NEAR);
  const k = RANKS[RANK.exec(words.join(' '))?.[1] ?? ''];
  const name = scenes[index]?.name;
  const isNamed = name != null && isExtreme(name);
  if (k === undefined || !(isNamed || (name == null && OF_ITSELF.test(words.join(' '))))) return undefined;
  const ends =
    name == null ? (['top', 'bottom'] as const) : [name === 'max' ? ('top' as const) : ('bottom' as const)];
  const nums = ends.flatMap((end) =>
    [true, false].map((distinct): Num => ({ num: 'ranked', k, from: end, of: WHOLE, distinct })),
  );
  return [
    reading({ is: 'or', formulas: nums.map((num) => equal(num, literal(quantity))) }),
    doubtful(has(quantity, WHOLE), 'loose wording'),
  ];
}
