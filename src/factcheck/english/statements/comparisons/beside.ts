import type { Place } from '../names.ts';
import type { Telling } from '../telling.ts';
import { NEXT_TO } from './steps.ts';

/** What stands beside a comparison and leaves it as it is: how often it holds was read with it, a heading only names what it is of. */
export function leavesComparison({ tokens, mood }: Telling, at: number, { kind, from, to }: Place): boolean {
  if (kind !== 'comparison') return false;
  const word = tokens[at]?.norm ?? '';
  const isFirst = mood.piece[at] !== mood.piece[at - 1];
  // "back below 10 °C by nine" says when.
  if (word === 'always' || (word === 'back' && at === from - 1 && tokens[to]?.norm !== 'by')) return true;
  // "But the median is higher", "since the mean exceeds the median": another clause, and no exception, no time.
  if (isFirst && (word === 'but' || word === 'since')) return true;
  // "two neighbouring readings never differ by more than 4".
  if (NEXT_TO.test(word) && tokens.slice(at, from).some(({ norm }) => /^differ(?:s|ed)?$/.test(norm)))
    return true;
  const label = tokens.findIndex(({ text }) => text === ':');
  return at < label && label < from && label <= LONGEST_LABEL && mood.piece[at] === mood.piece[from];
}

/** Tokens of a heading before its colon: "the cold part: ...". */
const LONGEST_LABEL = 4;
