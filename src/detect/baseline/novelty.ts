import type { Codec } from './codec.ts';
import { Memory } from './memory.ts';

/** Values before the first score: fewer say nothing about the tail. */
const APPRENTICESHIP = 200;
const LARGEST_EXCESS = 6;
/** The range of the memory leaves out this many values at either end, so that no single one can widen it. */
const RANGE_TRIM = 3;

export interface NoveltySettings {
  /** Values that a new one is compared with, and distances that its own is held against. */
  readonly memory: number;
  /** The distance of this rank from above, at most one in a hundred, is what counts as far. */
  readonly rank: number;
}

/** Chosen with one family of series left out at a time; the bench keeps the figures of the neighbours. */
export const NOVELTY_SETTINGS: NoveltySettings = { memory: 6000, rank: 15 };

/** The distance that counts as far is never less than either. */
export interface NoveltyFloor {
  /** Of the range of the memory, so that a sensor with steps may show a new one. */
  readonly shareOfRange: number;
  /** In the unit of the values. */
  readonly least: number;
}

/**
 * How new is a value? The distance to the nearest of the last 6,000 values, held against the tail of such distances
 * in the series' own past. First `excess` and `expected`, then `learn` with the same value. Values are kept, and
 * compared, in single precision: seven digits.
 */
export class Novelty {
  readonly #values: Memory;
  readonly #distances: Memory;
  readonly #rank: number;

  constructor({ memory, rank }: NoveltySettings = NOVELTY_SETTINGS) {
    this.#values = new Memory(memory, 'single');
    this.#distances = new Memory(memory, 'single');
    this.#rank = rank;
  }

  /**
   * (distance - median) / (far distance - median), 0..6, the divisor never below the floor. 0 during the apprenticeship.
   */
  excess(value: number, floor: NoveltyFloor): number {
    if (this.#distances.count < APPRENTICESHIP) return 0;
    const above = this.#values.nearest(Math.fround(value)) - this.#distances.median();
    if (above <= 0) return 0;
    const unit = this.#unit(floor);
    return unit === 0 ? LARGEST_EXCESS : Math.min(LARGEST_EXCESS, above / unit);
  }

  /** The values that would have had an excess of at most `limit`: about all of the memory, or about the nearest one. */
  expected(value: number, floor: NoveltyFloor, limit: number): readonly [low: number, high: number] {
    const reach = this.#distances.median() + limit * this.#unit(floor);
    const [low, high] = [this.#values.at(0), this.#values.at(this.#values.count - 1)];
    if (value < low || value > high) return [low - reach, high + reach];
    const nearest = this.#values.nearestValue(value);
    return [nearest - reach, nearest + reach];
  }

  /** How far from `level` a value must be, on the farther side, to be beyond all of the memory by more than `limit`. */
  newFrom(level: number, floor: NoveltyFloor, limit: number): number {
    if (this.#distances.count < APPRENTICESHIP) return Number.NaN;
    const [low, high] = [this.#values.at(0), this.#values.at(this.#values.count - 1)];
    return Math.max(high - level, level - low) + this.#distances.median() + limit * this.#unit(floor);
  }

  learn(value: number): void {
    const distance = this.#values.nearest(Math.fround(value));
    if (!Number.isNaN(distance)) this.#distances.add(distance);
    this.#values.add(value);
  }

  #unit(floor: NoveltyFloor): number {
    const past = this.#distances;
    const rank = Math.max(1, Math.min(this.#rank, Math.floor(past.count / 100)));
    return Math.max(
      past.at(past.count - rank) - past.median(),
      floor.shareOfRange * this.#range(),
      floor.least,
    );
  }

  #range(): number {
    const values = this.#values;
    const trim = Math.min(RANGE_TRIM, Math.floor(values.count / 500));
    return values.at(values.count - 1 - trim) - values.at(trim);
  }

  visit(codec: Codec): void {
    this.#values.visit(codec);
    this.#distances.visit(codec);
  }
}
