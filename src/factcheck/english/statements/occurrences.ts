import type { Event } from '../../statement/events.ts';
import type { Formula } from '../../statement/formulas.ts';
import type { Condition, Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { countIs, literal, sameTime } from '../phrases/built.ts';
import { WHOLE } from '../phrases/implied.ts';
import type { Comparison, Timing } from '../phrases/phrase.ts';
import { HAPPENING } from '../words/happening.ts';
import { CATEGORIES } from './anchors.ts';
import { conditionOf } from './comparisons/condition.ts';
import { denialOf } from './denials.ts';
import { doubtful, reading } from './scene.ts';
import { at, partAt, type Telling, toldBefore } from './telling.ts';

/**
 * The first or last time that what is told beside a time came about, or the moment at which a level is passed: "below 26 for the first time at
 * 04:16", "its low of 18.5, met first at 06:46", "600 ppm is crossed at 08:35". Undefined for another time.
 */
export function occurrenceReadings(telling: Telling, index: number, timing: Timing): Reading[] | undefined {
  const nearest = occurring(telling, index);
  const comparison = at(telling, nearest, 'comparison');
  const isBefore = timing.role === 'before' || timing.role === 'until';
  const isDenied = denialOf(telling, nearest) !== -1;
  if (timing.to !== undefined)
    return comparison?.passing === true && !isDenied
      ? passedWithin(telling, nearest, comparison, timing.time, timing.to)
      : undefined;
  if (!(timing.role === 'at' || (isBefore && isDenied))) return undefined;
  const k = isBefore ? 1 : ordinalBefore(telling, index);
  if (comparison !== undefined)
    return passedReadings(telling, nearest, comparison, k, timing.time, partAt(telling, nearest));
  const condition = k === null ? undefined : valueAt(telling, nearest);
  if (condition === undefined || isDenied) return undefined;
  const reachedAt = (one: Condition): Formula =>
    sameTime({ time: 'of reading', condition: one, of: WHOLE, k }, timing.time);
  return [reading({ is: 'or', formulas: [condition, ...reached(condition)].map(reachedAt) })];
}

/** What came about: "the maximum occurs three times, first at 12:17" tells how often in between. */
function occurring(telling: Telling, index: number): number {
  const nearest = toldBefore(telling, index, ...CATEGORIES);
  const last = telling.tokens[(telling.islands[nearest]?.to ?? 0) - 1]?.norm ?? '';
  const isOften =
    at(telling, nearest, 'count') !== undefined && /^(?:times?|occasions?|once|twice|thrice)$/.test(last);
  return isOften ? toldBefore(telling, nearest, 'measure', 'figure', 'num', 'comparison') : nearest;
}

function passedReadings(
  telling: Telling,
  index: number,
  comparison: Comparison,
  k: 1 | -1 | null,
  time: Time,
  of: Part,
): Reading[] | undefined {
  const condition = crossedBefore(telling, index, comparison) ?? conditionOf(telling, index, comparison);
  if (condition?.if !== 'compare' || (comparison.passing !== true && k === null)) return undefined;
  const { relation, to } = condition;
  if (relation === 'equal' || relation === 'not equal') return undefined;
  const first: Formula = sameTime({ time: 'of reading', condition, of, k }, time);
  if (comparison.passing !== true || (k !== null && of !== WHOLE)) return [reading(first)];
  const direction = isEitherWay(telling, index)
    ? 'either'
    : /^(?:over|at least)$/.test(relation)
      ? 'up'
      : 'down';
  const crossed: Formula = sameTime(
    { time: 'start', of: { event: 'crossing', level: to, direction, k } },
    time,
  );
  // The reading before is where it was passed, but not the first one beyond.
  if (k !== null) return [reading(first), doubtful(crossed)];
  const ends = ([1, -1] as const).map((end) => sameTime({ time: 'of reading', condition, of, k: end }, time));
  return [reading(crossed), ...ends.map((formula) => doubtful(formula))];
}

/** "25 °C is crossed between 14:00 and 14:05". */
function passedWithin(
  telling: Telling,
  index: number,
  comparison: Comparison,
  from: Time,
  to: Time,
): Reading[] | undefined {
  const condition = crossedBefore(telling, index, comparison) ?? conditionOf(telling, index, comparison);
  if (condition?.if !== 'compare') return undefined;
  const crossing: Event = { event: 'crossing', level: condition.to, direction: 'either', k: null };
  const within: Time = { time: 'within', part: { part: 'between', from, to } };
  return [reading(sameTime({ time: 'end', of: crossing }, within))];
}

/** "25 °C was passed for the first time": that level is passed. Undefined for another number. */
export function passedLevel(telling: Telling, index: number): Reading[] | undefined {
  const next = at(telling, index + 1, 'comparison');
  const condition = next === undefined ? undefined : crossedBefore(telling, index + 1, next);
  if (condition?.if !== 'compare') return undefined;
  return [
    reading(
      countIs(
        {
          count: 'crossings',
          level: condition.to,
          direction: 'either',
          within: partAt(telling, index),
        },
        { amount: 'bounds', low: 1, high: null },
      ),
    ),
  ];
}

/** "The threshold of 600 ppm is crossed": the level stands before its verb. */
function crossedBefore(
  { islands, tokens, ...telling }: Telling,
  index: number,
  { to, passing }: Comparison,
): Condition | undefined {
  const here = islands[index];
  const isPassive = /^(?:crossed|passed|exceeded|surpassed|topped|broken)$/.test(
    tokens[(here?.to ?? 0) - 1]?.norm ?? '',
  );
  const be = tokens[(here?.from ?? 0) - 1]?.norm ?? '';
  if (
    to !== undefined ||
    passing !== true ||
    !isPassive ||
    !/^(?:is|was|are|were|been|first|finally)$/.test(be)
  )
    return undefined;
  const quantity = at({ islands, tokens, ...telling }, index - 1, 'measure');
  return quantity === undefined ? undefined : { if: 'compare', relation: 'over', to: literal(quantity) };
}

/** "The line of 600 is crossed": from either side. */
function isEitherWay({ tokens, islands }: Telling, index: number): boolean {
  return /^(?:cross|pass)/.test(tokens[islands[index]?.from ?? -1]?.norm ?? '');
}

/** "for the first time at", "last seen at": before the time, with no noun of its own. */
function ordinalBefore({ tokens, islands }: Telling, index: number): 1 | -1 | null {
  const { from = 0 } = islands[index] ?? {};
  let at = from - 1;
  while (at >= from - MOST_WORDS && HAPPENING.has(tokens[at]?.norm ?? '')) at -= 1;
  const isTime = tokens[at]?.norm === 'time';
  if (isTime) at -= 1;
  const isNoun = !isTime && /^(?:the|its)$/.test(tokens[at - 1]?.norm ?? '');
  return isNoun ? null : endOf(tokens[at]?.norm);
}

const MOST_WORDS = 4;

/** The first or the last, by its word; null for another. */
export function endOf(word: string | undefined): 1 | -1 | null {
  if (word === 'first' || word === 'earliest') return 1;
  return word === 'last' || word === 'latest' ? -1 : null;
}

/** The tokens of "for the first time" before a time. */
export function occurrenceTokens(telling: Telling, index: number, timing: Timing): readonly number[] {
  const isTold =
    ordinalBefore(telling, index) !== null && occurrenceReadings(telling, index, timing) !== undefined;
  if (!isTold) return [];
  const { from = 0 } = telling.islands[index] ?? {};
  return [4, 3, 2, 1]
    .map((back) => from - back)
    .filter((at) => /^(?:for|the|first|last|earliest|latest|time|:)$/.test(telling.tokens[at]?.norm ?? ''));
}

/** "21 °C is touched for the first time": where the readings get to it, from either side. */
function reached(condition: Condition): Condition[] {
  if (condition.if !== 'compare' || condition.to.num !== 'literal') return [];
  const to = literal({ ...condition.to.quantity, step: 1e-9 });
  return [
    { if: 'compare', relation: 'at least', to },
    { if: 'compare', relation: 'at most', to },
  ];
}

/** The value that a number names, or that of an extreme. */
function valueAt(telling: Telling, index: number): Condition | undefined {
  const num = at(telling, index, 'figure')?.num ?? at(telling, index, 'num');
  if (num?.num === 'statistic' && (num.name === 'max' || num.name === 'min'))
    return { if: 'extreme', which: num.name };
  const quantity = at(telling, index, 'measure');
  return quantity === undefined ? undefined : { if: 'compare', relation: 'equal', to: literal(quantity) };
}
