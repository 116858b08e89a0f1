import type { Codec } from './codec.ts';
import { Memory } from './memory.ts';

/** As far back as the oldest value that a median needs. */
const ROWS = 360;
const STEPS = 250;

/** The `rows` values up to the one `skip` before the newest: their median, kept as they pass. */
class PassingMedian {
  readonly #skip: number;
  readonly #rows: number;
  #values: Memory;

  constructor(skip: number, rows: number) {
    this.#skip = skip;
    this.#rows = rows;
    this.#values = new Memory(rows, 'double');
  }

  get median(): number {
    return this.#values.median();
  }

  /** Called after each new value. */
  advance(recent: RecentValues): void {
    if (recent.count > this.#skip) this.#values.add(recent.back(this.#skip));
  }

  /** After a restore: takes its values from those of `recent`. */
  refill(recent: RecentValues): void {
    this.#values = new Memory(this.#rows, 'double');
    for (let row = Math.min(this.#rows, recent.count - this.#skip) - 1; row >= 0; row -= 1) {
      this.#values.add(recent.back(this.#skip + row));
    }
  }
}

/** The last values of a series, as the rules look at them; and the step by which it usually moves. */
export class RecentValues {
  readonly #ring = new Float64Array(ROWS);
  readonly #steps = new Memory(STEPS, 'single');
  /** The five values before the newest, the newest ten, the sixty before those, the newest sixty, and sixty of old. */
  readonly justBefore = new PassingMedian(1, 5);
  readonly newest10 = new PassingMedian(0, 10);
  readonly before10 = new PassingMedian(10, 60);
  readonly newest60 = new PassingMedian(0, 60);
  readonly before300 = new PassingMedian(300, 60);
  readonly #medians = [this.justBefore, this.newest10, this.before10, this.newest60, this.before300];
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
    for (const median of this.#medians) median.advance(this);
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

  /** Mean size of the last `rows` moves from one value to the next. */
  meanMove(rows: number): number {
    let sum = 0;
    for (let row = 0; row < rows; row += 1) sum += Math.abs(this.back(row) - this.back(row + 1));
    return sum / rows;
  }

  /**
   * How far `rows` values in a row lie beyond all of the `rows` + 1 on either side of them, upwards or downwards; 0 where they do
   * not. They end `rows` + 1 before the newest, so that it is known what came after.
   */
  peak(rows: number): number {
    const beside = rows + 1;
    const before = this.#span(beside + rows, beside);
    const after = this.#span(0, beside);
    const within = this.#span(beside, rows);
    const above = within.low - Math.max(before.high, after.high);
    const below = Math.min(before.low, after.low) - within.high;
    return Math.max(0, above, below);
  }

  /** The smallest and largest of the `rows` values up to the one `skip` before the newest. */
  #span(skip: number, rows: number): { readonly low: number; readonly high: number } {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let row = skip; row < skip + rows; row += 1) {
      const value = this.back(row);
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return { low, high };
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
    for (const median of this.#medians) median.refill(this);
  }
}
