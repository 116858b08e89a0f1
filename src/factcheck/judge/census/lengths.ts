import type { Event } from '../../statement/events.ts';
import type { Part } from '../../statement/parts.ts';
import type { Evaluator } from '../evaluator.ts';
import { rising } from '../rising.ts';
import type { JudgedWindow } from '../window.ts';
import type { Told } from './told.ts';

/** What lengths of time may be told of. */
export interface Lengths {
  /** Moments that a length may begin or end at, epoch ms, rising. */
  readonly moments: Float64Array;
  /** Other lengths, in seconds, rising: of stretches in a row, of what lies on one side of a level. */
  readonly seconds: Float64Array;
}

const WHOLE: Part = { part: 'whole' };
const EVENTS: readonly Event[] = [
  { event: 'extreme', which: 'max', of: WHOLE },
  { event: 'extreme', which: 'min', of: WHOLE },
  { event: 'step', direction: 'up', of: WHOLE },
  { event: 'step', direction: 'down', of: WHOLE },
  { event: 'finding', of: 'any', k: null },
  { event: 'run', value: null, of: WHOLE },
];
/** So many moments of one event are looked at. */
const MOST_OF_ONE = 6;
const MOST_MOMENTS = 120;
const MOST_STEPS = 1000;
/** So many levels are looked at for what lies on either side of them. */
const MOST_LEVELS = 24;

export function lengthsOf(told: Told, counts: readonly number[], on: Evaluator): Lengths {
  const { window } = on;
  const ofEvents = EVENTS.flatMap((event) =>
    on
      .happenings(event)
      .slice(0, MOST_OF_ONE)
      .flatMap(({ start, end, starts, ends }) => [start, end, ...starts, ...ends]),
  );
  const ofTimes = told.times.flatMap((time) => on.instants(time).at.slice(0, MOST_OF_ONE));
  const ofParts = told.parts.flatMap((part) => on.cuts(part).flatMap(({ start, end }) => [start, end]));
  const ends = [window.from, window.to, window.times[0] ?? 0, window.times.at(-1) ?? 0];
  const moments = [...new Set([...ends, ...ofEvents, ...ofTimes, ...ofParts])].slice(0, MOST_MOMENTS);
  const stretches = counts.flatMap((count) =>
    [count - 1, count, count + 1].map((k) => (k * window.intervalMs) / 1000),
  );
  return {
    moments: rising(moments),
    seconds: rising([...stepsOf(window), ...stretches]),
  };
}

/** The different times from one reading to the next; of very many the first. */
function stepsOf({ times }: JudgedWindow): ReadonlySet<number> {
  const steps = new Set<number>();
  for (let at = 1; at < times.length && steps.size < MOST_STEPS; at += 1)
    steps.add(((times[at] ?? 0) - (times[at - 1] ?? 0)) / 1000);
  return steps;
}

/** How many readings lie above and below each level, and how many of these in a row; runs of equal ones. */
export function crossingsOf(levels: readonly number[], { values }: JudgedWindow): readonly number[] {
  const n = values.length;
  // Marks, since a set would be asked for each reading and level.
  const isLength = new Uint8Array(n + 1);
  for (const level of [...new Set(levels)].slice(0, MOST_LEVELS)) markSides(values, level, isLength);
  const isRun = new Uint8Array(n + 1);
  markRuns(values, isRun);
  const lengths: number[] = [];
  for (let length = 0; length <= n + 1; length += 1)
    if (isLength[length] === 1 || isRun[length - 1] === 1) lengths.push(length);
  return lengths;
}

/** Marks how many readings lie above a level, how many below it, and the length of each row of these. */
function markSides(values: Float64Array, level: number, isLength: Uint8Array): void {
  let [above, rowAbove, under, rowUnder] = [0, 0, 0, 0];
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (value > level) {
      above += 1;
      rowAbove += 1;
    } else {
      isLength[rowAbove] = 1;
      rowAbove = 0;
    }
    if (value < level) {
      under += 1;
      rowUnder += 1;
    } else {
      isLength[rowUnder] = 1;
      rowUnder = 0;
    }
  }
  for (const length of [above, rowAbove, under, rowUnder]) isLength[length] = 1;
}

/** Marks how often a reading in a row is the same as the one before, and how often in all. */
function markRuns(values: Float64Array, isRun: Uint8Array): void {
  let [all, row] = [0, 0];
  for (let at = 0; at < values.length; at += 1)
    if (values[at] === values[at - 1]) [all, row] = [all + 1, row + 1];
    else {
      isRun[row] = 1;
      row = 0;
    }
  isRun[row] = 1;
  isRun[all] = 1;
}
