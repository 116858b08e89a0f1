import type { Codec } from './codec.ts';

/** Quiet points after which the same fault is a new one. */
const REST_POINTS = 150;
/** A fault that lasts speaks again when it has grown by this. */
const GROWN = 2;

/** One alarm for one cause: what stays above its threshold, or returns soon, goes on. */
export class Trigger {
  #lastPoint = Number.NEGATIVE_INFINITY;
  #loudest = 0;

  /** Called for the points beyond the threshold; true for those that begin an alarm. */
  begins(point: number, excess: number): boolean {
    const isNew = point - this.#lastPoint > REST_POINTS || excess > GROWN * this.#loudest;
    this.#loudest = isNew ? excess : Math.max(this.#loudest, excess);
    this.#lastPoint = point;
    return isNew;
  }

  visit(codec: Codec): void {
    this.#lastPoint = codec.number(this.#lastPoint);
    this.#loudest = codec.number(this.#loudest);
  }
}
