import type { Num } from '../../../statement/numbers.ts';
import type { Condition, Part } from '../../../statement/parts.ts';
import { literal } from '../../phrases/built.ts';
import { IS_NIL } from '../../phrases/counts/nothing.ts';
import { HAS_VALUE, REACHES } from '../../words/verbs.ts';
import { conditionOf, levelSaid, targetOf } from '../comparisons/condition.ts';
import { isOfCount } from '../found.ts';
import { at, before, leadOf, sameClause, type Telling, wordsBetween } from '../telling.ts';
import { isCalledNothing } from './told.ts';

/** What the counted readings are said to be: the nearest condition or value after them in the clause, else before. */
export function conditionsBeside(telling: Telling, index: number): Condition[] {
  const isAgain = at(telling, index, 'count')?.again === true;
  const beheld = isAgain ? before(telling, index, 'count') : apposed(telling, index) ? index - 1 : index;
  const next = nextTelling(telling, beheld);
  if (next !== -1 && (isJoined(telling, beheld, next) || joinedBy(telling, index, next))) {
    const told = conditionTold(telling, beheld, next);
    // "Five bins are empty": nothing was counted then, or nothing was read.
    const isLost = at(telling, next, 'state')?.state === 'missing data';
    if (told !== undefined) return told === IS_NIL && isLost ? [told, { if: 'null' }] : listOf(told);
  }
  const event = at(telling, index + 1, 'event');
  if (event?.event === 'finding' && isOfCount(telling, index + 1)) return [{ if: 'found', of: event.of }];
  const held = at(telling, index - 1, 'range');
  if (held !== undefined && wordsBetween(telling, index - 1, index).some((word) => HOLDS.test(word)))
    return [{ if: 'between', low: literal(held.low), high: literal(held.high) }];
  const previous = before(telling, index, 'comparison', 'measure', 'figure', 'count');
  const comparison = at(telling, previous, 'comparison');
  return comparison !== undefined &&
    sameClause(telling, index, previous) &&
    leadOf(telling, index, 6).length < 4
    ? listOf(conditionOf(telling, previous, comparison))
    : [];
}

const TELLING = ['comparison', 'measure', 'num', 'count', 'figure', 'range', 'state', 'scope'] as const;

/** The next phrase that tells something, brackets left out. */
function behind({ islands, mood }: Telling, index: number): number {
  const piece = mood.piece[islands[index]?.from ?? -1];
  for (let other = index + 1; other < islands.length; other += 1) {
    const there = mood.piece[islands[other]?.from ?? -1] ?? -1;
    if (mood.host.get(there) === piece) continue;
    if (there !== piece) return -1;
    if (TELLING.some((category) => category === islands[other]?.category)) return other;
  }
  return -1;
}

/** The next phrase that can say what is counted; a number in a bracket and another count of the same are passed over. */
function nextTelling(telling: Telling, index: number): number {
  let next = behind(telling, index);
  while (
    next !== -1 &&
    ((at(telling, next, 'count') !== undefined && (isTotal(telling, next) || apposed(telling, next))) ||
      isWhole(at(telling, next, 'scope')))
  )
    next = behind(telling, next);
  return next;
}

const isWhole = (part: Part | undefined): boolean => part !== undefined && part.part !== 'where';

/** The condition that one phrase puts on what is counted; null for a phrase that puts none. */
function conditionTold(telling: Telling, index: number, next: number): Condition | null | undefined {
  const comparison = at(telling, next, 'comparison');
  if (comparison !== undefined) return conditionOf(telling, next, comparison) ?? null;
  const level = levelTold(telling, next);
  const verbs = wordsBetween(telling, index, next);
  if (
    level !== undefined &&
    verbs.some((word) => REACHES.test(word)) &&
    !verbs.includes('to') &&
    !verbs.includes('not')
  )
    return { if: 'compare', relation: 'at least', to: level };
  const isNot = verbs.some((word) => /^(?:not|never|aren't|weren't|isn't|don't|didn't)$/.test(word));
  if (level !== undefined && (verbs.some((word) => HAS_VALUE.test(word)) || cameTo(telling, index, next)))
    return { if: 'compare', relation: isNot ? 'not equal' : 'equal', to: level };
  const range = at(telling, next, 'range');
  if (range !== undefined) return { if: 'between', low: literal(range.low), high: literal(range.high) };
  const state = at(telling, next, 'state');
  if (isCalledNothing(telling, next)) return IS_NIL;
  if (state?.state === 'missing data') return { if: 'null' };
  return state?.state === 'unusual' ? { if: 'found', of: 'any' } : undefined;
}

/** "one reading that fell to 0". */
function cameTo(telling: Telling, index: number, next: number): boolean {
  return /\b(?:that|which) (?:\w+ )?(?:fell|falls|dropped|drops|rose|rises|climbed|climbs|jumped|jumps|shot|went|goes|dipped|dips|plunged|soared) (?:\w+ )?to(?: just| exactly)?$/.test(
    wordsBetween(telling, index, next).join(' '),
  );
}

/** The level that a phrase behind a count names: a value, an extreme, the mean or median. */
function levelTold(telling: Telling, next: number): Num | undefined {
  const measure = at(telling, next, 'measure');
  if (measure !== undefined) return literal(measure);
  // "60 readings with a mean of 20": what is told of all of them.
  const isOfAll = wordsBetween(telling, next - 1, next).some((word) => /^(?:with|have|has|had)$/.test(word));
  const num = at(telling, next, 'num') ?? at(telling, next, 'figure')?.num;
  return num?.num === 'statistic' && LEVELS.has(num.name) && !isOfAll
    ? targetOf(telling, next, num)
    : undefined;
}

const LEVELS: ReadonlySet<string> = new Set(['max', 'min', 'mean', 'median', 'mode']);
/** "More than half of the readings (25 of 45) are below 500": counts the same once more. */
export function apposed(telling: Telling, index: number): boolean {
  const [counted, before] = [at(telling, index, 'count'), at(telling, index - 1, 'count')];
  const words = wordsBetween(telling, index - 1, index);
  return (
    counted?.counted.count === 'readings' &&
    before?.counted.count === 'readings' &&
    before.total !== true &&
    counted.of === undefined &&
    words.length > 0 &&
    words.every((word) => /^(?:,|\(|or|namely|i\.e|that|is|exactly|precisely|:|—|–)$/.test(word))
  );
}

/** "Of the 21 readings above 486, five ...": which readings these are, not that they are so. */
export function conditionRightBehind(telling: Telling, index: number): Condition | undefined {
  const [here, next] = [telling.islands[index], telling.islands[index + 1]];
  const comparison = at(telling, index + 1, 'comparison');
  const isRight = here !== undefined && next?.from === here.to;
  const isVerb = /^(?:is|are|was|were|lie|lies|lay|stay|remain|exceed|surpass)/.test(
    telling.tokens[here?.to ?? -1]?.norm ?? '',
  );
  return comparison === undefined || !isRight || isVerb
    ? undefined
    : conditionOf(telling, index + 1, comparison);
}

/** "The band from 20 to 21 holds ten readings, with five above it": beyond its end, else beyond the level said before. */
export function sideOf(telling: Telling, index: number, side: 'over' | 'under'): Condition | undefined {
  const said = telling.islands.findLastIndex(({ category }, other) => other < index && category === 'range');
  const range = at(telling, said, 'range');
  const level =
    range === undefined
      ? (levelSaid(telling, index) ?? levelTold(telling, before(telling, index, 'num')))
      : literal(side === 'over' ? range.high : range.low);
  return level === undefined ? undefined : { if: 'compare', relation: side, to: level };
}

/** Whether two phrases stand in one clause, what is set apart by brackets or two commas between them left out. */
function isJoined(telling: Telling, index: number, next: number): boolean {
  if (sameClause(telling, index, next)) return true;
  const words = wordsBetween(telling, index, next);
  const [opened, closed] = [words.indexOf('('), words.lastIndexOf(')')];
  if (opened !== -1 && closed > opened)
    return [...words.slice(0, opened), ...words.slice(closed + 1)].every((word) => !CLAUSE.test(word));
  if (words.filter((word) => word === ',').length !== 2) return false;
  // "30 readings, or 45 %, are above the mean".
  return apposed(telling, index + 1) || (words[0] === ',' && words.at(-1) === ',' && words.length < 6);
}

const HOLDS = /^(?:holds?|held|contains?|contained|includes?|included|covers?|covered|has|had)$/;
const CLAUSE = /^(?:,|;|and|but|while|which|that|where|when|or|with)$/;

/** "all but one of the 24 readings": the number of all, beside that of a part. */
export function isTotal(telling: Telling, index: number): boolean {
  const other = before(telling, index, 'count');
  if (other === -1 || other !== index - 1) return false;
  const words = wordsBetween(telling, other, index);
  return words.includes('of') && words.every((word) => /^(?:of|the|all|these|those)$/.test(word));
}

function joinedBy(telling: Telling, a: number, b: number): boolean {
  // "..., and before that it was 474" joins nothing.
  return wordsBetween(telling, a, b)
    .slice(0, 2)
    .some((word) => word === 'that' || word === 'which' || word === 'with');
}

const listOf = <T>(value: T | null | undefined): T[] => (value == null ? [] : [value]);
