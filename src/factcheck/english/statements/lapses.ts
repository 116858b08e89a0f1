import type { Event } from '../../statement/events.ts';
import type { Formula } from '../../statement/formulas.ts';
import type { Num } from '../../statement/numbers.ts';
import type { Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { equal, literal, WINDOW_END, WINDOW_START } from '../phrases/built.ts';
import { WHOLE } from '../phrases/implied.ts';
import { apartReadings } from './apart.ts';
import { conditionOf } from './comparisons/condition.ts';
import { namedEvents } from './named-events.ts';
import { reading, resolve } from './scene.ts';
import { after, at, before, sameClause, type Telling } from './telling.ts';

const start = (of: Event): Time => ({ time: 'start', of });
const extreme = (which: 'max' | 'min'): Event => ({ event: 'extreme', which, of: WHOLE });

/**
 * How long it is from one thing to another, where the words around a length of time say so: "it takes 20 minutes to get to the maximum",
 * "12 minutes separate the two extremes", "in the hour that follows the peak", "above 20 for the last 35 minutes". Undefined for a
 * length of something.
 */
export function lapseReadings(telling: Telling, index: number, length: Num): Reading[] | undefined {
  const is = (left: Num): Formula => equal(left, length);
  const between = lapseOf(telling, index);
  if (between !== undefined) {
    const [a, b] = between;
    return a === undefined || b === undefined
      ? apartReadings(telling, index, length)
      : [reading(is({ num: 'time between', a, b }))];
  }
  const trailing = trailingOf(telling, index);
  return trailing === undefined
    ? undefined
    : [
        reading({
          is: 'or',
          formulas: trailing.map((a) => is({ num: 'time between', a, b: WINDOW_END })),
        }),
      ];
}

type Ends = readonly [Time | undefined, Time | undefined];

function lapseOf(telling: Telling, index: number): Ends | undefined {
  const { tokens, islands, mood } = telling;
  const here = islands[index];
  if (here === undefined) return undefined;
  const words = (from: number, to: number) => tokens.slice(Math.max(0, from), to).map(({ norm }) => norm);
  const lead = words(here.from - 5, here.from);
  const next = words(here.to, here.to + 4);
  const isIn = (list: readonly string[], pattern: RegExp) => list.some((word) => pattern.test(word));
  if (
    isIn(next.slice(0, 2), /^(?:separates?|separated|pass|passes|passed|elapsed?|lies?)$/) ||
    (isIn(lead, /^between$/) && isIn(lead, /^(?:lies?|lay|are|is|were)$/))
  )
    return twoOf(telling, index);
  if (isIn(lead, /^(?:takes?|took|taking)$/) || isIn(words(here.from, here.to), /^(?:takes?|took)$/))
    return takenOf(telling, index);
  const isFollowing =
    isIn(next.slice(0, 3), /^(?:follow|follows|followed|after)$/) &&
    mood.piece[here.to] === mood.piece[here.from];
  if (isFollowing && /^(?:in|during|over|within|for)$/.test(tokens[here.from]?.norm ?? '')) {
    const event = nextEvent(telling, index);
    return event === undefined ? undefined : [start(event), WINDOW_END];
  }
  return undefined;
}

/** "between 20.6 and 20.2", "the two extremes". */
function twoOf(telling: Telling, index: number): Ends {
  const { tokens, islands, mood } = telling;
  const range = at(telling, after(telling, index, 'range'), 'range');
  if (range !== undefined) {
    const of = (quantity: typeof range.low): Time => start({ event: 'reading', value: literal(quantity) });
    return [of(range.low), of(range.high)];
  }
  const piece = mood.piece[islands[index]?.from ?? -1];
  const isOfExtremes = tokens.some(
    ({ norm }, token) => mood.piece[token] === piece && /^(?:extremes?|peak|maximum)$/.test(norm),
  );
  return isOfExtremes ? [start(extreme('max')), start(extreme('min'))] : [undefined, undefined];
}

/** "it takes 20 minutes to get to the maximum": from the start, or from the moment told behind. */
function takenOf(telling: Telling, index: number): Ends | undefined {
  const event = nextEvent(telling, index);
  const timing = at(telling, after(telling, index, 'timing'), 'timing');
  if (timing?.time.time === 'moment') return [timing.time, undefined];
  return event === undefined ? undefined : [WINDOW_START, start(event)];
}

function nextEvent(telling: Telling, index: number): Event | undefined {
  const { islands } = telling;
  for (let other = index + 1; other < islands.length && other <= index + 2; other += 1) {
    const [event] = namedEvents(telling, other);
    if (event !== undefined && !(event.event === 'step'))
      return resolve(event, WHOLE, telling.scenes[index]?.event ?? null);
  }
  return undefined;
}

/** "above 20 for the last 35 minutes": since the last reading that was not, or the one behind it. */
function trailingOf(telling: Telling, index: number): Time[] | undefined {
  const { tokens, islands } = telling;
  const here = islands[index];
  const words = tokens
    .slice(Math.max(0, (here?.from ?? 0) - 2), (here?.from ?? 0) + 3)
    .map(({ norm }) => norm);
  if (!words.includes('last') || !words.includes('for')) return undefined;
  const other = before(telling, index, 'comparison');
  const comparison = at(telling, other, 'comparison');
  if (comparison === undefined || !sameClause(telling, other, index)) return undefined;
  const condition = conditionOf(telling, other, comparison);
  if (condition === undefined) return undefined;
  const broken: Time = { time: 'of reading', condition: { if: 'not', condition }, of: WHOLE, k: -1 };
  return [{ time: 'readings on', from: broken, k: 1 }, broken];
}
