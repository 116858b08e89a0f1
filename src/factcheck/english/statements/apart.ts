import type { Event } from '../../statement/events.ts';
import type { Formula } from '../../statement/formulas.ts';
import type { Num } from '../../statement/numbers.ts';
import type { Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { equal } from '../phrases/built.ts';
import { WHOLE } from '../phrases/implied.ts';
import { namedEvents } from './named-events.ts';
import { doubtful, reading, resolve } from './scene.ts';
import { at, partAt, type Telling } from './telling.ts';

const start = (of: Event): Time => ({ time: 'start', of });
const extreme = (which: 'max' | 'min'): Time => start({ event: 'extreme', which, of: WHOLE });
const finding = (k: number): Time => start({ event: 'finding', of: 'any', k });

/**
 * "5.03 and 4.71 are only 5 minutes apart", "at 02:00 and at 02:40, which are forty minutes apart": from the one to the other of the two things that
 * were told last in its sentence, by their names or by their moments; else of the extremes, or of what was found.
 */
export function apartReadings(telling: Telling, index: number, length: Num): Reading[] {
  const [moments, things] = [twoLast(telling, index, momentAt), twoLast(telling, index, eventAt)];
  const between = ([a, b]: readonly [Time, Time]): Formula => equal({ num: 'time between', a, b }, length);
  const told = [things, moments].flatMap((pair) => (pair === undefined ? [] : [between(pair)]));
  const [only] = told;
  // Two moments of the text prove nothing of the window, but they may not be so far apart.
  if (things === undefined && only !== undefined) return [doubtful(only)];
  if (only !== undefined) return [reading({ is: 'or', formulas: told })];
  const formulas = [between([extreme('max'), extreme('min')]), between([finding(1), finding(2)])];
  return [
    reading({ is: 'or', formulas }),
    { formula: { is: 'beyond', what: 'what lies apart' }, assumes: [] },
  ];
}

/** Whether two things were told before a length of time that may lie apart by it. */
export function areTold(telling: Telling, index: number): boolean {
  return twoLast(telling, index, momentAt) !== undefined || twoLast(telling, index, eventAt) !== undefined;
}

type TimeOf = (telling: Telling, index: number) => Time | undefined;

/** The two that were told last before a phrase; undefined where there are fewer, or more of them. */
function twoLast(telling: Telling, index: number, timeOf: TimeOf): readonly [Time, Time] | undefined {
  const times = telling.islands.slice(0, index).flatMap((_, other) => timeOf(telling, other) ?? []);
  const [a, b] = times;
  return a !== undefined && b !== undefined && times.length === 2 ? [a, b] : undefined;
}

function areTimed(telling: Telling): boolean {
  return telling.islands.some((_, index) => momentAt(telling, index) !== undefined);
}

function momentAt(telling: Telling, index: number): Time | undefined {
  const timing = at(telling, index, 'timing');
  return timing?.role === 'at' && timing.time.time === 'moment' ? timing.time : undefined;
}

/** A reading by its value, an extreme, the first or last. */
function eventAt(telling: Telling, index: number): Time | undefined {
  const quantity = at(telling, index, 'measure');
  // "the two strongest": a number of them.
  if (quantity !== undefined && telling.tokens[telling.islands[index]?.from ?? -1]?.kind === 'word')
    return undefined;
  // Beside two moments only values that have one are meant.
  if (quantity !== undefined && areTimed(telling) && momentAt(telling, index + 1) === undefined)
    return undefined;
  const category = telling.islands[index]?.category;
  if (category !== 'measure' && category !== 'num' && category !== 'figure') return undefined;
  const [event] = namedEvents(telling, index);
  return event === undefined || event.event === 'step'
    ? undefined
    : start(resolve(event, partAt(telling, index), telling.scenes[index]?.event ?? null));
}
