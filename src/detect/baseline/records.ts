import type { Codec } from './codec.ts';

/** Version of the state from which on only what stands in the queue is kept. */
const QUEUE_SINCE = 4;

/**
 * Lets a score through only where it is larger than every one of the last `rows`: a lasting fault speaks once, a
 * growing one again. A queue of falling maxima; 0 is never a record.
 */
export class Records {
  readonly #rows: number;
  readonly #scores: Float64Array;
  readonly #places: Float64Array;
  #first = 0;
  #count = 0;
  #row = 0;

  constructor(rows: number) {
    this.#rows = rows;
    this.#scores = new Float64Array(rows);
    this.#places = new Float64Array(rows);
  }

  push(score: number): number {
    const size = this.#rows;
    if (this.#count > 0 && (this.#places[this.#first] ?? 0) < this.#row - size) {
      this.#first = (this.#first + 1) % size;
      this.#count -= 1;
    }
    const record = this.#count === 0 || score > (this.#scores[this.#first] ?? 0);
    while (this.#count > 0 && (this.#scores[(this.#first + this.#count - 1) % size] ?? 0) <= score)
      this.#count -= 1;
    const place = (this.#first + this.#count) % size;
    this.#scores[place] = score;
    this.#places[place] = this.#row;
    this.#count += 1;
    this.#row += 1;
    return record ? score : 0;
  }

  visit(codec: Codec): void {
    if (codec.version < QUEUE_SINCE) {
      this.#first = codec.number(this.#first);
      this.#count = codec.number(this.#count);
      this.#row = codec.number(this.#row);
      codec.array(this.#scores, this.#rows);
      codec.array(this.#places, this.#rows);
      return;
    }
    this.#count = codec.number(this.#count);
    this.#row = codec.number(this.#row);
    if (codec.isReading) this.#first = 0;
    const size = this.#rows;
    const inOrder = (all: Float64Array, from = 0): Float64Array =>
      Float64Array.from({ length: this.#count }, (_, at) => (all[(this.#first + at) % size] ?? 0) - from);
    const scores = codec.isReading ? this.#scores : inOrder(this.#scores);
    codec.array(scores, this.#count);
    // How long ago: at most the rows that are looked back, which single precision holds exactly.
    const ago = codec.isReading
      ? new Float32Array(this.#count)
      : Float32Array.from(inOrder(this.#places, this.#row));
    codec.array(ago, this.#count);
    if (codec.isReading) this.#places.set(Float64Array.from(ago, (back) => this.#row + back));
  }
}
