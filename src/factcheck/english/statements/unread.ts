import type { Token } from '../tokens/token.ts';
import { placesAs } from './mood.ts';
import type { Telling } from './telling.ts';

/** Words between two tokens that no rule understood; what a table knows, or a phrase covers, was understood. */
export function unreadIn({ tokens, chart, islands }: Telling, from: number, to: number): string[] {
  const unread: string[] = [];
  for (let at = from; at < to; at += 1) {
    const token = tokens[at];
    if (token === undefined || islands.some((island) => at >= island.from && at < island.to)) continue;
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

/**
 * The words of a statement's clause that nothing was made of: those that no table knows, and those that one does but that stand in no
 * phrase. Any of them may say which part is meant.
 */
export function unreadAround(telling: Telling, from: number, to: number): string[] {
  const { tokens, chart, islands, mood } = telling;
  return placesAs(mood.piece, from).flatMap((at) => {
    const token = tokens[at];
    if ((at >= from && at < to) || token?.kind !== 'word') return [];
    if (islands.some((island) => at >= island.from && at < island.to)) return [];
    const isPlain = chart
      .at(at)
      .some(
        ({ category, value }) =>
          category === 'filler' ||
          category === 'quantityWord' ||
          category === 'manner' ||
          (category === 'plain' && value === 'idle'),
      );
    if (
      /^(?:in|of|for|within|per|as|than|like|both|each|only|but|from)$/.test(token.norm) &&
      !isJoined(islands, at)
    )
      return [token.norm];
    return isPlain || SMALL.has(token.norm) || IDLE.has(token.norm) ? [] : [token.norm];
  });
}

/** A preposition is understood between two phrases, or where it leads up to one that takes it: "a spike of 31", "in the office". */
function isJoined(islands: Telling['islands'], at: number): boolean {
  const next = islands.find(({ from }) => from > at && from - at <= 2);
  const previous = islands.find(({ to }) => to <= at && at - to <= 0);
  return (
    next !== undefined &&
    (previous !== undefined ||
      next.category === 'series' ||
      next.category === 'timing' ||
      next.category === 'part')
  );
}

/** Words for what is spoken of anyway. */
const IDLE = new Set(
  'data level across points point readings reading values value samples sample window period series set dataset measurement measurements hour time number numbers size record all still verdict'.split(
    ' ',
  ),
);

/** "1. first point". */
function isListNumber(tokens: readonly Token[], at: number): boolean {
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
    !SMALL.has(token.norm)
  );
}

/** Words of grammar that no table needs. */
const SMALL = new Set(
  (
    'and or nor but the a an of to up in on at by with from for as is are was were be been being it its they them their there here this that these those ' +
    'which who whose when where while than then so if also just only not no do does did has have had having will would can could shall into onto upon ' +
    'we you i he she me my your our us one ones per via each any some such both either neither'
  ).split(' '),
);
