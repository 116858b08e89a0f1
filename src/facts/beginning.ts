import type { Finding } from '../detect/finding.ts';
import { traitsOf } from '../detect/kinds.ts';
import type { SeriesWindow } from '../source/source.ts';
import { madOfSorted, median, sortedNumbers } from '../statistics/robust.ts';
import { extentOf, type Geometry, geometryOf, measure, type Rows, shifted } from './stretch.ts';

/** How a level went from one place to another. Times are epoch ms. */
export interface Beginning {
  /** Last reading at the old level, and first one at the new. */
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
  /** It was there at once: no more than one reading lies on the way. */
  readonly isStep: boolean;
}

/** A change of so many spreads of the level before it has a beginning that can be told. */
const CLEAR = 6;
/** Shares of the change at which it has left the old level and reached the new one. */
const LEFT = 0.1;
const REACHED = 0.9;
/** Rows from the old level to the new one, of a step. */
const STEP_ROWS = 2;

/** How the move that a geometry measures began; null where it has no old level before it, or the noise hides how. */
export function beginningOf(
  geometry: Geometry,
  { times, values }: Pick<SeriesWindow, 'times' | 'values'>,
): Beginning | null {
  const [reference, ...others] = geometry.reference;
  if (geometry.measure !== 'level' || reference === undefined || others.length > 0) return null;
  if (reference.from >= geometry.rows.from) return null;
  const old = presentIn(values, reference);
  const before = median(old);
  const spread = madOfSorted(sortedNumbers(old), before);
  const after = reachedIn(values, geometry.rows, before);
  const change = after - before;
  if (!(Math.abs(change) > CLEAR * spread) || change === 0) return null;
  const share = (row: number): number => (smooth(values, row) - before) / change;
  const middle = firstRow(reference.from, geometry.rows.to, (row) => share(row) >= 0.5);
  if (middle === undefined) return null;
  let from = middle - 1;
  while (from > reference.from && !(share(from) <= LEFT)) from -= 1;
  const to = firstRow(middle, geometry.rows.to, (row) => share(row) >= REACHED) ?? geometry.rows.to - 1;
  if (from < reference.from) return null;
  return {
    ...{ from: times[from] ?? Number.NaN, to: times[to] ?? Number.NaN, before, after },
    isStep: to - from <= STEP_ROWS,
  };
}

/** Rows at whose end it shows how far one has come that is still under way. */
const LAST_ROWS = 5;

/** The new level: that of most rows, or of the last ones where they are farther yet. */
function reachedIn(values: Float64Array, rows: Rows, before: number): number {
  const most = median(presentIn(values, rows));
  const last = median(presentIn(values, { from: Math.max(rows.from, rows.to - LAST_ROWS), to: rows.to }));
  return Math.abs(last - before) > Math.abs(most - before) ? last : most;
}

/** How a finding of a level that lasts began; null of any other. */
export function beginningOfFinding(
  finding: Finding,
  series: Pick<SeriesWindow, 'times' | 'values'>,
  geometry = geometryOf(finding, series.times, series.values),
): Beginning | null {
  const { extent, observed } = traitsOf(finding.kind);
  if (extent !== 'lasting' || observed !== 'reading' || geometry === null) return null;
  return beginningOf(geometry, series);
}

function firstRow(from: number, to: number, is: (row: number) => boolean): number | undefined {
  for (let row = Math.max(0, from); row < to; row += 1) if (is(row)) return row;
  return undefined;
}

function presentIn(values: Float64Array, { from, to }: Rows): Float64Array {
  return values.subarray(from, to).filter(Number.isFinite);
}

/** The median of a row and its neighbours: one wild reading is no move, and a step stays one. */
function smooth(values: Float64Array, row: number): number {
  const near = values.subarray(Math.max(0, row - 1), row + 2).filter(Number.isFinite);
  return near.length === 0 ? Number.NaN : median(near);
}

/** Rows by which another series may be earlier or later. */
const REACH = 30;
/** So many times the largest such move that it makes elsewhere in the window, looked for as widely. */
const STANDS_OUT = 3;
/** A move that goes along is neither so many times larger nor smaller than what it goes along with suggests. */
const LIKE = 3;
/** Places elsewhere that must be known. */
const FEWEST_PLACES = 12;
/** Every so many rows a move is looked for. */
const STRIDE = 2;

/** Rows on either side of the way from the old level to the new one. */
const SIDE = 20;

/** The way that a series took from one level to the other, with a little of each: short, so that it fits in at many places. */
export function wayOf({ from, to }: Beginning, times: Float64Array): Geometry {
  const [last, first] = [times.indexOf(from), times.indexOf(to)];
  const rows = { from: first, to: Math.min(times.length, first + SIDE) };
  return { measure: 'level', rows, reference: [{ from: Math.max(0, last + 1 - SIDE), to: last + 1 }] };
}

/** The move of another series about the same time, if it stands out and is about as large as `expected`: how many rows later (earlier: negative) and how far. */
export function moveNearby(
  geometry: Geometry,
  values: Float64Array,
  expected: number,
): { readonly shift: number; readonly change: number } | null {
  if (geometry.measure !== 'level') return null;
  const extent = extentOf(geometry);
  let [shift, change, elsewhere, places, still] = [0, 0, 0, 0, 0];
  for (let at = -extent.from; at + extent.to <= values.length; at += 1) {
    const isNear = Math.abs(at) <= REACH;
    const isFar = Math.abs(at) > REACH + (extent.to - extent.from);
    if ((!isNear && !isFar) || at % STRIDE !== 0) continue;
    const move = measure(geometry, values, at);
    if (!Number.isFinite(move)) continue;
    if (isFar) {
      elsewhere = Math.max(elsewhere, Math.abs(move));
      places += 1;
      if (move === 0) still += 1;
    } else if (Math.abs(move) > Math.abs(change)) [shift, change] = [at, move];
  }
  // Of one that rests nobody knows what is usual.
  const isKnown =
    places >= FEWEST_PLACES &&
    still * 2 < places &&
    Math.abs(change) > STANDS_OUT * elsewhere &&
    isLike(change, expected);
  return isKnown ? { shift, change } : null;
}

function isLike(change: number, expected: number): boolean {
  const ratio = Math.abs(change / expected);
  return ratio > 1 / LIKE && ratio < LIKE;
}

/** Rows that two beginnings must lie apart to be told as earlier or later. */
const APART_ROWS = 2;

/** How another series moved that has moved about then, where it began clearly before or after the series itself. */
export function beginningBeside(
  own: Beginning,
  geometry: Geometry,
  times: Float64Array,
  values: Float64Array,
  shift: number,
): Beginning | null {
  const theirs = beginningOf(shifted(geometry, shift), { times, values });
  if (theirs === null) return null;
  const rows = (ms: number): number => times.findIndex((time) => time >= ms);
  return Math.abs(rows(theirs.from) - rows(own.from)) >= APART_ROWS ? theirs : null;
}
