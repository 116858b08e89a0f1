import { type ClockChange, clockChange, DAY_MS, HOUR_MS, instantsOf } from '../../lib/time.ts';
import { type EpochUnit, epochMs, IsoTimeReader, parseNumber } from '../cells.ts';

export type TimeFormat = 'auto' | 'iso' | EpochUnit;

/** Midnight to midnight plus 14 hours, the farthest zone, to each side: what `instantsOf` wants to know. */
const REACH_MS = 14 * HOUR_MS;

/** Reads the time column of a CSV file: ISO 8601 with or without a zone, or the time since 1970. */
export class CsvTimeReader {
  /** The second moment at which clocks showed the time read last, in the hour that autumn repeats; or NaN. */
  secondMs = Number.NaN;

  readonly #format: TimeFormat;
  readonly #timezone: string;
  readonly #iso = new IsoTimeReader();
  #day = Number.NaN;
  #change: ClockChange | undefined;

  constructor(format: TimeFormat, timezone: string) {
    this.#format = format;
    this.#timezone = timezone;
  }

  /** Epoch milliseconds of the cell `bytes[start, end)`; NaN when it is no time. */
  read(bytes: Uint8Array, start: number, end: number): number {
    this.secondMs = Number.NaN;
    const quoted = end - start >= 2 && bytes[start] === 34;
    const [from, to] = quoted ? [start + 1, end - 1] : [start, end];
    const isoWanted = this.#format === 'auto' || this.#format === 'iso';
    if (isoWanted && this.#iso.read(bytes, from, to)) {
      return Number.isNaN(this.#iso.offsetMs) ? this.#fromWall(this.#iso.wallMs) : this.#iso.utcMs;
    }
    if (this.#format === 'iso') return Number.NaN;
    return epochMs(parseNumber(bytes, from, to), this.#format);
  }

  #fromWall(wallMs: number): number {
    const day = Math.floor(wallMs / DAY_MS);
    if (day !== this.#day || this.#change === undefined) {
      this.#day = day;
      this.#change = clockChange(day * DAY_MS - REACH_MS, (day + 1) * DAY_MS + REACH_MS, this.#timezone);
    }
    const [first, second] = instantsOf(wallMs, this.#change);
    if (second !== undefined) this.secondMs = second;
    // In the hour that spring leaves out, a logger's clock had not been put forward yet.
    return first ?? wallMs - this.#change.before;
  }
}

/**
 * Tells the first and the second round of the hour that autumn repeats apart, where the file names no zone:
 * in the second one the clock of a series stands where it stood already.
 */
export class RepeatedHour {
  readonly #rounds = new Map<string, { newest: number; second: boolean }>();

  /** `first` or `second`, for the next row of that series. */
  resolve(series: string, first: number, second: number): number {
    const round = this.#rounds.get(series);
    if (round === undefined || Math.abs(first - round.newest) > DAY_MS) {
      this.#rounds.set(series, { newest: first, second: false });
      return first;
    }
    if (first <= round.newest) round.second = true;
    round.newest = first;
    return round.second ? second : first;
  }
}
