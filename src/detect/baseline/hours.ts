import type { Codec } from './codec.ts';

const HOUR_MS = 3_600_000;
const HOURS = 24;
/** Days that are remembered, the present one among them. */
const DAYS = 8;
/** Days that must have seen an hour before it is known. */
const APPRENTICESHIP = 3;
/** Rows in a row that must be unusual. */
export const HOUR_ROWS = 6;
/** What is unusual lies beyond the hour's range by this share of the whole range, and by the hour's own range. */
const MARGIN = 0.25;

/**
 * Which values an hour of the day has had on the last seven days, itself and its two neighbours: a value that is
 * ordinary at noon may be unusual at night. Hours are those of UTC; where the clock changes, the neighbours cover it.
 */
export class Hours {
  /** Smallest and largest value of each hour of each day; infinite the wrong way round where there was none. */
  readonly #low = new Float64Array(DAYS * HOURS).fill(Number.POSITIVE_INFINITY);
  readonly #high = new Float64Array(DAYS * HOURS).fill(Number.NEGATIVE_INFINITY);
  readonly #last = new Float64Array(HOUR_ROWS);
  #row = 0;
  /** Hours since 1970 of the newest point. */
  #hour = Number.NaN;
  #isKnown = 0;
  #expectedLow = Number.NaN;
  #expectedHigh = Number.NaN;

  /** How unusual the last six values all were for their hour: over 1 is an alarm, 0 while unknown. */
  push(timeMs: number, value: number): number {
    const hour = Math.floor(timeMs / HOUR_MS);
    if (hour !== this.#hour) this.#begin(hour);
    const beyond = Math.max(value - this.#expectedHigh, this.#expectedLow - value);
    const isUnusual = this.#isKnown === 1 && beyond > 0;
    this.#last[this.#row] = isUnusual ? beyond / this.#margin() : 0;
    this.#row = (this.#row + 1) % HOUR_ROWS;
    const now = this.#slot(hour);
    this.#low[now] = Math.min(this.#low[now] ?? value, value);
    this.#high[now] = Math.max(this.#high[now] ?? value, value);
    return Math.min(...this.#last);
  }

  /** When enough days are known at the earliest, epoch ms: in the past once they are. */
  knownAtMs(): number {
    const days = new Set<number>();
    this.#low.forEach((value, slot) => {
      if (Number.isFinite(value)) days.add(Math.floor(slot / HOURS));
    });
    if (this.#isKnown === 1) return Number.NEGATIVE_INFINITY;
    return this.#hour * HOUR_MS + Math.max(1, APPRENTICESHIP + 1 - days.size) * HOURS * HOUR_MS;
  }

  /** The values that would not have been an alarm in the hour of the last point. */
  expected(): readonly [low: number, high: number] {
    const margin = this.#margin();
    return [this.#expectedLow - margin, this.#expectedHigh + margin];
  }

  #slot(hour: number): number {
    const slots = DAYS * HOURS;
    return ((hour % slots) + slots) % slots;
  }

  /** Forgets what became too old, hours without any points too, and looks up what this hour has seen. */
  #begin(hour: number): void {
    const passed = Math.min(DAYS * HOURS, Number.isNaN(this.#hour) ? 1 : hour - this.#hour);
    for (let back = 0; back < passed; back += 1) {
      this.#low[this.#slot(hour - back)] = Number.POSITIVE_INFINITY;
      this.#high[this.#slot(hour - back)] = Number.NEGATIVE_INFINITY;
    }
    this.#hour = hour;
    this.#expectedLow = Number.POSITIVE_INFINITY;
    this.#expectedHigh = Number.NEGATIVE_INFINITY;
    let days = 0;
    for (let day = 1; day < DAYS; day += 1) {
      const same = hour - day * HOURS;
      if (Number.isFinite(this.#low[this.#slot(same)])) days += 1;
      for (const near of [same - 1, same, same + 1]) {
        this.#expectedLow = Math.min(
          this.#expectedLow,
          this.#low[this.#slot(near)] ?? Number.POSITIVE_INFINITY,
        );
        this.#expectedHigh = Math.max(
          this.#expectedHigh,
          this.#high[this.#slot(near)] ?? Number.NEGATIVE_INFINITY,
        );
      }
    }
    this.#isKnown = days >= APPRENTICESHIP ? 1 : 0;
  }

  #margin(): number {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const value of this.#low) low = Math.min(low, value);
    for (const value of this.#high) high = Math.max(high, value);
    return MARGIN * (high - low) + this.#expectedHigh - this.#expectedLow;
  }

  visit(codec: Codec): void {
    this.#row = codec.number(this.#row);
    this.#hour = codec.number(this.#hour);
    this.#isKnown = codec.number(this.#isKnown);
    this.#expectedLow = codec.number(this.#expectedLow);
    this.#expectedHigh = codec.number(this.#expectedHigh);
    codec.array(this.#last, HOUR_ROWS);
    codec.array(this.#low, this.#low.length);
    codec.array(this.#high, this.#high.length);
  }
}
