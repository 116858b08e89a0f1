import { once } from '../once.ts';
import { type Figures, lazyFigures } from './cut-figures.ts';
import type { Line } from './line.ts';
import { nameOfCut } from './say.ts';
import type { Steps } from './steps.ts';
import { type JudgedWindow, positionAfter, positionAt } from './window.ts';

/** Some readings of a window, in their order, with the figures that can be asked of them. */
export interface Cut {
  readonly window: JudgedWindow;
  /** Positions in the window's readings, rising. */
  readonly positions: Uint32Array;
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** The time that is meant, epoch ms, both included: gaps and findings in it belong to the part. */
  readonly start: number;
  readonly end: number;
  readonly isWhole: boolean;
  /** Whether this is what the words mean first, or another way to draw the boundary. */
  readonly natural: boolean;
  /** "the 18 readings from 14:02 to 14:19". */
  readonly name: string;
  /** Lowest to highest. */
  readonly sorted: readonly number[];
  /** The value that a share of the readings does not exceed: 0.5 is the median. */
  readonly quantile: (share: number) => number;
  readonly mean: number;
  /** Sample variance; NaN under two readings. */
  readonly variance: number;
  readonly min: number;
  readonly max: number;
  readonly line: Line;
  /** Median absolute deviation. */
  readonly mad: number;
  readonly skewness: number;
  /** The values that occur most often; none where each occurs once. */
  readonly modes: readonly number[];
  /** How many different values there are. */
  readonly distinct: number;
  /** Index (in the cut) of the reading after the largest step, by direction; undefined where nothing goes that way. */
  readonly steps: Steps;
  /** The figures above, each computed when it is first needed: for another cut of the same readings. */
  readonly figures: Figures;
}

interface Options {
  readonly start?: number;
  readonly end?: number;
  readonly natural?: boolean;
  readonly isWhole?: boolean;
  /** Of these very readings, where they are known. */
  readonly figures?: Figures;
}

/** The readings at `positions` (rising); without `start` and `end` the part reaches from its first to its last reading. */
export function cutAt(window: JudgedWindow, positions: Uint32Array, options: Options = {}): Cut {
  const isRow =
    positions.length === 0 || (positions.at(-1) ?? 0) - (positions[0] ?? 0) === positions.length - 1;
  const [from, to] = [positions[0] ?? 0, (positions.at(-1) ?? -1) + 1];
  const pick = (all: Float64Array) => (isRow ? all.subarray(from, to) : gathered(all, positions));
  const [times, values] = [pick(window.times), pick(window.values)];
  const figures = options.figures ?? lazyFigures(window, positions, times, values, options.isWhole === true);
  const name = once(() => nameOfCut(times, options.isWhole === true));
  return {
    window,
    positions,
    times,
    values,
    start: options.start ?? times[0] ?? Number.NaN,
    end: options.end ?? times.at(-1) ?? Number.NaN,
    isWhole: options.isWhole === true,
    natural: options.natural ?? true,
    figures,
    get name() {
      return name();
    },
    get sorted() {
      return figures.sorted();
    },
    quantile: figures.quantile,
    get mean() {
      return figures.mean();
    },
    get variance() {
      return figures.variance();
    },
    get min() {
      return figures.extremes()[0];
    },
    get max() {
      return figures.extremes()[1];
    },
    get line() {
      return figures.line();
    },
    get mad() {
      return figures.mad();
    },
    get skewness() {
      return figures.skewness();
    },
    get modes() {
      return figures.modes();
    },
    get distinct() {
      return figures.distinct();
    },
    get steps() {
      return figures.steps();
    },
  };
}

function gathered(all: Float64Array, positions: Uint32Array): Float64Array {
  const picked = new Float64Array(positions.length);
  for (let i = 0; i < positions.length; i += 1) picked[i] = all[positions[i] ?? 0] ?? Number.NaN;
  return picked;
}

/** How many readings of a cut a test of their positions keeps. */
export function countIn({ positions }: Cut, keep: (position: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < positions.length; i += 1) if (keep(positions[i] ?? -1)) count += 1;
  return count;
}

/** A row of readings, from the first position to before the second. */
export function rowOf(window: JudgedWindow, from: number, to: number, options: Options = {}): Cut {
  return cutAt(window, window.positions.subarray(from, Math.max(from, to)), options);
}

/** The readings from one moment to another, both included. */
export function betweenMoments(window: JudgedWindow, start: number, end: number, natural = true): Cut {
  const [from, to] = [positionAt(window.times, start), positionAfter(window.times, end)];
  return rowOf(window, from, to, { start, end, natural });
}

/** All readings; the window's own span counts, not that of its readings. */
export function wholeOf(window: JudgedWindow): Cut {
  return rowOf(window, 0, window.values.length, { start: window.from, end: window.to, isWhole: true });
}

/** Those of a cut that a test of their positions keeps. */
export function filterCut(cut: Cut, keep: (position: number) => boolean): Cut {
  const positions = keptOf(cut.positions, keep);
  const { start, end, natural, isWhole } = cut;
  if (positions.length === cut.positions.length) return cut;
  return cutAt(cut.window, positions, {
    start,
    end,
    natural,
    isWhole: isWhole && positions.length === cut.positions.length,
  });
}

/** As `filter`, which takes many times as long. */
function keptOf(positions: Uint32Array, keep: (position: number) => boolean): Uint32Array {
  const kept = new Uint32Array(positions.length);
  let count = 0;
  for (let i = 0; i < positions.length; i += 1) {
    const position = positions[i] ?? -1;
    if (!keep(position)) continue;
    kept[count] = position;
    count += 1;
  }
  return kept.subarray(0, count);
}

/** The same readings, as one that the words do not mean first. */
export function lessNatural(cut: Cut): Cut {
  const { window, positions, start, end, isWhole, figures } = cut;
  return cut.natural ? cutAt(window, positions, { start, end, isWhole, figures, natural: false }) : cut;
}
