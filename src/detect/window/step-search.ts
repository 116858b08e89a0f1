import { movesOf, usualSize } from '../../statistics/moves.ts';
import { resolution } from '../../statistics/resolution.ts';
import { median, sortedNumbers } from '../../statistics/robust.ts';
import { slidingMedians } from '../../statistics/sliding-medians.ts';
import { peakOf } from './stands-out.ts';

/** How a step is looked for. */
interface Scale {
  /** Rows on either side whose medians are compared. */
  readonly rows: number;
  /** A step is so many times as large as what is next to it in size. */
  readonly standsOut: number;
  /** In usual moves of the noisier side. */
  readonly least: number;
  /** Larger ones are left to the other scale. */
  readonly most: number;
  /** Rows on either side of the edge, and the part of the step that happens between them. */
  readonly edgeRows: number;
  readonly edge: number;
}

/** Steps that are large against the noise, by the rows next to them; and smaller ones, by many rows. */
const SCALES: readonly Scale[] = [
  { rows: 4, standsOut: 2.5, least: 10, most: Number.POSITIVE_INFINITY, edgeRows: 1, edge: 0.85 },
  { rows: 20, standsOut: 4, least: 2.5, most: 8, edgeRows: 4, edge: 0.8 },
];
/** Fewer rows than so many times those of a side do not tell what else happens in the window. */
const FEWEST_SIDES = 10;
/** Rows on either side by which their noise is compared. */
export const SIDE_ROWS = 40;
/**
 * An offset leaves the noise as it is; what is switched on has noise of its own. So many times the usual move (the calmer half of
 * them) of the other side, and more where a side has few rows to tell it by.
 */
const NOISE_RATIO = 2.5;
const NOISE_RATIO_ROWS = 25;
/** The part of the moves that is usual, and the calmer part by which two sides are compared. */
const USUAL = 0.9;
const CALM = 0.5;
/** A side that rests says nothing of its noise: it must move so often. */
const FEWEST_MOVES = 4;
/** Of so many rows next to the step, so many are nearer to the level of their side: else it is a spike, or its end. */
export const BESIDE = 8;
const FEWEST_BESIDE = 6;
/** Lamps, motors and rain rest at nought: the lower side of a step lies above it by this part of the step. */
const NEAR_NOUGHT = 0.1;

export interface Step {
  /** First row after the step. */
  readonly row: number;
  /** First row after what undoes it, in the window on either side. */
  readonly undone: number | null;
  /** With its sign, in the unit of the values. */
  readonly size: number;
  /** The size from which on it counts. */
  readonly threshold: number;
}

/** The step of a window, by the first scale that shows one; `factor` multiplies the threshold. */
export function findStep(values: Float64Array, factor: number): Step | null {
  for (const scale of SCALES) {
    const step = stepOf(values, scale, factor);
    if (step !== null) return step;
  }
  return null;
}

/** The smallest step that `findStep` would find in a window that has none, in the unit of the values; infinite for none. */
export function smallestStep(values: Float64Array, factor: number): number {
  const grain = resolution(sortedNumbers(values)) / 2;
  const noise = Math.max(grain, usualSize(movesOf(values), USUAL));
  const sizes = SCALES.filter(({ rows }) => values.length >= FEWEST_SIDES * rows).map((scale) => {
    const measure = stepsOf(values, scale.rows);
    const largest = measure.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    const size = factor * Math.max(scale.standsOut * largest, scale.least * noise);
    return size > scale.most * noise ? Number.POSITIVE_INFINITY : size + noise;
  });
  return Math.min(Number.POSITIVE_INFINITY, ...sizes);
}

function stepOf(values: Float64Array, scale: Scale, factor: number): Step | null {
  const { rows } = scale;
  if (values.length < FEWEST_SIDES * rows) return null;
  const measure = stepsOf(values, rows);
  const { at, undone, next } = peakOf(measure, rows, values.length - rows + 1, 2 * rows);
  const size = measure[at] ?? 0;
  const { noise, isAlike } = noiseAbout(values, at);
  const threshold = Math.max(scale.standsOut * next, scale.least * noise);
  if (!(Math.abs(size) > factor * threshold) || Math.abs(size) > scale.most * noise || !isAlike) return null;
  const row = edgeOf(values, at, size, scale);
  if (row === null || !isHeld(values, row) || restsAtNought(values, at, size)) return null;
  const back = undone === null ? null : (edgeOf(values, undone, measure[undone] ?? 0, scale) ?? undone);
  return { row, undone: back, size, threshold };
}

/** By how much the median of the next rows differs from that of the last ones, beyond what it does next to there. */
function stepsOf(values: Float64Array, rows: number): Float64Array {
  const medians = slidingMedians(values, rows);
  const difference = (row: number): number =>
    (medians[row] ?? Number.NaN) - (medians[row - rows] ?? Number.NaN);
  return values.map((_, row) => {
    const here = difference(row);
    const sign = Math.sign(here);
    const course = [difference(row - rows), difference(row + rows)].map((one) =>
      one * sign > 0 ? one * sign : 0,
    );
    return Number.isNaN(here) ? 0 : sign * Math.max(0, Math.abs(here) - Math.max(...course));
  });
}

/** The usual move on the noisier side of a row, and whether both sides are about as noisy. */
function noiseAbout(
  values: Float64Array,
  row: number,
): { readonly noise: number; readonly isAlike: boolean } {
  const grain = resolution(sortedNumbers(values)) / 2;
  const moves = sidesOf(values, row).map(movesOf);
  const usual = (share: number) => moves.map((sizes) => Math.max(grain, usualSize(sizes, share)));
  const calm = usual(CALM);
  const isMoving = moves.every((sizes) => sizes.filter((size) => size > 0).length >= FEWEST_MOVES);
  const ratio = NOISE_RATIO + NOISE_RATIO_ROWS / Math.min(...moves.map((sizes) => sizes.length));
  return {
    noise: Math.max(...usual(USUAL)),
    isAlike: isMoving && ratio * Math.min(...calm) >= Math.max(...calm),
  };
}

function sidesOf(values: Float64Array, row: number): readonly [Float64Array, Float64Array] {
  return [
    values.subarray(Math.max(0, row - SIDE_ROWS), Math.max(0, row - 1)),
    values.subarray(row + 1, row + SIDE_ROWS),
  ];
}

/** The row from which on the new level holds; null where it is reached slowly. */
function edgeOf(values: Float64Array, at: number, size: number, { edgeRows, edge }: Scale): number | null {
  const reach = edgeRows + 2;
  const first = Math.max(0, at - reach - edgeRows);
  const medians = slidingMedians(values.subarray(first, at + reach + edgeRows), edgeRows);
  let [row, most] = [at, 0];
  for (let place = edgeRows; place < medians.length; place++) {
    const change = ((medians[place] ?? 0) - (medians[place - edgeRows] ?? 0)) * Math.sign(size);
    if (change > most) [row, most] = [first + place, change];
  }
  return most < edge * Math.abs(size) ? null : row;
}

function isHeld(values: Float64Array, row: number): boolean {
  const sides = [values.subarray(Math.max(0, row - BESIDE), row), values.subarray(row, row + BESIDE)];
  const [before = Number.NaN, after = Number.NaN] = sides.map(median);
  const isAfter = (value: number) => Math.abs(value - after) < Math.abs(value - before);
  return sides.every(
    (side, place) => side.filter((value) => isAfter(value) === (place === 1)).length >= FEWEST_BESIDE,
  );
}

function restsAtNought(values: Float64Array, row: number, size: number): boolean {
  const lower = Math.min(...sidesOf(values, row).map(median));
  return lower < NEAR_NOUGHT * Math.abs(size) && values.every((value) => value >= 0);
}
