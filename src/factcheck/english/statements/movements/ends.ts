import type { Formula } from '../../../statement/formulas.ts';
import type { Quantity } from '../../../statement/literals.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import type { Time } from '../../../statement/times.ts';
import { equal, has, literal, statistic } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import type { Timing } from '../../phrases/phrase.ts';
import { doubtful, reading } from '../scene.ts';
import { at, partAt, samePiece, type Telling, wordsBetween } from '../telling.ts';
import { figureChange } from '../values/figure-changes.ts';
import { isExtreme } from '../values.ts';

/** The two ends of a movement that is told: "from 20 to 25". */
export interface Ends {
  readonly from: Quantity;
  readonly to: Quantity;
  /** The islands in which they stand, which may be one. */
  readonly first: number;
  readonly last: number;
}

/** Words between the two. */
const ON_THE_WAY =
  /^(?:to|→|->|=>|⇒|until|till|into|down|up|back|all|the|way|a|mere|just|only|as|far|towards?|it|is|then|right|straight|again)$/;
const TOWARDS = /^(?:to|→|->|=>|⇒|until|till|into)$/;

/**
 * "goes from 62.6 to 73.9", "21.07 → 29.4": where a movement begins or ends. The readings at the moments that are told with it, on both sides of
 * the step, at the ends of the part; else somewhere on a way from the one to the other. Undefined for a number that is no end of one.
 */
export function movedReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const ends = endsAt(telling, index, quantity);
  if (ends === undefined) return undefined;
  const isBegin = ends.first === index;
  return isOfFigure(telling, ends.first)
    ? figureChange(telling, ends.first, isBegin ? ends.from : ends.to, isBegin)
    : endReadings(telling, ends, isBegin);
}

function endsAt(telling: Telling, index: number, quantity: Quantity): Ends | undefined {
  const last = nextOnTheWay(telling, index);
  const to = at(telling, last, 'measure');
  if (to !== undefined) return sameUnit({ from: quantity, to, first: index, last });
  const first = [index - 1, index - 2].find((other) => nextOnTheWay(telling, other) === index) ?? -1;
  const from = at(telling, first, 'measure');
  return from === undefined ? undefined : sameUnit({ from, to: quantity, first, last: index });
}

/** The unit behind the second number is that of both. */
function sameUnit(ends: Ends): Ends | undefined {
  const unit = ends.from.unit ?? ends.to.unit;
  if (ends.to.unit !== undefined && ends.to.unit !== unit) return undefined;
  return unit === undefined ? ends : { ...ends, from: { ...ends.from, unit }, to: { ...ends.to, unit } };
}

/** The number that a way leads to which begins with this one; -1 where none does. A word of its direction may stand between: "down to". */
function nextOnTheWay(telling: Telling, index: number): number {
  const { tokens, islands } = telling;
  if (at(telling, index, 'measure') === undefined) return -1;
  const next = /^(?:change|state)$/.test(islands[index + 1]?.category ?? '') ? index + 2 : index + 1;
  const words = wordsBetween(telling, index, next);
  const isWay = words.every((word) => ON_THE_WAY.test(word)) && words.some((word) => TOWARDS.test(word));
  if (at(telling, next, 'measure') === undefined || !isWay) return -1;
  const isFrom = tokens[(islands[index]?.from ?? 0) - 1]?.norm === 'from';
  return isFrom || (isArrow(words) && !isArrow(wordsBetween(telling, next, next + 1))) ? next : -1;
}

function isArrow(words: readonly string[]): boolean {
  return words.length === 1 && /^(?:→|->|=>|⇒)$/.test(words[0] ?? '');
}

/** "the mean drops from 14.7 to 12.1", "the scatter has decreased, from 0.4 to 0.2": no reading does. */
export function isOfFigure({ topics, islands, tokens }: Telling, index: number): boolean {
  const topic = topics[index] ?? null;
  if (topic?.of === 'num' && topic.num.num === 'statistic' && !isExtreme(topic.name)) return true;
  const from = islands[index]?.from ?? 0;
  return tokens.slice(0, from).some(({ norm }) => SCATTER.test(norm));
}

const SCATTER =
  /^(?:scatter|spread|variability|variance|deviation|noise|dispersion|jitter|fluctuations?|correlation|slope|share)$/;

/** What one end of a movement is said to be. */
export function endReadings(telling: Telling, ends: Ends, isBegin: boolean): Reading[] {
  const quantity = isBegin ? ends.from : ends.to;
  const moves = (of: Part): Formula => ({ is: 'moves', from: ends.from, to: ends.to, of });
  const anywhere = has(quantity, WHOLE);
  const places = placesOf(telling, ends, isBegin);
  if (places !== undefined) {
    const formulas = places.times.map((time) => equal({ num: 'reading at', at: time }, literal(quantity)));
    return [
      reading({ is: 'or', formulas: [...formulas, ...places.parts.map(moves)] }),
      // A time that is told behind them is claimed by itself, and may be what is wrong.
      ...(places.isBehind === true
        ? [reading(moves(WHOLE), 'loose wording')]
        : [doubtful(moves(WHOLE), 'loose wording')]),
      doubtful(anywhere, 'loose wording'),
    ];
  }
  const part = partAt(telling, ends.first);
  const edge = equal(statistic(isBegin ? 'first' : 'last', part), literal(quantity));
  // "the readings run from 22.00 to 22.15".
  const reach: Formula = {
    is: 'and',
    formulas: [
      equal(statistic('min', part), literal(ends.from)),
      equal(statistic('max', part), literal(ends.to)),
    ],
  };
  return [
    reading({ is: 'or', formulas: [edge, moves(part), reach] }),
    ...(part.part === 'whole' ? [] : [reading(moves(WHOLE))]),
    reading(anywhere, 'loose wording'),
  ];
}

/** Readings that are meant, and parts in which the whole way may lie. */
interface Places {
  readonly times: readonly Time[];
  readonly parts: readonly Part[];
  /** Told behind the two ends. */
  readonly isBehind?: boolean;
}

/** The readings that are meant: at the moments told with the movement, or on both sides of the step that it is. */
function placesOf(telling: Telling, ends: Ends, isBegin: boolean): Places | undefined {
  const beside = telling.islands.flatMap((_, other) =>
    (other < ends.first || other === ends.last + 1) && samePiece(telling, other, ends.first) ? [other] : [],
  );
  for (const other of beside.reverse()) {
    const places =
      timedPlaces(at(telling, other, 'timing'), isBegin) ?? stepPlaces(at(telling, other, 'num'), isBegin);
    if (places !== undefined) return { ...places, isBehind: other > ends.last };
  }
  return undefined;
}

const on = (from: Time, k: number): Time => ({ time: 'readings on', from, k });

function timedPlaces(timing: Timing | undefined, isBegin: boolean): Places | undefined {
  const { role, time, to } = timing ?? {};
  if (time === undefined) return undefined;
  if (role === 'span' && to !== undefined) return { times: [isBegin ? time : to], parts: [] };
  if (role !== 'at' || time.time !== 'moment' || time.moment.minute === undefined) return undefined;
  const around: Part = { part: 'around', at: time };
  // What ends then may have begun long before.
  return isBegin
    ? { times: [on(time, -1), time], parts: [around, { part: 'between', from: null, to: time }] }
    : { times: [time, on(time, 1)], parts: [around] };
}

function stepPlaces(num: Num | undefined, isBegin: boolean): Places | undefined {
  if (num?.num !== 'largest step') return undefined;
  const step: Time = { time: 'start', of: { event: 'step', direction: num.direction, of: WHOLE } };
  return { times: [isBegin ? on(step, -1) : step], parts: [] };
}
