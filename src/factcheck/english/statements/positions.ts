import type { Formula, Num, Quantity, Reading, Time } from '../../statement.ts';
import { WHOLE } from '../phrases/implied.ts';
import { doubtful, reading, resolve } from './scene.ts';
import { at, sameClause, type Telling, wordsBetween } from './telling.ts';

const JOIN =
  /^(?:the|a|an|it|its|is|was|were|are|read|reads|reading|stood|stands|showed|shows|sensor|value|temperature|of|at|,|had|been|reached|when|recorded|–|—|-)$/;

/**
 * "21.3 °C at half time", "half way through the window the sensor read 25.8": the reading at a place in the window. Undefined where none
 * is told beside the number.
 */
export function positionedReadings(
  telling: Telling,
  index: number,
  quantity: Quantity,
): Reading[] | undefined {
  const time = positionBeside(telling, index);
  if (time === undefined) return undefined;
  const right: Num = { num: 'literal', quantity };
  const has = (left: Num): Formula => ({ is: 'compare', left, relation: 'equal', right });
  const here = { num: 'reading at', at: time } as const;
  const next: Num = { num: 'reading at', at: { time: 'readings on', from: time, k: 1 } };
  if (isBesideEvent(time))
    return [reading(has({ ...here, at: resolve(time, WHOLE, telling.scenes[index]?.event ?? null) }))];
  return [
    reading({ is: 'or', formulas: [has(here), has(next)] }),
    doubtful({ is: 'has value', quantity, of: { part: 'around', at: time } }, 'loose wording'),
  ];
}

/** The place in the window that is told right before or behind a number: a share of the way. */
function positionBeside(telling: Telling, index: number): Time | undefined {
  // "At half-time it was 21.2": the subject may stand between.
  const before = at(telling, index - 1, 'event') === undefined ? index - 1 : index - 2;
  const isBehind = !isTaken(telling, before - 1) && isJoined(telling, before, index);
  return (
    positionOf(telling, index + 1, isJoined(telling, index, index + 1)) ??
    positionOf(telling, before, isBehind)
  );
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

/** Whether a place in the window says where the number beside it was read, and claims nothing by itself. */
export function isOfNumber(telling: Telling, index: number): boolean {
  const timing = at(telling, index, 'timing');
  if (timing === undefined || !isPosition(timing.time)) return false;
  return [index - 1, index + 1, index + 2].some(
    (other) => at(telling, other, 'measure') !== undefined && positionBeside(telling, other) === timing.time,
  );
}

/** A share of the way through the window. */
export function isPosition(time: Time): boolean {
  return (
    (time.time === 'part end' && time.of.part === 'first' && time.of.size.size === 'share') ||
    isBesideEvent(time)
  );
}

/** "just before the peak": the reading next to it. */
function isBesideEvent(time: Time): boolean {
  return (
    time.time === 'readings on' &&
    (time.from.time === 'start' || time.from.time === 'end') &&
    Math.abs(time.k) === 1
  );
}
