import type { Codec } from './tracker-codec.ts';

/** Quiet rows after which the same fault is a new one. */
const REST_ROWS = 150;
/** A fault that lasts speaks again when it has grown by this. */
const GROWN = 2;

/** One alarm for one cause: what stays above its threshold, or returns soon, goes on. */
export class Trigger {
  #rest = 0;
  #loudest = 0;

  /** `excess` over 1 is beyond the threshold. */
  push(excess: number): 'begins' | 'goes on' | 'quiet' {
    if (!(excess > 1)) {
      if (this.#rest > 0) this.#rest -= 1;
      return 'quiet';
    }
    const begins = this.#rest === 0 || excess > GROWN * this.#loudest;
    this.#loudest = begins ? excess : Math.max(this.#loudest, excess);
    this.#rest = REST_ROWS;
    return begins ? 'begins' : 'goes on';
  }

  visit(codec: Codec): void {
    this.#rest = codec.number(this.#rest);
    this.#loudest = codec.number(this.#loudest);
  }
}
