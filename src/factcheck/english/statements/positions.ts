import type { Formula } from '../../statement/formulas.ts';
import type { Quantity } from '../../statement/literals.ts';
import type { Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { equal, literal, sameTime } from '../phrases/built.ts';
import { IT, isHere, WHOLE } from '../phrases/implied.ts';
import { goesBack, placed, reading, resolve } from './scene.ts';
import { at, sameClause, type Telling, wordsBetween } from './telling.ts';

const JOIN =
  /^(?:the|a|an|it|its|is|was|were|are|read|reads|reading|stood|stands|showed|shows|sensor|value|temperature|of|at|,|had|been|reached|when|recorded|higher|lower|warmer|cooler|already|still|up|down|back|only|to|be|–|—|-)$/;

/**
 * "21.3 °C at half time", "half way through the window the sensor read 25.8": the reading at a place in the window. Undefined where none
 * is told beside the number.
 */
export function positionedReadings(
  telling: Telling,
  index: number,
  quantity: Quantity,
): Reading[] | undefined {
  const told = positionBeside(telling, index);
  const time = told === undefined ? undefined : countedFrom(telling, index, told);
  if (time === undefined) return undefined;
  const right = literal(quantity);
  const here = equal({ num: 'reading at', at: time }, right);
  const next = equal({ num: 'reading at', at: { time: 'readings on', from: time, k: 1 } }, right);
  // "ten minutes later 53.8 %": later than what may be another moment.
  if (isLater(told ?? time)) return placed(here, quantity);
  if (!isShare(time)) return [reading(here)];
  return placed({ is: 'or', formulas: [here, next] }, quantity, { part: 'around', at: time });
}

/** The place in the window that is told right before or behind a number: a share of the way. */
function positionBeside(telling: Telling, index: number): Time | undefined {
  // "At half-time it was 21.2": the subject may stand between.
  const isSubject = ['event', 'comparison'].includes(telling.islands[index - 1]?.category ?? '');
  const before = isSubject ? index - 2 : index - 1;
  const isBehind = !isTaken(telling, before - 1) && isJoined(telling, before, index);
  return (
    neighbourOf(telling, index) ??
    positionOf(telling, index + 1, isJoined(telling, index, index + 1)) ??
    positionOf(telling, before, isBehind)
  );
}

/** "between 20.1 before and 20.3 after": the readings next to the one spoken of. */
function neighbourOf({ tokens, islands, mood }: Telling, index: number): Time | undefined {
  const [here, next] = [islands[index], islands[index + 1]];
  const word = tokens[here?.to ?? -1]?.norm ?? '';
  const isBare =
    here !== undefined && next?.category === 'scope' && next.from === here.to && next.to - next.from === 1;
  const isBetween = tokens
    .slice(Math.max(0, (here?.from ?? 0) - 6), here?.from)
    .some(
      ({ norm }, at, all) =>
        norm === 'between' &&
        mood.piece[(here?.from ?? 0) - all.length + at] === mood.piece[here?.from ?? -1],
    );
  return isBare && isBetween && /^(?:before|after)$/.test(word)
    ? { time: 'readings on', from: { time: 'start', of: IT }, k: word === 'before' ? -1 : 1 }
    : undefined;
}

/** A place told behind another number is that one's. */
function isTaken(telling: Telling, index: number): boolean {
  return at(telling, index, 'measure') !== undefined && isJoined(telling, index, index + 1);
}

function isJoined(telling: Telling, a: number, b: number): boolean {
  const words = wordsBetween(telling, a, b);
  return (
    words.length <= 5 &&
    words.every((word) => JOIN.test(word)) &&
    (sameClause(telling, a, b) || !words.includes(',') || telling.islands[a]?.from === 0)
  );
}

function positionOf(telling: Telling, index: number, isBeside: boolean): Time | undefined {
  const timing = at(telling, index, 'timing');
  return isBeside && timing !== undefined && isPosition(timing.time) ? timing.time : undefined;
}

/** Whether a share of the way says where the number beside it was read, and claims nothing by itself. */
export function isOfNumber(telling: Telling, index: number): boolean {
  const timing = at(telling, index, 'timing');
  return timing !== undefined && isShare(timing.time) && isBesideNumber(telling, index, timing.time);
}

/** "ten minutes later it was 21.2": that reading comes then. Undefined where no number is told of that time. */
export function relativeReadings(telling: Telling, index: number): Reading[] | undefined {
  const time = at(telling, index, 'timing')?.time;
  if (time === undefined || isShare(time) || isEdge(time) || !isPosition(time)) return undefined;
  const other = besideNumber(telling, index, time);
  const quantity = at(telling, other, 'measure');
  const then = countedFrom(telling, index, time);
  if (quantity === undefined || then === undefined) return undefined;
  const named: Time = { time: 'start', of: { event: 'reading', value: literal(quantity) } };
  const is: Formula = sameTime(named, then);
  // The moment told last may not be what it is counted from.
  return isLater(time)
    ? [reading(is), reading({ is: 'beyond', what: 'what it is counted from' })]
    : [reading(is)];
}

function isBesideNumber(telling: Telling, index: number, time: Time): boolean {
  return besideNumber(telling, index, time) !== -1;
}

function besideNumber(telling: Telling, index: number, time: Time): number {
  const beside = [index - 1, index + 1, index + 2].find(
    (other) => at(telling, other, 'measure') !== undefined && positionBeside(telling, other) === time,
  );
  return beside ?? -1;
}

/** A share of the way, right beside an event, so long later. */
function isPosition(time: Time): boolean {
  const isBeside =
    time.time === 'readings on' &&
    (time.from.time === 'start' || time.from.time === 'end') &&
    Math.abs(time.k) === 1;
  return isShare(time) || isBeside || isLater(time) || isEdge(time) || isAway(time);
}

/** "half an hour after the spike". */
function isAway(time: Time): boolean {
  return (
    time.time === 'offset' && (time.from.time === 'start' || time.from.time === 'end') && !goesBack(time.from)
  );
}

/** The start or the end of the window. */
function isEdge(time: Time): boolean {
  return (
    (time.time === 'part start' || time.time === 'part end') && (isHere(time.of) || time.of.part === 'whole')
  );
}

/** A share of the way through the window. */
function isShare(time: Time): boolean {
  return time.time === 'part end' && time.of.part === 'first' && time.of.size.size === 'share';
}

function isLater(time: Time): boolean {
  return time.time === 'offset' && goesBack(time.from);
}

/** What is later is later than the moment told last; where none was, nobody knows than what. */
function countedFrom(telling: Telling, index: number, time: Time): Time | undefined {
  const scene = telling.scenes[index];
  if (isLater(time) && time.time === 'offset')
    return scene?.time == null ? undefined : { ...time, from: scene.time };
  return resolve(time, WHOLE, scene?.event ?? null);
}
