import type { Codec } from './codec.ts';

/** Numbers that there is room for at first: most series that are looked at are young. */
const FIRST_ROOM = 256;

/** Where the halves of an integer of 64 bits stand on this machine. */
const LOWER = new Uint32Array(BigUint64Array.of(1n).buffer)[0] === 1 ? 0 : 1;
const UPPER = 1 - LOWER;
/** The first bit of a number of single precision. */
const SIGN = 2 ** 31;

type Numbers = Float32Array | Float64Array;

/**
 * The last `capacity` numbers, in order of arrival and sorted: quantiles and the nearest neighbour in logarithmic time,
 * one short move of memory a number. Kept in single or double precision; the room grows with what is in it. The sorted order is
 * kept as places, two bytes each, so that thousands of series fit into memory.
 */
export class Memory {
  readonly #capacity: number;
  readonly #isSingle: boolean;
  #next = 0;
  #count = 0;
  /** By place: in order of arrival, the oldest at `#next` once all places are taken. */
  #ring: Numbers;
  /** Places by the size of their numbers; of equal ones the oldest first. */
  #order: Uint16Array;

  constructor(capacity: number, precision: 'single' | 'double') {
    this.#capacity = capacity;
    this.#isSingle = precision === 'single';
    this.#ring = this.#numbers(0);
    this.#order = new Uint16Array(0);
    this.#makeRoom(Math.min(capacity, FIRST_ROOM));
  }

  get count(): number {
    return this.#count;
  }

  /** The number of rank `rank` from below, 0 the smallest; NaN beyond either end. */
  at(rank: number): number {
    return rank < this.#count ? (this.#ring[this.#order[rank] ?? 0] ?? Number.NaN) : Number.NaN;
  }

  median(): number {
    return (this.at((this.#count - 1) >>> 1) + this.at(this.#count >>> 1)) / 2;
  }

  /** The number nearest to `value`; NaN while there is none. */
  nearestValue(value: number): number {
    const place = this.#rankOf(value);
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
    const kept = this.#isSingle ? Math.fround(value) : value;
    const place = this.#next;
    const full = this.#count === this.#capacity;
    if (place === this.#ring.length) this.#makeRoom(Math.min(this.#capacity, 2 * place));
    const from = full ? this.#rankOf(this.#ring[place] ?? 0) : this.#count;
    const to = this.#rankBehind(kept);
    this.#ring[place] = kept;
    this.#next = (place + 1) % this.#capacity;
    if (!full) this.#count += 1;
    const order = this.#order;
    if (to > from) {
      order.copyWithin(from, from + 1, to);
      order[to - 1] = place;
    } else {
      order.copyWithin(to + 1, to, from);
      order[to] = place;
    }
  }

  visit(codec: Codec): void {
    this.#count = codec.number(this.#count);
    this.#next = codec.number(this.#next);
    if (codec.isReading) this.#makeRoom(Math.min(this.#capacity, Math.max(FIRST_ROOM, this.#count)));
    codec.array(this.#ring, this.#count);
    if (codec.isReading) this.#sort();
  }

  /** Rank of the first number that is not smaller than `value`. */
  #rankOf(value: number): number {
    const [ring, order] = [this.#ring, this.#order];
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ring[order[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Rank of the first number that is larger. */
  #rankBehind(value: number): number {
    const [ring, order] = [this.#ring, this.#order];
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ring[order[middle] ?? 0] ?? 0) <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Puts the places in order, after the ring was read back. A number of single precision and its age fit into one integer, and
   * integers sort several times as fast as numbers, let alone places by a comparison.
   */
  #sort(): void {
    if (!(this.#ring instanceof Float32Array)) throw new Error('only single precision is read back');
    const count = this.#count;
    const oldest = count === this.#capacity ? this.#next : 0;
    const bits = new Uint32Array(this.#ring.buffer);
    const keys = new BigUint64Array(count);
    const halves = new Uint32Array(keys.buffer);
    for (let age = 0; age < count; age += 1) {
      halves[2 * age + UPPER] = sortable(bits[(oldest + age) % count] ?? 0);
      halves[2 * age + LOWER] = age;
    }
    keys.sort();
    for (let rank = 0; rank < count; rank += 1) {
      this.#order[rank] = (oldest + (halves[2 * rank + LOWER] ?? 0)) % count;
    }
  }

  #makeRoom(places: number): void {
    if (places <= this.#ring.length) return;
    const [ring, order] = [this.#numbers(places), new Uint16Array(places)];
    ring.set(this.#ring);
    order.set(this.#order);
    [this.#ring, this.#order] = [ring, order];
  }

  #numbers(places: number): Numbers {
    return this.#isSingle ? new Float32Array(places) : new Float64Array(places);
  }
}

/** The bits of a number of single precision as an integer that is larger for a larger number; both noughts are one. */
function sortable(bits: number): number {
  if (bits === SIGN) return SIGN;
  return bits >= SIGN ? ~bits >>> 0 : bits + SIGN;
}
