import type { Formula } from '../../statement/formulas.ts';
import type { Quantity } from '../../statement/literals.ts';
import type { Num } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { equal, literal, sameTime } from '../phrases/built.ts';
import { WHOLE } from '../phrases/implied.ts';
import type { Move } from '../phrases/phrase.ts';
import { timeOf, timePlace } from './course-times.ts';
import { edgeOf } from './edges.ts';
import { doubtful } from './scene.ts';
import { after, at, before, sameClause, samePiece, type Telling, wordsBetween } from './telling.ts';

/** What lies around the time, or the value, that a change is told with. */
export function localParts(telling: Telling, index: number, { to, from }: { to?: Num; from?: Num }): Part[] {
  const time = timeOf(telling, index);
  const parts: Part[] = time === undefined ? [] : partsAt(time, edgeAt(telling, index));
  const value = to ?? from;
  if (value !== undefined && (to === undefined || from === undefined))
    parts.push({
      part: 'around',
      at: {
        time: 'of reading',
        condition: { if: 'compare', relation: 'equal', to: value },
        of: WHOLE,
        k: null,
      },
    });
  return parts;
}

/** The readings right behind or before the moment where a change begins or ends: too few to prove it. */
export function nearEdge(telling: Telling, index: number): Part | undefined {
  const [edge, time] = [edgeAt(telling, index), timeOf(telling, index)];
  if (edge === undefined || time === undefined) return undefined;
  const [side] = partsAt(time, edge);
  return side === undefined ? undefined : { part: 'both', a: { part: 'around', at: time }, b: side };
}

/** Around a moment; behind it for what begins there, before it for what ends there. */
function partsAt(time: Time, edge: 'start' | 'end' | undefined): Part[] {
  const around: Part = { part: 'around', at: time };
  if (edge === undefined) return [around];
  const side: Part =
    edge === 'start' ? { part: 'between', from: time, to: null } : { part: 'between', from: null, to: time };
  // What begins may soon turn.
  return edge === 'start' ? [side, { part: 'both', a: around, b: side }] : [side];
}

/** Whether the moment told with a change is where it begins or where it ends. */
function edgeAt(telling: Telling, index: number): 'start' | 'end' | undefined {
  const place = timePlace(telling, index);
  const timing = at(telling, place, 'timing');
  // "stable until 12:20, and then it goes up": that is where something else ends.
  if (place < index && !sameClause(telling, place, index)) return undefined;
  return timing === undefined ? undefined : edgeOf(telling, place, timing);
}

/** A rise or fall that begins or ends at the moment told with it. */
export function swingsBeside(telling: Telling, index: number, { direction }: Move): Formula[] {
  const [edge, time] = [edgeAt(telling, index), timeOf(telling, index)];
  if (edge === undefined || time === undefined || (direction !== 'up' && direction !== 'down')) return [];
  const of = { event: 'swing', direction, size: 'large', of: WHOLE } as const;
  return [sameTime({ time: edge, of }, time)];
}

/** The numbers that a change names as its ends. */
export function endsOf(telling: Telling, index: number): { from?: Num; to?: Num } {
  const first = after(telling, index, 'measure', 'change', 'timing', 'count', 'figure');
  const quantity = at(telling, first, 'measure');
  if (quantity === undefined || !sameClause(telling, index, first)) return {};
  const word = wordsBetween(telling, index, first).findLast((norm) => /^(?:from|to|at|by)$/.test(norm));
  if (word === 'by') return {};
  if (word !== 'from') {
    if (word === undefined || word === 'at') return {};
    const reached = goingOnFrom(telling, index);
    return { ...(reached === undefined ? {} : { from: literal(reached) }), to: literal(quantity) };
  }
  const second = after(telling, first, 'measure', 'figure');
  const other = at(telling, second, 'measure') ?? at(telling, second, 'figure')?.quantity;
  const isEnd = wordsBetween(telling, first, second).some((norm) =>
    /^(?:to|until|till|into|towards?)$/.test(norm),
  );
  return other !== undefined && isEnd
    ? { from: literal(quantity), to: literal(other) }
    : { from: literal(quantity) };
}

/** "rises to 1010.0 and climbs on to 1012": from where the movement before it came to. */
function goingOnFrom(telling: Telling, index: number): Quantity | undefined {
  const { tokens, islands } = telling;
  const { to = 0 } = islands[index] ?? {};
  const isOn = tokens.slice(to - 1, to + 1).some(({ norm }) => /^(?:on|further)$/.test(norm));
  const previous = isOn
    ? islands.findLastIndex((_, other) => other < index && at(telling, other, 'measure'))
    : -1;
  return previous === -1 || wordsBetween(telling, previous - 1, previous).at(-1) !== 'to'
    ? undefined
    : at(telling, previous, 'measure');
}

const SEQUEL =
  /^(?:then|afterwards?|thereafter|subsequently|later|again|next|first|initially|finally|eventually|followed|after|another)$/;

/**
 * One of several movements that are told one after the other, or a mere episode ("a slight rebound"): somewhere the readings go that way. Not called
 * false unless they never do.
 */
export function someCourse(
  telling: Telling,
  index: number,
  { direction, manner }: Move,
): Reading | undefined {
  if (direction !== 'up' && direction !== 'down') return undefined;
  const { tokens, islands, mood } = telling;
  const here = islands[index];
  if (here === undefined) return undefined;
  const isAmong = islands.some((_, other) => {
    const way = at(telling, other, 'change')?.direction;
    return (
      other !== index &&
      samePiece(telling, other, index) &&
      (way === 'up' || way === 'down') &&
      way !== direction
    );
  });
  const isSequel = tokens.some(
    ({ norm }, token) =>
      mood.piece[token] === mood.piece[here.from] &&
      Math.abs(token - here.from) <= 8 &&
      (token < here.from || token >= here.to) &&
      SEQUEL.test(norm),
  );
  if (!isAmong && !isSequel) return undefined;
  // "a slight rebound": how slight is not said.
  if (manner.includes('slight')) return { formula: { is: 'beyond', what: 'how slight it is' }, assumes: [] };
  const swing = { event: 'swing', direction, size: 'small', of: WHOLE } as const;
  const lasts: Formula = {
    is: 'compare',
    left: { num: 'event duration', of: swing },
    relation: 'over',
    right: literal({ value: 0, step: 0, hedge: 'exact', unit: 's' }),
  };
  return doubtful(lasts, 'loose wording');
}

/** "The biggest jump, 5.1 points upwards", "largest step: 1.4 downwards": which way the largest step goes. */
export function stepWay(telling: Telling, index: number, { direction }: Move): Formula | undefined {
  const { tokens, islands } = telling;
  const here = islands[index];
  const word = tokens[here?.from ?? -1]?.norm ?? '';
  if (here === undefined || (direction !== 'up' && direction !== 'down')) return undefined;
  const isSign = here.to - here.from === 1 && /^(?:up|down)wards?$/.test(word);
  // "the largest step, 46 V, is a fall".
  const lead = tokens.slice(Math.max(0, here.from - 2), here.from).map(({ norm }) => norm);
  const isNamed = /^an?$/.test(lead[1] ?? '') && /^(?:is|was|being|:)$/.test(lead[0] ?? '');
  if (!isSign && !isNamed) return undefined;
  const step =
    at(telling, before(telling, index, 'num', 'figure'), 'num') ??
    at(telling, before(telling, index, 'figure'), 'figure')?.num;
  if (step?.num !== 'largest step') return undefined;
  const of = (way: 'up' | 'down' | 'either'): Num => ({ num: 'largest step', direction: way, of: WHOLE });
  return equal(of(direction), of('either'));
}
