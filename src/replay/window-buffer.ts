import type { SeriesWindow, Window } from '../source/source.ts';

/** Rows of a window at most; beyond them the oldest are forgotten. */
const MOST_ROWS = 2_000_000;
const FIRST_SIZE = 4096;

/** The last rows of one series in the order of their times, as a source would answer with them. */
export class WindowBuffer {
  #times = new Float64Array(FIRST_SIZE);
  #values = new Float64Array(FIRST_SIZE);
  /** The rows that count are those from `#from` up to, not including, `#to`. */
  #from = 0;
  #to = 0;
  #duplicates: number[] = [];
  #disordered: number[] = [];

  /** True when rows of the last window read, or later ones, shared a time or came late. */
  get hasMisplaced(): boolean {
    return this.#duplicates.length + this.#disordered.length > 0;
  }

  /** Of rows with one time the last counts; a late row is put where it belongs. */
  add(time: number, value: number): void {
    if (this.#to === this.#times.length) this.#makeRoom();
    let place = this.#to;
    while (place > this.#from && (this.#times[place - 1] ?? 0) > time) place--;
    if (place > this.#from && this.#times[place - 1] === time) {
      this.#values[place - 1] = value;
      this.#duplicates.push(time);
      return;
    }
    if (place < this.#to) {
      this.#disordered.push(time);
      this.#times.copyWithin(place + 1, place, this.#to);
      this.#values.copyWithin(place + 1, place, this.#to);
    }
    this.#times[place] = time;
    this.#values[place] = value;
    this.#to++;
  }

  /** The rows of the window; those before it are forgotten, those after it wait. */
  read(series: string, { start, end }: Window): SeriesWindow {
    while (this.#from < this.#to && (this.#times[this.#from] ?? 0) < start) this.#from++;
    let to = this.#to;
    while (to > this.#from && (this.#times[to - 1] ?? 0) >= end) to--;
    this.#duplicates = this.#duplicates.filter((time) => time >= start);
    this.#disordered = this.#disordered.filter((time) => time >= start);
    return {
      series,
      times: this.#times.slice(this.#from, to),
      values: this.#values.slice(this.#from, to),
      notes: {
        unreadable: 0,
        unreadableSamples: [],
        duplicates: this.#duplicates.length,
        disordered: this.#disordered.length,
      },
    };
  }

  forget(): void {
    this.#from = 0;
    this.#to = 0;
    this.#duplicates = [];
    this.#disordered = [];
  }

  /** Moves the rows to the front of arrays that are at most half full then. */
  #makeRoom(): void {
    const rows = this.#to - this.#from;
    if (rows >= MOST_ROWS) this.#from += Math.floor(rows / 2);
    const size = Math.max(FIRST_SIZE, 2 * (this.#to - this.#from));
    const times = new Float64Array(size);
    const values = new Float64Array(size);
    times.set(this.#times.subarray(this.#from, this.#to));
    values.set(this.#values.subarray(this.#from, this.#to));
    this.#to -= this.#from;
    this.#from = 0;
    this.#times = times;
    this.#values = values;
  }
}
