import type { Quantity } from '../../../statement/literals.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Part, Relation } from '../../../statement/parts.ts';
import type { Time } from '../../../statement/times.ts';
import type { CompareSense } from '../../words/grammar.ts';
import { literal, statistic } from '../built.ts';
import type { Comparison, Other } from '../phrase.ts';

/** What the rules of comparisons put together: relations, distances, and what is held against what. */

export const mean: Num = statistic('mean');
export const meanOf = (of: Part): Num => statistic('mean', of);
export const FIRST: Num = statistic('first');
export const LAST: Num = statistic('last');
export const ZERO = literal({ value: 0, step: 1, hedge: 'exact' });
/** Nothing at all, rather than what rounds to it. */
export const NIL = literal({ value: 0, step: 1e-9, hedge: 'exact' });
export const asFactor = (by: Quantity): Quantity => ({ ...by, unit: 'times' });

/** Words of a distance between two. */
export const DIFFER = '=differ|differs|differed|diverge|diverged';
export const DIFFERENCE = '=difference|gap|distance|margin|discrepancy|differential';
export const EACH = '=one|each|another';
export const OTHER = '=another|other';

interface Plain {
  readonly relation: Comparison['relation'];
  readonly passing: boolean;
}

/** What a verb or preposition of comparison claims: a relation, and whether the readings come to it from the other side. */
export function plain(sense: CompareSense): Plain {
  if (sense === 'passing over') return { relation: 'over', passing: true };
  if (sense === 'passing under') return { relation: 'under', passing: true };
  return { relation: sense, passing: false };
}

export function isRelation(relation: Comparison['relation']): relation is Relation {
  return relation !== 'within' && relation !== 'outside' && relation !== 'near';
}

/** Which way a comparative points; undefined for one of scatter or length. */
export function side(more: string): 'over' | 'under' | undefined {
  return more === 'over' || more === 'under' ? more : undefined;
}

/** What a comparative is said of, where it is not how high something is. */
const ASPECTS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['more scattered', { relation: 'over', aspect: 'spread' }],
  ['less scattered', { relation: 'under', aspect: 'spread' }],
  ['livelier', { relation: 'over', aspect: 'liveliness' }],
  ['quieter', { relation: 'under', aspect: 'liveliness' }],
]);

/** A comparative against something: higher, or more scattered. */
export function moreThan(more: string, other: Other = {}): Comparison | undefined {
  const relation = side(more);
  if (relation !== undefined) return { relation, ...other };
  const aspect = ASPECTS.get(more);
  // "never calmer than at the start": a reading has no scatter.
  if (aspect?.aspect === 'liveliness' && other.to !== undefined)
    return { relation: aspect.relation, ...other };
  return aspect === undefined ? undefined : { ...aspect, ...other };
}

/** The same by so much. */
export function moreBy(more: string, by: Quantity, other: Other = {}): Comparison | undefined {
  const relation = side(more);
  return relation === undefined ? undefined : { relation, by, ...other };
}

/** "3 above the mean", "3 below that": a preposition that leaves a distance. */
export function apart(sense: CompareSense, by: Quantity, other: Other): Comparison | undefined {
  const { relation, passing } = plain(sense);
  return passing || (relation !== 'over' && relation !== 'under') ? undefined : { relation, by, ...other };
}

/** How far it is from something, where a bound may be told. */
export function distant(bound: Relation | undefined): 'equal' | 'within' | 'outside' {
  if (bound === undefined) return 'equal';
  return bound === 'under' || bound === 'at most' ? 'within' : 'outside';
}

/** "more than 3 away from": a distance that is only bounded. */
export function bounded(bound: Relation, by: Quantity, word: string, to: Num): Comparison {
  if (word === 'above' || word === 'over') return { relation: 'over', by: { ...by, hedge: 'just over' }, to };
  if (word === 'below' || word === 'under')
    return { relation: 'under', by: { ...by, hedge: 'just over' }, to };
  return { relation: distant(bound), by, to };
}

/** What is read at a time; at the ends, the first and the last reading. */
export function readingOf(at: Time): Num {
  if (at.time === 'part start') return statistic('first', at.of);
  return at.time === 'part end' ? statistic('last', at.of) : { num: 'reading at', at };
}
