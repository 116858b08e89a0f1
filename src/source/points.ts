import { PlumblineError } from '../lib/errors.ts';
import type { SeriesWindow, SourceNotes } from './source.ts';

/** More series than this in one answer is a query that forgot its `where`. */
const MAX_SERIES = 10_000;

/** The points of one series while they arrive, in growing arrays. */
export class SeriesPoints {
  readonly series: string;
  length = 0;
  #times = new Float64Array(16);
  #values = new Float64Array(16);
  #newest = Number.NEGATIVE_INFINITY;
  #rising = true;
  #disordered = 0;

  constructor(series: string) {
    this.series = series;
  }

  append(time: number, value: number): void {
    if (this.length === this.#times.length) {
      this.#times = doubled(this.#times);
      this.#values = doubled(this.#values);
    }
    this.#times[this.length] = time;
    // What a source calls infinite is no measurement: like its nulls it is NaN.
    this.#values[this.length] = Number.isFinite(value) ? value : Number.NaN;
    this.length += 1;
    if (time > this.#newest) {
      this.#newest = time;
      return;
    }
    this.#rising = false;
    if (time < this.#newest) this.#disordered += 1;
  }

  /** The points sorted by time, the last of each time kept. */
  finish(): SeriesWindow {
    const { series, length } = this;
    const notes = { unreadable: 0, unreadableSamples: [], duplicates: 0, disordered: this.#disordered };
    const times = this.#times.subarray(0, length);
    const values = this.#values.subarray(0, length);
    if (this.#rising) return { series, times: times.slice(), values: values.slice(), notes };

    const order = Uint32Array.from(times.keys());
    order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
    const kept = order.filter((at, rank) => times[at] !== times[order[rank + 1] ?? -1]);
    return {
      series,
      times: Float64Array.from(kept, (at) => times[at] ?? Number.NaN),
      values: Float64Array.from(kept, (at) => values[at] ?? Number.NaN),
      notes: { ...notes, duplicates: length - kept.length },
    };
  }
}

function doubled(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** All series of one answer by name, within `maxPoints` points altogether. */
export class PointCollector {
  /** Points that may still come. */
  #room: number;
  readonly #maxPoints: number;
  readonly #series = new Map<string, SeriesPoints>();

  constructor(maxPoints: number) {
    this.#maxPoints = maxPoints;
    this.#room = maxPoints;
  }

  /** The series of that name, made at its first point. */
  series(name: string): SeriesPoints {
    const known = this.#series.get(name);
    if (known !== undefined) return known;
    if (this.#series.size === MAX_SERIES) {
      throw new PlumblineError('source_too_large', `the answer has more than ${MAX_SERIES} series`, {
        hint: 'Narrow the query with where or groupBy.',
      });
    }
    const points = new SeriesPoints(name);
    this.#series.set(name, points);
    return points;
  }

  append(points: SeriesPoints, time: number, value: number): void {
    this.#room -= 1;
    if (this.#room < 0) {
      throw new PlumblineError('source_too_large', `the answer has more than ${this.#maxPoints} points`, {
        hint: 'Shorten the window, aggregate with every, or raise maxPoints of the source.',
      });
    }
    points.append(time, value);
  }

  /** All series with at least one point, in the order of their names. */
  finish(): SeriesWindow[] {
    return [...this.#series.values()]
      .filter((points) => points.length > 0)
      .map((points) => points.finish())
      .sort((a, b) => (a.series < b.series ? -1 : 1));
  }
}

/** What two parts of one series were noted, together. */
export function addNotes(a: SourceNotes, b: SourceNotes): SourceNotes {
  return {
    unreadable: Math.max(a.unreadable, b.unreadable),
    unreadableSamples: a.unreadable >= b.unreadable ? a.unreadableSamples : b.unreadableSamples,
    duplicates: a.duplicates + b.duplicates,
    disordered: a.disordered + b.disordered,
  };
}
