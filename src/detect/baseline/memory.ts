import type { Codec } from './codec.ts';

/** Place of the first element that is not smaller than `value`, among the first `count` of `sorted`. */
function lowerBound(sorted: Float32Array | Float64Array, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The last `capacity` numbers, in order of arrival and sorted: quantiles and the nearest neighbour in logarithmic time,
 * one short move of memory a number, nothing allocated. Kept in single or double precision, as `ring` is.
 */
export class Memory {
  #next = 0;
  #count = 0;
  readonly #ring: Float32Array | Float64Array;
  readonly #sorted: Float32Array | Float64Array;

  constructor(ring: Float32Array | Float64Array) {
    this.#ring = ring;
    this.#sorted = ring.slice();
  }

  get count(): number {
    return this.#count;
  }

  /** The number of rank `rank` from below, 0 the smallest; NaN beyond either end. */
  at(rank: number): number {
    return rank < this.#count ? (this.#sorted[rank] ?? Number.NaN) : Number.NaN;
  }

  median(): number {
    return (this.at((this.#count - 1) >>> 1) + this.at(this.#count >>> 1)) / 2;
  }

  /** The number nearest to `value`; NaN while there is none. */
  nearestValue(value: number): number {
    const place = lowerBound(this.#sorted, this.#count, value);
    const above = this.at(place);
    const below = place > 0 ? this.at(place - 1) : Number.NaN;
    if (Number.isNaN(above)) return below;
    return Number.isNaN(below) || above - value < value - below ? above : below;
  }

  nearest(value: number): number {
    return Math.abs(value - this.nearestValue(value));
  }

  /** Takes `value` in, in the place of the oldest number when full. */
  add(value: number): void {
    const sorted = this.#sorted;
    const full = this.#count === this.#ring.length;
    const from = full ? lowerBound(sorted, this.#count, this.#ring[this.#next] ?? 0) : this.#count;
    this.#ring[this.#next] = value;
    const kept = this.#ring[this.#next] ?? 0; // as rounded by the ring
    this.#next = (this.#next + 1) % this.#ring.length;
    if (!full) this.#count += 1;
    const to = lowerBound(sorted, full ? this.#count : this.#count - 1, kept);
    if (to > from) {
      sorted.copyWithin(from, from + 1, to);
      sorted[to - 1] = kept;
    } else {
      sorted.copyWithin(to + 1, to, from);
      sorted[to] = kept;
    }
  }

  visit(codec: Codec): void {
    this.#count = codec.number(this.#count);
    this.#next = codec.number(this.#next);
    codec.array(this.#ring, this.#count);
    this.#sorted.set(this.#ring);
    this.#sorted.subarray(0, this.#count).sort();
  }
}
