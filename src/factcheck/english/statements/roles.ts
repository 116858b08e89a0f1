import type { Formula } from '../../statement/formulas.ts';
import type { Quantity } from '../../statement/literals.ts';
import type { Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { equal, has, literal } from '../phrases/built.ts';
import { isIt, WHOLE } from '../phrases/implied.ts';
import type { Category } from '../phrases/phrase.ts';
import { MOMENT_TO_VALUE, VALUE_TO_MOMENT } from '../words/joints.ts';
import { doubtful, reading } from './scene.ts';
import { at, leadOf, samePiece, type Telling, wordsBetween } from './telling.ts';
import { type MomentTime, momentOf } from './timings.ts';

/** Words before a number that say no more than that it was read. */
const SAYS =
  /^(?:is|was|were|reads?|measured|measures|stood|stands|showed|shows|:|note|noted|says?|said|with)$/;
const NAMING: ReadonlySet<Category> = new Set(['quantityWord', 'reading', 'filler']);

/**
 * The reading that a number is said to be by the moment told beside it: "at 14:02 it was 21.3", "14:02: 21.3", "21.3 at 14:02". Some
 * other reading may have the value: then the moment may be what is wrong, where it is told behind. Undefined where no moment is.
 */
export function datedReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const ahead = momentAhead(telling, index);
  const time = ahead ?? momentBehind(telling, index);
  if (time === undefined) return undefined;
  return [
    ...readingsAt(time, quantity),
    ...(ahead === undefined || isListed(telling, index)
      ? [doubtful(has(quantity, WHOLE), 'loose wording')]
      : []),
  ];
}

/** The reading at a moment has a value; those next to it may be meant. */
function readingsAt(time: MomentTime, quantity: Quantity): Reading[] {
  const is = (of: Time): Formula => equal({ num: 'reading at', at: of }, literal(quantity));
  const beside = [-1, 1].map((k) => is({ time: 'readings on', from: time, k }));
  // What is told to the minute may be any of its readings.
  const within: Formula = has(quantity, { part: 'calendar', moment: time.moment });
  return [
    reading({ is: 'or', formulas: [is(time), within] }),
    doubtful({ is: 'or', formulas: beside }, 'loose wording'),
  ];
}

/**
 * "2.13 (22:50), 1.41 (23:05)", "00:55 20.34 °C, 00:56 20.42 °C": of several numbers with a moment right beside each, or of one with its moment in a
 * bracket, each is the reading of its moment, whatever else the sentence speaks of. The moment may be what is wrong.
 */
export function pairReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const time = pairedMoment(telling, index);
  if (time === undefined) return undefined;
  const [own] = readingsAt(time, quantity);
  const anywhere: Formula = has(quantity, WHOLE);
  return own === undefined
    ? undefined
    : [reading({ is: 'or', formulas: [own.formula, anywhere] }), reading(anywhere, 'loose wording')];
}

function pairedMoment(telling: Telling, index: number): MomentTime | undefined {
  const behind = momentRightBeside(telling, index, index + 1);
  if (behind !== undefined && wordsBetween(telling, index, index + 1).includes('(')) return behind;
  const side = behind === undefined ? -1 : 1;
  const own = behind ?? momentRightBeside(telling, index - 1, index);
  if (own === undefined) return undefined;
  const isOneOfSeveral = telling.islands.some(
    (_, other) =>
      other !== index &&
      at(telling, other, 'measure') !== undefined &&
      momentRightBeside(telling, Math.min(other, other + side), Math.max(other, other + side)) !== undefined,
  );
  return isOneOfSeveral ? own : undefined;
}

/** The moment of two islands of which the other is a number, with nothing but a sign between them. */
function momentRightBeside(telling: Telling, a: number, b: number): MomentTime | undefined {
  const isBeside = wordsBetween(telling, a, b).every((word) => /^(?:\(|@|at|:|=)$/.test(word));
  return isBeside ? (momentOf(at(telling, a, 'timing')) ?? momentOf(at(telling, b, 'timing'))) : undefined;
}

/** The moment that a number stands behind, unless that is the moment of the number before it. */
function momentAhead(telling: Telling, index: number): MomentTime | undefined {
  const told = isIt(at(telling, index - 1, 'event')) ? index - 2 : index - 1;
  const time = momentOf(at(telling, told, 'timing'));
  const words = wordsBetween(telling, told, index);
  if (time === undefined || words.length > 7 || !samePiece(telling, told, index)) return undefined;
  const { islands } = telling;
  const from = islands[told]?.to ?? 0;
  const isPlain = words.every((word, nth) => MOMENT_TO_VALUE.test(word) || isNaming(telling, from + nth));
  // "It shifted at 14:02 to 21.3": where it went, not what it read then.
  const isGoing = at(telling, told - 1, 'change') !== undefined && samePiece(telling, told - 1, told);
  return isPlain && !isGoing && !isTaken(telling, told) ? time : undefined;
}

/** "14:02 21.3, 14:05 21.4": of the two, the moment may be what is wrong. */
function isListed(telling: Telling, index: number): boolean {
  return wordsBetween(telling, index - 1, index).every((word) => /^(?:,|:|=|\()$/.test(word));
}

function isNaming({ chart, islands }: Telling, token: number): boolean {
  return (
    chart.at(token).some(({ category }) => NAMING.has(category)) ||
    islands.some(({ category, from, to }) => category === 'event' && token >= from && token < to)
  );
}

/** A moment right behind a number is that one's. */
function isTaken(telling: Telling, told: number): boolean {
  if (!isValue(telling, told - 1)) return false;
  const words = wordsBetween(telling, told - 1, told);
  return !words.includes(',') && words.length <= 2 && words.every((word) => VALUE_TO_MOMENT.test(word));
}

function momentBehind(telling: Telling, index: number): MomentTime | undefined {
  const time = momentOf(at(telling, index + 1, 'timing'));
  const words = wordsBetween(telling, index, index + 1);
  if (time === undefined || words.length > 3 || !words.every((word) => VALUE_TO_MOMENT.test(word)))
    return undefined;
  // "20.3, 14:10 20.5": the next one's.
  const { tokens, islands } = telling;
  const isLoose = words.includes(',') && tokens[islands[index + 1]?.from ?? -1]?.norm !== 'at';
  // "It reached 31 at 14:02": that it did holds, whenever that was.
  return isLoose || !leadOf(telling, index, 2).some((word) => SAYS.test(word)) ? undefined : time;
}

function isValue(telling: Telling, index: number): boolean {
  return at(telling, index, 'measure') !== undefined || at(telling, index, 'figure') !== undefined;
}
