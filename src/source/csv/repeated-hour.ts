import { DAY_MS } from '../../lib/time.ts';

/**
 * Tells the first and the second round of the hour that autumn repeats apart, where the file names no zone: in the
 * second one the clock of a series stands where it stood already. In a file with the newest row first it is the
 * first round that comes second.
 */
export class RepeatedHour {
  /** Rows whose round was told by their order alone. */
  count = 0;
  readonly #newestFirst: boolean;
  readonly #rounds = new Map<string, { last: number; repeated: boolean }>();

  constructor(newestFirst: boolean) {
    this.#newestFirst = newestFirst;
  }

  /** `first` or `second`, for the next row of that series. */
  resolve(series: string, first: number, second: number): number {
    this.count += 1;
    const round = this.#rounds.get(series);
    if (round === undefined || Math.abs(first - round.last) > DAY_MS) {
      this.#rounds.set(series, { last: first, repeated: false });
      return this.#newestFirst ? second : first;
    }
    if (this.#newestFirst ? first >= round.last : first <= round.last) round.repeated = true;
    round.last = first;
    return round.repeated === this.#newestFirst ? first : second;
  }
}
