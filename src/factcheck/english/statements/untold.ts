import type { Statement } from '../../statement/text.ts';
import { type Category, meaningOf } from '../phrases/phrase.ts';
import type { Island } from './island.ts';
import type { Telling } from './telling.ts';
import { isListNumber } from './unread.ts';

/** Phrases that state something wherever they stand. */
const STATING: ReadonlySet<Category> = new Set(['measure', 'comparison', 'change']);

/** Phrases between two tokens that state something and that are in no statement: something is claimed, and nobody knows what. */
export function untoldIn(
  { text, tokens, islands }: Telling,
  from: number,
  to: number,
  statements: readonly Statement[],
): string[] {
  const shares = tokens.flatMap(({ norm }, at) => {
    const isIn = at >= from && at < to && !islands.some((island) => island.from <= at && island.to > at);
    return isIn && SHARE.test(norm) && /^an?$/.test(tokens[at - 1]?.norm ?? '') ? [norm] : [];
  });
  const phrases = islands.flatMap((island) => {
    if (island.from < from || island.from >= to || !(STATING.has(island.category) || isOffset(island)))
      return [];
    const [start, end] = [tokens[island.from]?.start ?? 0, tokens[island.to - 1]?.end ?? 0];
    // "more than usual": the statement begins with what it is held against.
    const reach = island.category === 'comparison' ? (tokens[island.to]?.end ?? end) : end;
    const isTold = statements.some((one) => (one.start < reach && one.end > start) || isUsed(island, one));
    // "the last but one", "one window of them" count nothing.
    const isIdle = /^one$/i.test(text.slice(start, end)) || isListNumber(tokens, island.from);
    return isTold || isIdle ? [] : [text.slice(start, end)];
  });
  return [...phrases, ...shares];
}

/** "up by a fifth": a share that no phrase has. */
const SHARE = /^(?:half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)$/;

/** "19 minutes later": so long after something that was not understood. */
function isOffset(island: Island): boolean {
  return meaningOf(island, 'timing')?.time.time === 'offset';
}

/** Whether a statement says something of the number: "the value of 31.2 is an outlier". */
function isUsed(island: Island, { readings }: Statement): boolean {
  const quantity = meaningOf(island, 'measure');
  return quantity !== undefined && textOf(readings).includes(`"value":${quantity.value},`);
}

/** What statements say, written out once: each number of their sentence is looked for in it. */
const TEXTS = new WeakMap<object, string>();

function textOf(readings: Statement['readings']): string {
  const text = TEXTS.get(readings) ?? JSON.stringify(readings);
  TEXTS.set(readings, text);
  return text;
}
