import type { Condition, Part } from '../../../statement/parts.ts';
import { literal } from '../../phrases/built.ts';
import { IS_NIL } from '../../phrases/counts/nothing.ts';
import { COUNTING_LINKS } from '../../words/counting.ts';
import { conditionOf } from '../comparisons/condition.ts';
import { isPlacing } from '../placing.ts';
import { after, at, sameClause, type Telling, toldBefore, wordsBetween } from '../telling.ts';
import { isListNumber } from '../unread.ts';
import { placeAt } from './placed.ts';

/** What is told to have happened so often, the nearest first. */
export function conditionsTold(telling: Telling, index: number): Condition[] {
  const conditions: Condition[] = [];
  const categories = ['measure', 'figure', 'num', 'comparison', 'event', 'count', 'part'] as const;
  for (
    let other = toldBefore(telling, index, ...categories);
    other !== -1;
    other = toldBefore(telling, other, ...categories)
  ) {
    const condition = conditionAt(telling, other);
    if (condition !== undefined) conditions.push(condition);
  }
  if (conditions.length > 0) return conditions;
  const next = after(telling, index, 'comparison', 'measure');
  // "Four times it hits 8.8".
  const isHit =
    sameClause(telling, index, next) && wordsBetween(telling, index, next).every((word) => HIT.test(word));
  const measure = isHit ? at(telling, next, 'measure') : undefined;
  if (measure !== undefined) return [{ if: 'compare', relation: 'equal', to: literal(measure) }];
  const comparison = at(telling, next, 'comparison');
  const condition = comparison === undefined ? undefined : conditionOf(telling, next, comparison);
  return condition === undefined ? [] : [condition];
}

/** "Top stage (from 10:00): eighteen readings": the part that a label names. */
export function labelPlace(telling: Telling, index: number): Part | undefined {
  const words = wordsBetween(telling, index - 1, index);
  const isLabel = words.some((word) => /^(?::|\)|–|—|=|i\.e|which)$/.test(word));
  return isLabel && words.every((word) => /^(?:\)|:|,|–|—|=|i\.e|which|makes|that|is|are|so|\*+)$/.test(word))
    ? placeAt(telling, index - 1)
    : undefined;
}

const HIT =
  /^(?:it|the|reading|value|is|was|hits?|reads?|reach(?:es|ed)?|touch(?:es|ed)?|shows?|showed|exactly|at|to|falls|fell|drops|dropped|,)$/;

/** What the readings are told to be before they are counted, and where. */
export interface ToldBefore {
  readonly condition?: Condition;
  /** The part that was told between the two. */
  readonly place: Part | undefined;
}

/**
 * "118 W turns up in three readings", "over 100 W from 10:30 to 10:55, which makes six readings": what was told last, with nothing but the time and
 * words of being and counting between. Undefined where something else stands there.
 */
export function conditionBefore(telling: Telling, index: number): ToldBefore | undefined {
  const { islands, tokens } = telling;
  let place: Part | undefined;
  let end = islands[index]?.from ?? 0;
  for (let other = index - 1; other >= 0; other -= 1) {
    const edge = islands[other];
    if (edge === undefined) return undefined;
    if (isNothingIn(telling, edge.to, end)) return { condition: IS_NIL, place };
    if (!tokens.slice(edge.to, end).every(({ norm }) => COUNTING_LINKS.has(norm))) return undefined;
    end = edge.from;
    place ??= placeAt(telling, other);
    if (PLACING.has(edge.category) || (edge.category === 'change' && isPlacing(telling, other))) continue;
    const condition = conditionAt(telling, other);
    return condition === undefined ? undefined : { condition, place };
  }
  return isNothingIn(telling, 0, end) ? { condition: IS_NIL, place } : undefined;
}

/** "nothing was posted in seven intervals", "no power is drawn in ...": with only its verb behind it. */
function isNothingIn({ chart, tokens }: Telling, from: number, to: number): boolean {
  for (let at = to - 1; at >= from; at -= 1) {
    const word = tokens[at]?.norm ?? '';
    if (/^(?:,|;|and|but)$/.test(word)) return false;
    const isNil = chart.at(at).some((edge) => edge.category === 'nil' && edge.to <= to);
    if (isNil || /^(?:nothing|nobody|none)$/.test(word)) return to - at <= NEAR;
  }
  return false;
}

/** Words from "nothing" to the count. */
const NEAR = 7;

/** Phrases of time and place: they say where the readings are counted. */
const PLACING: ReadonlySet<string> = new Set(['timing', 'scope', 'series']);

function conditionAt(telling: Telling, index: number): Condition | undefined {
  const part = at(telling, index, 'part');
  if (part !== undefined) return part.part === 'where' ? part.condition : undefined;
  const figure = at(telling, index, 'figure');
  const num = figure?.num ?? at(telling, index, 'num');
  if (num?.num === 'statistic' && (num.name === 'max' || num.name === 'min'))
    return { if: 'extreme', which: num.name };
  // "The mean is 20, 60 readings": none of them need be 20.
  if (num?.num === 'statistic' && num.name !== 'mode' && num.name !== 'typical') return undefined;
  if (num?.num === 'limit' && figure?.quantity === undefined)
    return { if: 'extreme', which: num.which === 'low' ? 'min' : 'max' };
  if (isListNumber(telling.tokens, telling.islands[index]?.from ?? -1)) return undefined;
  const measure = at(telling, index, 'measure') ?? figure?.quantity;
  if (measure !== undefined) return { if: 'compare', relation: 'equal', to: literal(measure) };
  if (isCalledNothing(telling, index)) return IS_NIL;
  const event = at(telling, index, 'event');
  if (event?.event === 'extreme') return { if: 'extreme', which: event.which };
  const comparison = at(telling, index, 'comparison');
  return comparison === undefined ? undefined : conditionOf(telling, index, comparison);
}

/** "off", "silent", "darkness": whatever else the word may mean, what is counted then is nothing. */
export function isCalledNothing(telling: Telling, index: number): boolean {
  const edge = telling.islands[index];
  const state = at(telling, index, 'state')?.state;
  if (state === 'zero') return true;
  // "nothing came"
  if (state === 'missing data' && telling.tokens[edge?.from ?? -1]?.norm === 'nothing') return true;
  return (
    (edge?.category === 'state' || edge?.category === 'event') &&
    telling.chart.at(edge.to - 1).some(({ category, to }) => category === 'nil' && to === edge.to)
  );
}
