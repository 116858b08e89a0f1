import type { Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { sameTime } from '../phrases/built.ts';
import { WHOLE } from '../phrases/implied.ts';
import type { Timing } from '../phrases/phrase.ts';
import { HAPPENING } from '../words/happening.ts';
import { endOf } from './occurrences.ts';
import { reading } from './scene.ts';
import { at, before, samePiece, type Telling, wordsBetween } from './telling.ts';

/** "The first reading above 22 came at 12:30". */
function endOfNamed(telling: Telling, index: number): Time | undefined {
  const named = at(telling, before(telling, index, 'part', 'measure', 'figure', 'count'), 'part');
  const isEnd = (named?.part === 'first' || named?.part === 'last') && named.of.part === 'where';
  return isEnd && named.of.part === 'where'
    ? {
        time: 'of reading',
        condition: named.of.condition,
        of: WHOLE,
        k: named.part === 'first' ? 1 : -1,
      }
    : undefined;
}

/** "the first one is at 22:40", "the last of them came at 21:29", "the earliest at 9:10": of the readings that were spoken of. */
export function numberedReadings(telling: Telling, index: number, time: Time): Reading[] {
  const named = endOfNamed(telling, index);
  if (named !== undefined) return [reading(sameTime(named, time))];
  if (isAnother(telling, index)) return [WHICH];
  const said = endBefore(telling, index);
  const set = said === undefined ? undefined : setOf(telling, index, said);
  if (said === undefined || set === undefined) return [];
  // "Low: 29.5 %, seven readings, the last of them at 00:27": those, not all.
  return set === null
    ? [WHICH]
    : [reading(sameTime({ time: said.k === 1 ? 'part start' : 'part end', of: set }, time))];
}

const WHICH = reading({ is: 'beyond', what: 'which readings these are' });

/** "the second one at ten", "the last two 10:47 + 10:52": of what, nobody knows. */
function isAnother(telling: Telling, index: number): boolean {
  const { tokens, islands } = telling;
  const { from = 0 } = islands[index] ?? {};
  const isListed =
    islands[index - 1]?.category === 'timing' &&
    wordsBetween(telling, index - 1, index).every((word) => /^(?:\+|&|,|and)$/.test(word));
  if (isListed) return isAnother(telling, index - 1);
  const [nth, word] = [tokens[from - 2]?.norm ?? '', tokens[from - 1]?.norm ?? ''];
  return word === 'one'
    ? /^(?:second|third|fourth|fifth|other|next|another)$/.test(nth)
    : /^(?:first|last|final)$/.test(nth) && /^(?:two|three|four|five|six)$/.test(word);
}

/** The tokens from "the first" to its time. */
export function numberedTokens(telling: Telling, index: number, { time, to }: Timing): readonly number[] {
  const said = endBefore(telling, index);
  const { from = 0 } = telling.islands[index] ?? {};
  return said === undefined || to !== undefined || numberedReadings(telling, index, time).length === 0
    ? []
    : Array.from({ length: from - said.from }, (_, nth) => said.from + nth);
}

/** Which end of some readings is told, from which token on, and whether these are told to be those spoken of, or to be readings. */
interface Said {
  readonly k: 1 | -1;
  readonly from: number;
  readonly is: 'of them' | 'bare' | 'told';
}

const MOST_WORDS = 7;
/** What may stand between "the first" and its time, besides words of happening. */
const ONES = /^(?:one|ones|of|them|these|those|which|such|all|\p{L}*(?:reading|value|sample)s?)$/u;

function endBefore({ tokens, islands }: Telling, index: number): Said | undefined {
  const { from = 0 } = islands[index] ?? {};
  const first = Math.max(0, from - MOST_WORDS);
  const words = tokens.slice(first, from).map(({ norm }) => norm);
  const at = words.findLastIndex((word) => endOf(word) !== null);
  const k = endOf(words[at]);
  const behind = words.slice(at + 1);
  if (k === null || !behind.every((word) => ONES.test(word) || HAPPENING.has(word))) return undefined;
  const isOfThem =
    behind[0] === 'such' || (behind[0] === 'of' && /^(?:them|these|those|which)$/.test(behind[1] ?? ''));
  return { k, from: first + at, is: isOfThem ? 'of them' : behind.length === 0 ? 'bare' : 'told' };
}

/** The readings spoken of; all of them where no others were, null where it is not known which, undefined where none are meant. */
function setOf(telling: Telling, index: number, { is }: Said): Part | null | undefined {
  const { set, event } = telling.scenes[index] ?? {};
  if (set?.part === 'where') return set;
  if (event?.event === 'stretch' && event.part.part === 'where') return event.part;
  const isCounted = telling.islands.some(
    ({ category }, other) => other < index && category === 'count' && samePiece(telling, other, index),
  );
  if (is === 'of them') return null;
  return is === 'told' ? undefined : isCounted ? null : WHOLE;
}
