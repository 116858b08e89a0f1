import type { Cut } from '../cut.ts';
import { SWING_END_SHARE, SWING_SHARES } from '../definitions.ts';
import { type Happening, nameOf } from '../happening.ts';
import { showSpan } from '../say.ts';

/** A low or a high: readings that are equal there, from the first to the last, by their index in the cut. */
export interface Turn {
  readonly first: number;
  readonly last: number;
  readonly isHigh: boolean;
}

/**
 * Rises or falls of a part: from one turning point to the next, where the readings come back by no more than a share of their spread in
 * between. A large one crosses half of all there is between lowest and highest, a small one a tenth.
 */
export function swingsOf(cut: Cut, direction: 'up' | 'down', size: 'large' | 'small'): readonly Happening[] {
  const turns = turnsIn(cut, size);
  const called = `the ${direction === 'up' ? 'rise' : 'fall'}`;
  const swings: Happening[] = [];
  for (let nth = 0; nth + 1 < turns.length; nth += 1) {
    const [turn, next] = [turns[nth], turns[nth + 1]];
    if (turn === undefined || next === undefined || turn.isHigh !== (direction === 'down')) continue;
    const [from, to] = [turn.last, next.first];
    const [start, end] = [cut.times[from] ?? 0, cut.times[to] ?? 0];
    const [starts, ends] = besideTurns(cut, from, to, size === 'small' ? 1 : 0);
    const name = nameOf(called, () => showSpan(start, end), swings.length);
    swings.push({ start, end, starts, ends, natural: cut.natural, name });
  }
  return swings;
}

/** The turning points of a cut, which its rises and its falls share. */
const KNOWN = new WeakMap<Cut, Map<string, readonly Turn[]>>();

function turnsIn(cut: Cut, size: 'large' | 'small'): readonly Turn[] {
  const ofCut = KNOWN.get(cut) ?? new Map<string, readonly Turn[]>();
  KNOWN.set(cut, ofCut);
  const turns = ofCut.get(size) ?? turnsOf(cut.values, (cut.max - cut.min) * SWING_SHARES[size]);
  ofCut.set(size, turns);
  return turns;
}

/** Lows and highs in turn, each at least `least` away from the one before. */
export function turnsOf(values: Float64Array, least: number): readonly Turn[] {
  if (!(least > 0)) return [];
  const turns: Turn[] = [];
  // The lowest and the highest so far, and the first and last place of each.
  let [low, lowFirst, lowLast] = [values[0] ?? Number.NaN, 0, 0];
  let [high, highFirst, highLast] = [low, 0, 0];
  let going: 'up' | 'down' | null = null;
  for (let at = 0; at < values.length; at += 1) {
    const here = values[at] ?? Number.NaN;
    if (here < low) {
      low = here;
      lowFirst = at;
      lowLast = at;
    } else if (here === low) lowLast = at;
    if (here > high) {
      high = here;
      highFirst = at;
      highLast = at;
    } else if (here === high) highLast = at;
    if (going !== 'up' && here - low >= least) {
      turns.push({ first: lowFirst, last: lowLast, isHigh: false });
      going = 'up';
      high = here;
      highFirst = at;
      highLast = at;
    } else if (going !== 'down' && high - here >= least) {
      turns.push({ first: highFirst, last: highLast, isHigh: true });
      going = 'down';
      low = here;
      lowFirst = at;
      lowLast = at;
    }
  }
  if (going === 'up') turns.push({ first: highFirst, last: highLast, isHigh: true });
  if (going === 'down') turns.push({ first: lowFirst, last: lowLast, isHigh: false });
  return turns;
}

/** Readings next to a turning point that hardly differ from it may be called its beginning or end too, and `more` behind these. */
function besideTurns(
  { times, values }: Cut,
  from: number,
  to: number,
  more: number,
): readonly [starts: readonly number[], ends: readonly number[]] {
  const of = (at: number) => values[at] ?? Number.NaN;
  const near = Math.abs(of(to) - of(from)) * SWING_END_SHARE;
  let [begun, reached] = [from, to];
  while (begun + 1 < to && Math.abs(of(begun + 1) - of(from)) <= near) begun += 1;
  while (reached - 1 > begun && Math.abs(of(reached - 1) - of(to)) <= near) reached -= 1;
  const [starts, ends]: [number[], number[]] = [[], []];
  for (let at = from + 1; at <= Math.min(to, begun + more); at += 1) starts.push(times[at] ?? 0);
  for (let at = Math.max(from, reached - more); at < to; at += 1) ends.push(times[at] ?? 0);
  return [starts, ends];
}
