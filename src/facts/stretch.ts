import type { Finding } from '../detect/finding.ts';
import { traitsOf } from '../detect/kinds.ts';
import { median } from '../statistics/robust.ts';

/** Rows [from, to). */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

/** What the rows of a finding are held against, so that the same can be measured in any series and at any other place. */
export interface Geometry {
  /** `level`: how far the median of `rows` lies from that of `reference`; `scatter`: the mean size of the moves in `rows`. */
  readonly measure: 'level' | 'scatter';
  readonly rows: Rows;
  readonly reference: readonly Rows[];
}

/** Rows that a level is taken from, at most. */
const LONGEST = 30;
const SHORTEST = 10;
/** A finding of so many rows is brief: what stands on either side of it is its reference. */
const BRIEF = 5;
/** Rows beside a finding that belong to neither side: its ends are not exact. */
const MARGIN = 1;

/** Where and how to measure a finding in a series of these times; null where there are not enough rows beside it. */
export function geometryOf(
  { kind, start, end }: Finding,
  times: Float64Array,
  values: Float64Array,
): Geometry | null {
  const from = times.findIndex((time) => time >= start);
  const after = times.findIndex((time) => time > end);
  const to = after < 0 ? times.length : after;
  if (from < 0 || to <= from) return null;
  if (traitsOf(kind).observed === 'scatter' || kind === 'stuck' || kind === 'clipped')
    return to - from < SHORTEST
      ? null
      : { measure: 'scatter', rows: { from, to: Math.min(to, from + 2 * LONGEST) }, reference: [] };
  const length = Math.min(to - from, LONGEST);
  const reach = Math.max(SHORTEST, length);
  const before = { from: Math.max(0, from - MARGIN - reach), to: Math.max(0, from - MARGIN) };
  const behind = { from: to + MARGIN, to: Math.min(times.length, to + MARGIN + reach) };
  const isEnough = ({ from: first, to: end }: Rows): boolean => end - first >= SHORTEST / 2;
  const reference = (to - from <= BRIEF ? [before, behind] : [isEnough(before) ? before : behind]).filter(
    isEnough,
  );
  if (reference.length === 0) return null;
  const early = { measure: 'level', rows: { from, to: from + length }, reference } as const;
  const late = { ...early, rows: { from: to - length, to } };
  // A drift is large at its end, an excursion that returns at its beginning.
  return Math.abs(measure(late, values)) > Math.abs(measure(early, values)) ? late : early;
}

/** The measure of a geometry, `shift` rows later; NaN where too many values are missing. */
export function measure(
  { measure: kind, rows, reference }: Geometry,
  values: Float64Array,
  shift = 0,
  levelOf = level,
): number {
  if (kind === 'scatter') return scatter(values, rows.from + shift, rows.to + shift);
  let sum = 0;
  for (const { from, to } of reference) sum += levelOf(values, from + shift, to + shift);
  return levelOf(values, rows.from + shift, rows.to + shift) - sum / reference.length;
}

/** The levels of one series, each of which is taken once: what is a reference at one place is the finding at another. */
export function rememberedLevels(): typeof level {
  const known = new Map<number, number>();
  return (values, from, to) => {
    const key = from * (LONGEST + 1) + (to - from);
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = level(values, from, to);
    known.set(key, found);
    return found;
  };
}

/** First and last row that a geometry looks at. */
export function extentOf({ rows, reference }: Geometry): Rows {
  const all = [rows, ...reference];
  return { from: Math.min(...all.map(({ from }) => from)), to: Math.max(...all.map(({ to }) => to)) };
}

function level(values: Float64Array, from: number, to: number): number {
  return median(values.subarray(from, to), (to - from) / 2);
}

function scatter(values: Float64Array, from: number, to: number): number {
  let [sum, count] = [0, 0];
  for (let row = from + 1; row < to; row += 1) {
    const move = Math.abs((values[row] ?? Number.NaN) - (values[row - 1] ?? Number.NaN));
    if (Number.isFinite(move)) [sum, count] = [sum + move, count + 1];
  }
  return count * 2 < to - from - 1 ? Number.NaN : sum / count;
}

/** The same, so many rows later. */
export function shifted({ measure: kind, rows, reference }: Geometry, by: number): Geometry {
  const move = ({ from, to }: Rows): Rows => ({ from: from + by, to: to + by });
  return { measure: kind, rows: move(rows), reference: reference.map(move) };
}
