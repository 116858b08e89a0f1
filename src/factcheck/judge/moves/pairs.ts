import type { Cut } from '../cut.ts';
import { SWING_SHARES } from '../definitions.ts';
import { withoutLone } from './course.ts';
import { turnsOf } from './swings.ts';

/** Two readings of a cut, the earlier first, by their index in it. */
export interface Pair {
  readonly i: number;
  readonly j: number;
  /** Whether the words mean these two first. */
  readonly natural: boolean;
}

/** From one reading on for so long or so far: whether another is far enough away. */
type Reach = (i: number, j: number) => boolean;

/** A reading that a rise or fall may begin or end with, and how far it is from the value that was told. */
export interface Place {
  readonly at: number;
  readonly away: number;
}

/** Where a rise or fall may begin and end; null where nothing is told of it. */
export interface Ends {
  readonly starts: readonly Place[] | null;
  readonly ends: readonly Place[] | null;
}

/** The rises or falls between the ends that are told; for what is not told, as far as `reach`, or to where it turns. */
export function pairsBetween(
  { starts, ends }: Ends,
  reach: Reach | undefined,
  direction: 'up' | 'down',
  cut: Cut,
): readonly Pair[] {
  if (starts !== null && ends !== null) return passagesOf(starts, ends);
  const [places, way] = starts === null ? ([ends, -1] as const) : ([starts, 1] as const);
  if (places === null) return swingPairs(cut, direction);
  if (reach !== undefined) return places.flatMap(({ at }) => reachedFrom(at, way, reach, cut.values.length));
  const swings = swingPairs(cut, direction);
  return places.flatMap(({ at }) => turnedAt(at, way, swings));
}

/** So many ways from a value to another leave it to chance which is meant. */
const FEW_PASSAGES = 3;

/**
 * From the last reading at the start before the next at the end, or from and to those that come nearest to the values: digits that were rounded away
 * begin late and end early. From the first of these, or to the last in a row, may be meant.
 */
function passagesOf(starts: readonly Place[], ends: readonly Place[]): readonly Pair[] {
  const passages: (readonly Pair[])[] = [];
  let from: Place[] = [];
  let nth = 0;
  for (const [index, start] of starts.entries()) {
    from.push(start);
    while ((ends[nth]?.at ?? Number.POSITIVE_INFINITY) <= start.at) nth += 1;
    const end = ends[nth];
    if (end === undefined) break;
    if ((starts[index + 1]?.at ?? Number.POSITIVE_INFINITY) < end.at) continue;
    passages.push(passage(from, rowFrom(ends, nth)));
    from = [];
  }
  const isFew = passages.length <= FEW_PASSAGES;
  return passages.flat().map((pair) => (isFew ? pair : { ...pair, natural: false }));
}

/** The readings in a row from one on. */
function rowFrom(places: readonly Place[], first: number): readonly Place[] {
  let last = first;
  while (places[last + 1]?.at === (places[last]?.at ?? 0) + 1) last += 1;
  return places.slice(first, last + 1);
}

function passage(starts: readonly Place[], ends: readonly Place[]): readonly Pair[] {
  const [first, last] = [starts[0], starts.at(-1)];
  const [reached, left] = [ends[0], ends.at(-1)];
  if (first === undefined || last === undefined || reached === undefined || left === undefined) return [];
  const nearest = (places: readonly Place[]) =>
    places.reduce((best, place) => (place.away < best.away ? place : best));
  const [begun, come] = [nearest(starts.toReversed()), nearest(ends)];
  const pairs = new Map<string, Pair>();
  const add = (natural: boolean, from: readonly Place[], to: readonly Place[]) => {
    for (const { at: i } of from)
      for (const { at: j } of to) if (!pairs.has(`${i}-${j}`)) pairs.set(`${i}-${j}`, { i, j, natural });
  };
  add(true, [last, begun], [reached, come]);
  add(false, [last, first], [reached, left]);
  return [...pairs.values()];
}

/** The first and the last of the readings in a row that are as far away as is told. */
function reachedFrom(place: number, way: 1 | -1, reach: Reach, n: number): readonly Pair[] {
  const reached: number[] = [];
  for (let at = place + way; at >= 0 && at < n; at += way) {
    if (reach(Math.min(place, at), Math.max(place, at))) reached.push(at);
    else if (reached.length > 0) break;
  }
  return [...new Set([reached[0], reached[Math.floor(reached.length / 2)], reached.at(-1)])].flatMap((at) =>
    at === undefined ? [] : [{ i: Math.min(place, at), j: Math.max(place, at), natural: true }],
  );
}

/** From here to where it turns, or from where it turned. */
function turnedAt(place: number, way: 1 | -1, swings: readonly Pair[]): readonly Pair[] {
  const covering = swings.filter(({ i, j }) => (way === 1 ? place < j : place > i));
  return covering.slice(way === 1 ? 0 : -1).map(({ i, j, natural }) => ({
    i: way === 1 ? place : i,
    j: way === 1 ? j : place,
    natural,
  }));
}

/** Rises or falls from one turning point to the next, the large ones first. */
function swingPairs(cut: Cut, direction: 'up' | 'down'): readonly Pair[] {
  const others = withoutLone(cut);
  const of = (share: number, natural: boolean) => {
    const turns = turnsOf(others.values, (others.max - others.min) * share);
    return turns.flatMap((turn, nth) => {
      const next = turns[nth + 1];
      if (next === undefined || turn.isHigh !== (direction === 'down')) return [];
      return [{ i: placeIn(cut, others, turn.last), j: placeIn(cut, others, next.first), natural }];
    });
  };
  return [...of(SWING_SHARES.large, true), ...of(SWING_SHARES.small, false)];
}

/** The place in a cut of a reading of some of its readings. */
function placeIn(cut: Cut, some: Cut, at: number): number {
  return cut === some ? at : cut.times.indexOf(some.times[at] ?? Number.NaN);
}
