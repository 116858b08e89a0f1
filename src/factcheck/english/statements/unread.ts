import type { Token } from '../tokens/token.ts';
import type { Telling } from './telling.ts';

/** Words between two tokens that no rule understood; what a table knows, or a phrase covers, was understood. */
export function unreadIn({ tokens, chart, islands }: Telling, from: number, to: number): string[] {
  const unread: string[] = [];
  for (let at = from; at < to; at += 1) {
    const token = tokens[at];
    if (token === undefined || islands.some((island) => at >= island.from && at < island.to)) continue;
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

/** The unread words of the clause of a statement. */
export function unreadAround(telling: Telling, from: number): string[] {
  const { clause } = telling.mood;
  const inside = [...telling.tokens.keys()].filter((at) => clause[at] === clause[from]);
  return unreadIn(telling, inside[0] ?? from, (inside.at(-1) ?? from) + 1);
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
    'and or nor but the a an of to in on at by with from for as is are was were be been being it its they them their there here this that these those ' +
    'which who whose when where while than then so if also just only not no do does did has have had having will would can could shall into onto upon ' +
    'we you i he she me my your our us one ones per via each any some such both either neither'
  ).split(' '),
);
