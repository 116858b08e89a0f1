import type { Cut } from './cut.ts';
import { SWING_END_SHARE, SWING_SHARES } from './definitions.ts';
import { type Happening, nameOf } from './happening.ts';
import { showSpan } from './say.ts';

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
  const turns = turnsOf(cut.values, (cut.max - cut.min) * SWING_SHARES[size]);
  const called = `the ${direction === 'up' ? 'rise' : 'fall'}`;
  const swings: Happening[] = [];
  for (const [index, turn] of turns.entries()) {
    const next = turns[index + 1];
    if (next === undefined || turn.isHigh !== (direction === 'down')) continue;
    const swing = swingAt(cut, turn.last, next.first, size === 'small' ? 1 : 0);
    const name = nameOf(called, () => showSpan(swing.start, swing.end), swings.length);
    swings.push({ ...swing, name });
  }
  return swings;
}

/** Lows and highs in turn, each at least `least` away from the one before. */
export function turnsOf(values: Float64Array, least: number): readonly Turn[] {
  if (!(least > 0)) return [];
  const turns: Turn[] = [];
  const of = (at: number) => values[at] ?? Number.NaN;
  let low = { first: 0, last: 0 };
  let high = low;
  let going: 'up' | 'down' | null = null;
  for (let at = 0; at < values.length; at += 1) {
    if (of(at) < of(low.last)) low = { first: at, last: at };
    else if (of(at) === of(low.last)) low = { ...low, last: at };
    if (of(at) > of(high.last)) high = { first: at, last: at };
    else if (of(at) === of(high.last)) high = { ...high, last: at };
    if (going !== 'up' && of(at) - of(low.last) >= least) {
      turns.push({ ...low, isHigh: false });
      [going, high] = ['up', { first: at, last: at }];
    } else if (going !== 'down' && of(high.last) - of(at) >= least) {
      turns.push({ ...high, isHigh: true });
      [going, low] = ['down', { first: at, last: at }];
    }
  }
  if (going !== null) turns.push({ ...(going === 'up' ? high : low), isHigh: going === 'up' });
  return turns;
}

/** Readings next to a turning point that hardly differ from it may be called its beginning or end too, and `more` behind these. */
function swingAt(
  { times, values, natural }: Cut,
  from: number,
  to: number,
  more: number,
): Omit<Happening, 'name'> {
  const of = (at: number) => values[at] ?? Number.NaN;
  const near = Math.abs(of(to) - of(from)) * SWING_END_SHARE;
  let [begun, reached] = [from, to];
  while (begun + 1 < to && Math.abs(of(begun + 1) - of(from)) <= near) begun += 1;
  while (reached - 1 > begun && Math.abs(of(reached - 1) - of(to)) <= near) reached -= 1;
  const [start, end] = [times[from] ?? 0, times[to] ?? 0];
  return {
    start,
    end,
    starts: Array.from(times.subarray(from + 1, Math.min(to, begun + more) + 1)),
    ends: Array.from(times.subarray(Math.max(from, reached - more), to)),
    natural,
  };
}
