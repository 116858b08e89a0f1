import type { Codec } from './codec.ts';

/** Values whose longest run is remembered. */
const KEPT = 8;
/** Different values that must have been seen in runs before a run can be too long. */
const APPRENTICESHIP = 3;
const SHORTEST_ALARM = 10;
const TIMES_LONGEST = 2;

/**
 * Runs of equal values: one is too long at twice the longest run that this very value ever had, and twice the
 * second longest among the other values. So a lamp may be off all night, but not on; one fault in the past is no excuse.
 */
export class Runs {
  readonly #values = new Float64Array(KEPT);
  readonly #longest = new Float64Array(KEPT);
  #kept = 0;
  #value = Number.NaN;
  #rows = 0;
  #since = 0;

  /** Rows of the run so far. */
  get rows(): number {
    return this.#rows;
  }

  /** When the run began, epoch ms. */
  get since(): number {
    return this.#since;
  }

  add(timeMs: number, value: number): void {
    if (value === this.#value) {
      this.#rows += 1;
      return;
    }
    if (this.#rows > 0) this.#remember();
    this.#value = value;
    this.#rows = 1;
    this.#since = timeMs;
  }

  /** Rows that a run of the present value may have; infinite while unknown. */
  longestExpected(): number {
    if (this.#kept < APPRENTICESHIP) return Number.POSITIVE_INFINITY;
    let [same, largest, second] = [0, 0, 0];
    for (let place = 0; place < this.#kept; place += 1) {
      const rows = this.#longest[place] ?? 0;
      if (this.#values[place] === this.#value) same = rows;
      else if (rows > largest) [largest, second] = [rows, largest];
      else second = Math.max(second, rows);
    }
    return Math.max(SHORTEST_ALARM, TIMES_LONGEST * Math.max(same, second));
  }

  /** The run that ends takes its value's place, a free one, or that of the value with the shortest run. */
  #remember(): void {
    let place = this.#values.subarray(0, this.#kept).indexOf(this.#value);
    if (place < 0 && this.#kept < KEPT) {
      place = this.#kept;
      this.#kept += 1;
      this.#longest[place] = 0;
    }
    if (place < 0) place = this.#longest.indexOf(Math.min(...this.#longest));
    if (this.#rows <= (this.#longest[place] ?? 0)) return;
    this.#values[place] = this.#value;
    this.#longest[place] = this.#rows;
  }

  visit(codec: Codec): void {
    this.#kept = codec.number(this.#kept);
    this.#value = codec.number(this.#value);
    this.#rows = codec.number(this.#rows);
    this.#since = codec.number(this.#since);
    codec.array(this.#values, this.#kept);
    codec.array(this.#longest, this.#kept);
  }
}
