import { median } from '../statistics/robust.ts';
import { FEWEST_OUTSIDE, isWithin, type Reason, type Stretch } from './reason.ts';

/** How an inert quantity moves from one reading to the next outside of a finding. */
interface Pace {
  /** The largest move. */
  readonly most: number;
  /** Mean size of them. */
  readonly mean: number;
  /** Most of it is noise of each reading by itself: what goes up comes down with the next. */
  readonly isNoise: boolean;
  /** Usual interval, ms. */
  readonly usualMs: number;
}

/** Correlation of one move with the next, under which they are noise; -0.5 where they are nothing else. */
const NOISE = -0.3;
/** What comes so often cannot have moved far in the meantime; of what comes more seldom the window must show it. */
const OFTEN_MS = 120_000;
const SELDOM_MS = 900_000;
/** Then the readings (5 to 95 % of them) spread over so many times the largest move. */
const SLOW = 3;

/** Null where the quantity may move far from one reading to the next, by how seldom it is read and what the window shows; or too little is there. */
function paceOf({ times, values, rows }: Stretch): Pace | null {
  const [levels, moves]: [number[], number[]] = [[], []];
  for (let row = 1; row < values.length; row += 1) {
    const isOutside = !isWithin(rows, row) && !isWithin(rows, row - 1);
    if (isOutside) levels.push(values[row] ?? Number.NaN);
    // Moves on either side of the finding do not follow each other.
    moves.push(isOutside ? (values[row] ?? 0) - (values[row - 1] ?? 0) : Number.NaN);
  }
  const sizes = moves.filter(Number.isFinite).map(Math.abs);
  if (sizes.length < FEWEST_OUTSIDE) return null;
  const most = sizes.reduce((largest, size) => Math.max(largest, size), 0);
  const usualMs = median(times.slice(1).map((time, row) => time - (times[row] ?? time)));
  const isSlow = usualMs <= OFTEN_MS || (usualMs <= SELDOM_MS && spreadOf(levels) >= SLOW * most);
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  return isSlow && most > 0 ? { most, mean, isNoise: followUp(moves) <= NOISE, usualMs } : null;
}

function spreadOf(levels: number[]): number {
  levels.sort((a, b) => a - b);
  const at = (share: number): number => levels[Math.floor(share * (levels.length - 1))] ?? 0;
  return at(0.95) - at(0.05);
}

/** Correlation of each move with the next; NaN: none. */
function followUp(moves: readonly number[]): number {
  let [product, square] = [0, 0];
  moves.forEach((move, index) => {
    if (Number.isNaN(move)) return;
    square += move * move;
    product += move * (moves[index + 1] || 0);
  });
  return product / square;
}

/** So many times the largest move elsewhere is none of an inert quantity; where that is noise, less. */
const FAR = 3;
const FAR_OF_NOISE = 1.2;
/** Rows of an excursion. */
const BRIEF = 5;
/** Usual intervals within which one reading follows the other. */
const NEXT = 2;

/** There from one reading to the next, and back. */
export function excursionOf(stretch: Stretch): Reason | null {
  const { times, values, rows } = stretch;
  if (rows.to - rows.from > BRIEF || rows.from < 1 || rows.to >= values.length) return null;
  const pace = paceOf(stretch);
  if (pace === null) return null;
  const [there, back] = [rows.from, rows.to].map((row) => (values[row] ?? 0) - (values[row - 1] ?? 0));
  const isNext = [rows.from, rows.to].every(
    (row) => (times[row] ?? 0) - (times[row - 1] ?? 0) <= NEXT * pace.usualMs,
  );
  if (!isNext || there === undefined || back === undefined || there * back >= 0) return null;
  const far = (pace.isNoise ? FAR_OF_NOISE : FAR) * pace.most;
  return Math.min(Math.abs(there), Math.abs(back)) >= far ? { by: 'pace' } : null;
}

/** Moves of so many times the mean elsewhere, back and forth, are none of an inert quantity. */
const WILD = 4;
/** Where noise is so small a share of what it is elsewhere, it has gone. */
const GONE = 3;

/** Readings that flicker more than they do; `isCalm`: or less. */
export function noiseOf(stretch: Stretch, isCalm: boolean): Reason | null {
  const { values, rows } = stretch;
  const pace = paceOf(stretch);
  const moves = Array.from(
    { length: rows.to - rows.from - 1 },
    (_, index) => (values[rows.from + index + 1] ?? 0) - (values[rows.from + index] ?? 0),
  );
  if (pace === null || moves.length === 0) return null;
  const mean = moves.reduce((sum, move) => sum + Math.abs(move), 0) / moves.length;
  if (isCalm) return pace.isNoise && GONE * mean <= pace.mean ? { by: 'calm' } : null;
  return followUp(moves) <= NOISE && mean >= WILD * pace.mean ? { by: 'flicker' } : null;
}
