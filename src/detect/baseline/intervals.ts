import type { Codec } from './codec.ts';
import { Memory } from './memory.ts';

const MEMORY = 500;
const APPRENTICESHIP = 20;
const TIMES_USUAL = 5;
const TIMES_LONGEST = 2;

/**
 * Intervals between points: one is a gap when it is over five times the usual (median) one and twice the longest
 * of the last 500. The second condition is what keeps it quiet on irregular series.
 */
export class Intervals {
  readonly #past = new Memory(MEMORY, 'single');

  /** How far an interval, ms, goes beyond the longest one that is expected: over 1 is a gap; 0 while unknown. */
  excess(intervalMs: number): number {
    return this.#past.count < APPRENTICESHIP ? 0 : intervalMs / this.longestExpectedMs();
  }

  longestExpectedMs(): number {
    const longest = this.#past.at(this.#past.count - 1);
    return Math.max(TIMES_USUAL * this.#past.median(), TIMES_LONGEST * longest);
  }

  /** The median interval, ms; NaN before the second point. */
  usualMs(): number {
    return this.#past.median();
  }

  add(intervalMs: number): void {
    this.#past.add(intervalMs);
  }

  visit(codec: Codec): void {
    this.#past.visit(codec);
  }
}
