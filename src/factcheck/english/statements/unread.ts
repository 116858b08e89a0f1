import type { Token } from '../tokens/token.ts';
import { SMALL_WORDS } from '../words/joints.ts';
import { leavesComparison } from './comparisons/beside.ts';
import { isHarmless, isNamed } from './harmless.ts';
import type { Place } from './names.ts';
import { reachOf } from './reach.ts';
import type { Telling } from './telling.ts';

/** Words between two tokens that no rule understood; what a table knows, or a phrase covers, was understood. */
export function unreadIn(
  { tokens, chart, islands }: Telling,
  from: number,
  to: number,
  taken: ReadonlySet<number> = new Set(),
): string[] {
  const unread: string[] = [];
  for (let at = Math.max(from, greetingEnd(tokens)); at < to; at += 1) {
    const token = tokens[at];
    if (token === undefined || taken.has(at)) continue;
    if (isNamed(chart, at) || islands.some((island) => at >= island.from && at < island.to)) continue;
    if (
      (token.kind === 'number' || token.kind === 'moment' || isNoMoment(token)) &&
      !isListNumber(tokens, at)
    )
      unread.push(token.norm);
    if (
      isUnread(
        token,
        chart.at(at).map(({ category }) => category),
      )
    )
      unread.push(token.norm);
  }
  return unread;
}

/** "Dear colleagues, the probe ...": where what is said begins. */
function greetingEnd(tokens: readonly Token[]): number {
  if (!/^(?:dear|hi|hello|hey|hm+|so|well|yikes|oops|ok|okay)$/.test(tokens[0]?.norm ?? '')) return 0;
  const end = tokens.findIndex(({ norm }) => /^(?:,|!|—|–)$/.test(norm));
  return end > 0 && end <= MOST_GREETING ? end + 1 : 0;
}

/** Words of a greeting. */
const MOST_GREETING = 4;

/**
 * The words that may change what a statement claims and that nothing was made of: words of part, time, amount, comparison, exception that
 * stand in no phrase, and words that no table knows where they may name what is spoken of. Which readings are counted and what a
 * time or length is of may be told anywhere in the sentence and by a mere preposition: there, `wide`, all of it counts. Tokens that a
 * statement of the sentence took up are `taken`.
 */
export function unreadAround(
  telling: Telling,
  claim: Place,
  wide: boolean,
  taken: ReadonlySet<number> = new Set(),
): string[] {
  const { tokens, islands } = telling;
  const places = reachOf(telling, claim.from, claim.to);
  return places.flatMap((at) => {
    const token = tokens[at];
    if (
      taken.has(at) ||
      isSaying(telling.chart, at) ||
      token?.kind !== 'word' ||
      islands.some((island) => at >= island.from && at < island.to)
    )
      return [];
    if (leavesComparison(telling, at, claim)) return [];
    if (wide && PREPOSITION.test(token.norm) && !isJoined(islands, at)) return [token.norm];
    return isHarmless(telling, at, claim) ? [] : [token.norm];
  });
}

const PREPOSITION = /^(?:in|of|for|within|as|like|but|from)$/;

/** A preposition is understood between two phrases, or where it leads up to one that takes it: "a spike of 31", "in the office". */
function isJoined(islands: Telling['islands'], at: number): boolean {
  const next = islands.find(({ from }) => from > at && from - at <= 2);
  const previous = islands.find(({ to }) => to <= at && at - to <= 0);
  return (
    next !== undefined &&
    (previous !== undefined ||
      next.category === 'series' ||
      next.category === 'timing' ||
      next.category === 'part' ||
      next.category === 'count')
  );
}

/** "in plain words": a saying of several words that says nothing by itself. */
function isSaying(chart: Telling['chart'], at: number): boolean {
  return [0, 1, 2, 3].some((back) =>
    chart.at(at - back).some(({ category, from, to }) => category === 'filler' && to > at && to - from > 1),
  );
}

/** "1. first point". */
export function isListNumber(tokens: readonly Token[], at: number): boolean {
  return at === 0 && /^[.)]$/.test(tokens[1]?.text ?? '');
}

/** "26:99": looks like a time, and is none. */
export function isNoMoment({ kind, norm }: Token): boolean {
  return kind === 'sign' && /^\d+[:-]\d/.test(norm);
}

function isUnread(token: Token, categories: readonly string[]): boolean {
  return (
    token.kind === 'word' &&
    categories.length > 0 &&
    categories.every((category) => category === 'unknown') &&
    !SMALL_WORDS.has(token.norm)
  );
}
