import type { Codec } from './codec.ts';

/** Rows of a block; the memory is 40 of them, 8,000 rows. */
const BLOCK_ROWS = 200;
const BLOCKS = 40;
/** Below so many blocks the largest maximum itself is believed. */
const FEW_BLOCKS = 10;
/** Blocks on either side of the largest maximum that may belong to the same event. */
const NEIGHBOURS = 1;

/** Rows that the extremes reach back. */
export const EXTREMES_ROWS = BLOCK_ROWS * BLOCKS;

/**
 * How far a measure goes by itself: the largest of its maxima over blocks of rows (block maxima, E. J. Gumbel,
 * Statistics of Extremes, 1958) outside of the stretch about the very largest, because the past may hold a fault
 * too. What has happened twice, apart from each other, is the way of the series.
 */
export class Extremes {
  readonly #maxima = new Float64Array(BLOCKS);
  #blocks = 0;
  #next = 0;
  #rows = 0;
  #current = 0;
  #level = 0;

  get isKnown(): boolean {
    return this.#blocks > 0;
  }

  /** What the measure reaches now and then; 0 for one that never moved. */
  get level(): number {
    return this.#level;
  }

  add(measure: number): void {
    this.#current = Math.max(this.#current, measure);
    this.#rows += 1;
    if (this.#rows < BLOCK_ROWS) return;
    this.#maxima[this.#next] = this.#current;
    this.#next = (this.#next + 1) % BLOCKS;
    this.#blocks = Math.min(BLOCKS, this.#blocks + 1);
    this.#rows = 0;
    this.#current = 0;
    this.#level = this.#farthest();
  }

  /** The largest maximum of the blocks that are no neighbours of the very largest; of all while there are few. */
  #farthest(): number {
    const maxima = this.#maxima.subarray(0, this.#blocks);
    const largest = Math.max(...maxima);
    if (this.#blocks < FEW_BLOCKS) return largest;
    const peak = maxima.indexOf(largest);
    let second = 0;
    maxima.forEach((maximum, block) => {
      const apart = Math.abs(block - peak);
      if (Math.min(apart, this.#blocks - apart) > NEIGHBOURS) second = Math.max(second, maximum);
    });
    return second;
  }

  visit(codec: Codec): void {
    this.#blocks = codec.number(this.#blocks);
    this.#next = codec.number(this.#next);
    this.#rows = codec.number(this.#rows);
    this.#current = codec.number(this.#current);
    this.#level = codec.number(this.#level);
    codec.array(this.#maxima, this.#blocks);
  }
}
