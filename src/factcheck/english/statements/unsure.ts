import type { Reading } from '../../statement/text.ts';
import { placesAs } from './mood.ts';
import type { Telling } from './telling.ts';
import { unreadIn } from './unread.ts';

/** What keeps a statement from being proved where more is said of it than was understood. */
export const UNSURE: Reading = {
  formula: { is: 'beyond', what: 'what else the clause says' },
  assumes: [],
};

/** "20.7 (7 readings), 20.79 (15 readings)": of what the bracket stands behind, rather than of all. */
export function isBracketOfAll(
  { mood, islands }: Telling,
  from: number,
  [natural]: readonly Reading[],
): boolean {
  const piece = mood.piece[from] ?? -1;
  if (!mood.host.has(piece) || natural === undefined) return false;
  const { formula } = natural;
  const isOfAll =
    (formula.is === 'count' && formula.counted.count === 'readings' && formula.counted.of.part === 'whole') ||
    (formula.is === 'spans' && 'part' in formula.of && formula.of.part === 'whole');
  const behind = islands.findLast((one) => one.from < from && mood.piece[one.from] !== piece);
  return (
    isOfAll && (behind?.category === 'measure' || behind?.category === 'num' || behind?.category === 'figure')
  );
}

/** "<41: 5": how many they are is told behind it. */
export function isBareSign({ tokens, mood }: Telling, from: number, [natural]: readonly Reading[]): boolean {
  return (
    natural?.formula.is === 'quantified' &&
    /^[<>≤≥]/.test(tokens[from]?.text ?? '') &&
    mood.clause[from] !== mood.clause[from - 1]
  );
}

/** A direction, a state or which of two is higher fits by chance: with words left over it proves nothing. */
export function isLoose(
  telling: Telling,
  kind: string,
  from: number,
  unread: readonly string[],
  taken: ReadonlySet<number>,
): boolean {
  if (kind === 'comparison') return unread.length > 0;
  if (kind !== 'trend' && kind !== 'state') return false;
  const { clause } = telling.mood;
  const inside = placesAs(clause, from);
  return unreadIn(telling, inside[0] ?? from, (inside.at(-1) ?? from) + 1, taken).some(
    (word) => /^\p{L}{3,}/u.test(word) && unread.includes(word),
  );
}
