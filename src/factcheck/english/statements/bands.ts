import type { Event } from '../../statement/events.ts';
import type { Formula } from '../../statement/formulas.ts';
import type { Amount } from '../../statement/literals.ts';
import type { Num } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import { equal, has, literal } from '../phrases/built.ts';
import { partOf, without } from '../phrases/implied.ts';
import { partOfTiming } from '../phrases/parts.ts';
import type { PhraseTypes } from '../phrases/phrase.ts';
import { exceptionsIn } from './exceptions.ts';
import { otherParts } from './other-parts.ts';
import { distinct, doubtful, reading } from './scene.ts';
import {
  at,
  leadOf,
  partAt,
  sameClause,
  samePiece,
  type Telling,
  wordsBefore,
  wordsBetween,
} from './telling.ts';

type Range = PhraseTypes['range'];

/** Where readings lie, as two numbers tell it, and the words around these that say no more. */
interface Band {
  readonly readings: readonly Reading[];
  readonly taken: readonly number[];
}

/** Readings between two numbers: all of them or so many, those of a part, all but some exceptions. */
export function bandReadings(telling: Telling, index: number, range: Range): Band {
  const of = partAt(telling, index);
  const excepted = exceptionsIn(telling, index);
  if (excepted !== undefined) return { readings: [allBut(excepted.count, range, of)], taken: excepted.taken };
  const counted = countedReadings(telling, index, range, of);
  return counted === undefined
    ? { readings: distinct(plainReadings(telling, index, range)), taken: leadingTokens(telling, index) }
    : { readings: [counted], taken: [] };
}

/** "all readings lie between 15 and 30", "no value lies between 500 and 600", "the bulk of them": so many of the readings do. */
function countedReadings(telling: Telling, index: number, range: Range, of: Part): Reading | undefined {
  const amount = at(telling, index - 1, 'count')?.amount;
  if (amount === undefined || !sameClause(telling, index - 1, index)) return undefined;
  // None lies outside, and none need reach them.
  if (isOfAll(telling, index - 1)) return reading({ ...rangeOf(range, of), loose: true, all: true });
  return amount.amount === 'none' || amount.amount === 'share' ? some(amount, range, of) : undefined;
}

function rangeOf({ low, high, loose }: Range, of: Part): Formula & { is: 'range' } {
  return { is: 'range', low: literal(low), high: literal(high), of, loose };
}

function some(amount: Amount, { low, high }: Range, of: Part): Reading {
  return reading({
    is: 'quantified',
    amount,
    of,
    condition: { if: 'between', low: literal(low), high: literal(high) },
  });
}

function plainReadings(telling: Telling, index: number, range: Range): Reading[] {
  const bounded = boundedBy(telling, index);
  const parts = [
    ...(bounded === undefined ? [] : [bounded]),
    partAt(telling, index),
    ...otherParts(telling, index),
  ];
  const all = saysAll(telling, index) ? ({ all: true } as const) : {};
  const readings = parts.map((of, nth) => {
    const formula: Formula = { ...rangeOf(range, of), ...all };
    return nth === 0 ? reading(formula) : doubtful(formula, 'part carried over');
  });
  if (isOfOrdinary(telling, index)) readings.unshift(reading(rangeOf(range, without(partOf(ANY_FINDING)))));
  if (isOfRest(telling, index)) readings.push(reading({ is: 'beyond', what: 'which readings are left' }));
  if (leadOf(telling, index, 5).some((word) => MOSTLY.test(word)))
    readings.unshift(some(NEARLY_ALL, range, partAt(telling, index)));
  if (isKept(telling, index))
    readings.push(...parts.map((of) => doubtful({ ...rangeOf(range, of), loose: true }, 'loose wording')));
  // "35 values between 430 and 443": of those that are counted.
  if (at(telling, index - 1, 'count') !== undefined && sameClause(telling, index - 1, index))
    readings.unshift(reading({ is: 'and', formulas: reached(range, partAt(telling, index)) }));
  return readings;
}

const MOSTLY = /^(?:usually|mostly|typically|generally|normally|mainly|largely|often)$/;
const NEARLY_ALL: Amount = { amount: 'share', low: 0.75, high: null, open: false };

/** Some reading has the one end, and some the other. */
function reached({ low, high }: Range, of: Part): Formula[] {
  return [low, high].map((quantity) => has(quantity, of));
}

/** "between 20 and 22 until 10:00", "20 to 22, from noon on": the part that is told right behind. */
function boundedBy(telling: Telling, index: number): Part | undefined {
  const timing = at(telling, index + 1, 'timing');
  const isNext =
    samePiece(telling, index, index + 1) &&
    wordsBetween(telling, index, index + 1).every((word) => word === ',');
  return timing === undefined || timing.role === 'at' || !isNext ? undefined : partOfTiming(timing);
}

/** "The readings range from 20 to 25", "range: 20 to 25", and no part was spoken of: said of all of them. */
function saysAll(telling: Telling, index: number): boolean {
  if (telling.scenes[index]?.part !== null || telling.parts[index] != null) return false;
  if (isOfOrdinary(telling, index) || isOfRest(telling, index)) return false;
  const first = telling.tokens[telling.islands[index]?.from ?? -1]?.norm ?? '';
  return [...wordsBefore(telling, index, 6), first].some((word) => OF_ALL.test(word));
}

const OF_ALL =
  /^(?:readings|values|data|measurements|samples|ranges?|always|never|overall|everything|anything|anywhere|constantly)$/;

/** "Normal readings: 20 to 25": what is not found unusual. */
function isOfOrdinary(telling: Telling, index: number): boolean {
  return wordsBefore(telling, index, 4).some((word) =>
    /^(?:normal|normally|ordinary|ordinarily|usual|regular|genuine|valid|plausible|good)$/.test(word),
  );
}

const ANY_FINDING: Event = { event: 'finding', of: 'any', k: null };

function isOfRest(telling: Telling, index: number): boolean {
  return wordsBefore(telling, index, 6).some((word) =>
    /^(?:rest|remainder|remaining|otherwise|elsewhere|else|others?)$/.test(word),
  );
}

/** "stays between 20 and 25": lying between is enough. */
function isKept(telling: Telling, index: number): boolean {
  return leadOf(telling, index, 5).some((word) =>
    /^(?:stay|stays|stayed|remain|remains|remained|keep|keeps|kept|settle|settles|settled|always|all|hold|holds|held|within|inside|never|left)$/.test(
      word,
    ),
  );
}

function isOfAll({ tokens, islands }: Telling, index: number): boolean {
  const { from = 0 } = islands[index] ?? {};
  return tokens.slice(Math.max(0, from - 1), from + 1).some(({ norm }) => /^(?:all|every|each)$/.test(norm));
}

/** All but so many readings of a part lie between the two, and reach both. */
function allBut(count: number, range: Range, of: Part): Reading {
  const outside = (relation: 'at least' | 'at most', end: Range['low']): Num => {
    const condition = { if: 'compare', relation, to: literal(end) } as const;
    return {
      num: 'count',
      of: { count: 'readings', of: { part: 'where', of, condition: { if: 'not', condition } } },
    };
  };
  const left: Num = { num: 'sum of', a: outside('at least', range.low), b: outside('at most', range.high) };
  const number = literal({ value: count, step: 1, hedge: 'exact' });
  return reading({ is: 'and', formulas: [equal(left, number), ...reached(range, of)] });
}

/** "is always 20 to 25", "confined to 20-25", "anything between 20 and 25": words that lead up to a range and say no more. */
function leadingTokens({ tokens, islands }: Telling, index: number): number[] {
  const { from = 0 } = islands[index] ?? {};
  return [from - 3, from - 2, from - 1].filter((place) => LEADING.test(tokens[place]?.norm ?? ''));
}

const LEADING =
  /^(?:always|constantly|ever|never|anywhere|anything|everything|something|only|confined|restricted|limited|bounded|around|across|forth|back|itself)$/;
