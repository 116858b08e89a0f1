import { Memory } from './novelty-memory.ts';
import type { Codec } from './tracker-codec.ts';

const ROWS = 360;
const STEPS = 250;

/** The last values of a series, as the rules look at them; and the step by which it usually moves. */
export class RecentValues {
  readonly #ring = new Float64Array(ROWS);
  readonly #steps = new Memory(new Float32Array(STEPS));
  readonly #scratch = new Float64Array(ROWS);
  #next = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(value: number): void {
    const step = this.#count > 0 ? Math.abs(value - this.back(0)) : 0;
    if (step > 0) this.#steps.add(step);
    this.#ring[this.#next] = value;
    this.#next = (this.#next + 1) % ROWS;
    this.#count = Math.min(ROWS, this.#count + 1);
  }

  /** The value `rows` before the newest; NaN beyond the oldest. */
  back(rows: number): number {
    return rows < this.#count
      ? (this.#ring[(this.#next - 1 - rows + ROWS) % ROWS] ?? Number.NaN)
      : Number.NaN;
  }

  /** Median size of the last 250 moves, those of nothing left out: a few of the sensor's smallest steps, or its noise. */
  usualStep(): number {
    return this.#steps.count === 0 ? 0 : this.#steps.median();
  }

  /** Median of `rows` values, the newest of them `skip` before the newest of all. */
  median(skip: number, rows: number): number {
    const part = this.#scratch.subarray(0, rows);
    for (let row = 0; row < rows; row += 1) part[row] = this.back(skip + row);
    part.sort();
    return ((part[(rows - 1) >>> 1] ?? 0) + (part[rows >>> 1] ?? 0)) / 2;
  }

  /** Mean size of the last `rows` moves from one value to the next. */
  meanMove(rows: number): number {
    let sum = 0;
    for (let row = 0; row < rows; row += 1) sum += Math.abs(this.back(row) - this.back(row + 1));
    return sum / rows;
  }

  /** The largest or the smallest of the last `rows` values, whichever occurs more often, and how often. */
  commonExtreme(rows: number): { readonly value: number; readonly times: number } {
    let [low, high, atLow, atHigh] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
    for (let row = 0; row < rows; row += 1) {
      const value = this.back(row);
      if (value < low) [low, atLow] = [value, 0];
      if (value > high) [high, atHigh] = [value, 0];
      if (value === low) atLow += 1;
      if (value === high) atHigh += 1;
    }
    return atHigh >= atLow ? { value: high, times: atHigh } : { value: low, times: atLow };
  }

  visit(codec: Codec): void {
    this.#next = codec.number(this.#next);
    this.#count = codec.number(this.#count);
    codec.array(this.#ring, this.#count);
    this.#steps.visit(codec);
  }
}
