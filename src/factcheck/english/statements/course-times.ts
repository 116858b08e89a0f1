import type { Part } from '../../statement/parts.ts';
import type { Time } from '../../statement/times.ts';
import { after, at, before, sameClause, samePiece, type Telling } from './telling.ts';

/** The times that are told with a change. */

export function timeOf(telling: Telling, index: number): Time | undefined {
  const timing = at(telling, timePlace(telling, index), 'timing');
  return timing !== undefined &&
    timing.role !== 'before' &&
    timing.role !== 'after' &&
    timing.role !== 'span' &&
    timing.time.time === 'moment'
    ? timing.time
    : undefined;
}

/** "from 03:25 to 03:32", in the clause of a change that names no other part. */
export function spanOf(telling: Telling, index: number): Part | undefined {
  const place = timePlace(telling, index);
  const timing = at(telling, place, 'timing');
  const isHere = place > index ? sameClause(telling, index, place) : samePiece(telling, index, place);
  return isHere && timing?.role === 'span' && timing.to !== undefined
    ? { part: 'between', from: timing.time, to: timing.to }
    : undefined;
}

/** "Rising to 00:58, falling after": behind the time that the clause before told last. */
export function afterwardsOf(telling: Telling, index: number): Part | undefined {
  const { tokens, islands } = telling;
  const { to = 0 } = islands[index] ?? {};
  const [word, next] = [tokens[to], tokens[to + 1]];
  const isBare =
    /^(?:after|afterwards?|thereafter|since)$/.test(word?.norm ?? '') &&
    (next === undefined || next.kind === 'sign');
  const place = before(telling, index, 'timing');
  const time = at(telling, place, 'timing')?.time;
  return isBare && time?.time === 'moment' ? { part: 'between', from: time, to: null } : undefined;
}

/** The time that is told with a change: the next behind it, else the one before it. */
export function timePlace(telling: Telling, index: number): number {
  const next = after(telling, index, 'timing');
  return next === -1 ? before(telling, index, 'timing') : next;
}

/** "declined from 1316 ppm at 12:51 to 1057 ppm at 13:45": between the two moments that are told with it. */
export function betweenTold(telling: Telling, index: number): Part | undefined {
  const { islands } = telling;
  const moments: Time[] = [];
  for (let other = index + 1; other < islands.length && samePiece(telling, index, other); other += 1) {
    const category = islands[other]?.category;
    const timing = at(telling, other, 'timing');
    if (timing?.role === 'at' && timing.time.time === 'moment') moments.push(timing.time);
    else if (category !== 'measure' && category !== 'figure' && category !== 'range' && category !== 'num')
      break;
    if (moments.length === 2) break;
  }
  const [from, to] = moments;
  const first = islands[index + 1];
  const isFrom =
    first !== undefined &&
    /^from$/.test(telling.tokens[first.from]?.norm ?? telling.tokens[(first.from ?? 0) - 1]?.norm ?? '');
  const lead = first === undefined ? '' : (telling.tokens[first.from - 1]?.norm ?? '');
  return from !== undefined && to !== undefined && (isFrom || lead === 'from')
    ? { part: 'between', from, to }
    : undefined;
}
