import { type ClockChange, clockChange, DAY_MS, HOUR_MS, instantsOf } from '../../../lib/time.ts';
import { EPOCH_UNITS, type EpochUnit, epochMs, IsoTimeReader, parseNumber } from '../../cells.ts';
import { decode } from '../../records.ts';
import { excelMs } from './calendar.ts';
import { FormatReader } from './format.ts';
import { NumericFormat } from './numeric-format.ts';
import { type ZoneOf, type ZoneOffsets, zoneOf } from './zones.ts';

/** How the times of one file are read, all decided. */
export interface TimeStyle {
  /** `iso`, `s`, `ms`, `us`, `ns`, `excel`, or formats in Luxon's tokens; tried in this order. */
  readonly timeFormats: readonly string[];
  /** Where a time names no zone itself. */
  readonly zone: ZoneOf;
  readonly zones: ZoneOffsets;
  /** Language of the names of months. */
  readonly locale: string;
  /** False where the formats are the user's: they say by themselves whether a zone follows. */
  readonly zoneMayFollow: boolean;
}

const SPACE = 32;
const TAB = 9;
const QUOTE = 34;
/** No time is longer. */
const MOST_CHARS = 120;
/** What may stand behind a time of day: an offset, a word, the name of a zone, in brackets or not. */
const ZONE_BEHIND =
  /^(.*\d(?:\s*[ap]\.?m\.?)?)\s*((?:UTC|GMT)?\s*[+-]\d{1,2}(?::?\d\d)?|[A-Za-z]+(?:\/[A-Za-z_/+-]+\d*)?|[([][A-Za-z_/+-]+[)\]])$/i;
/** Midnight to midnight plus 14 hours, the farthest zone, to each side: what `instantsOf` wants to know. */
const REACH_MS = 14 * HOUR_MS;

/** Reads the times of a CSV file in the one way that was found or configured. */
export class CsvTimeReader {
  /** The second moment at which clocks showed the time read last, in the hour that autumn repeats; or NaN. */
  secondMs = Number.NaN;

  readonly #style: TimeStyle;
  readonly #isIso: boolean;
  readonly #unit: EpochUnit | 'excel' | undefined;
  readonly #iso = new IsoTimeReader();
  readonly #formats: FormatReader | undefined;
  readonly #numeric: NumericFormat | undefined;
  readonly #clocks = new Map<string, ZoneClock>();
  /** Of the zone of times that name none; NaN where it changes through the year. */
  readonly #offsetMs: number;
  /** Neighbours of a long file share their time. */
  #lastText = '';
  #lastMs = Number.NaN;
  #lastSecondMs = Number.NaN;

  constructor(style: TimeStyle) {
    this.#style = style;
    const { timeFormats, zone, locale } = style;
    this.#isIso = timeFormats.includes('iso');
    this.#unit = timeFormats.length === 1 ? unitOf(timeFormats[0] ?? '') : undefined;
    const formats = timeFormats.filter((format) => format !== 'iso' && unitOf(format) === undefined);
    this.#numeric = NumericFormat.of(formats[0] ?? '');
    this.#formats = formats.length === 0 ? undefined : new FormatReader(formats, locale);
    this.#offsetMs = 'offsetMs' in zone ? zone.offsetMs : offsetOf(zone.timezone);
  }

  /** Epoch milliseconds of the cell `bytes[start, end)`; NaN when it is no time. */
  read(bytes: Uint8Array, start: number, end: number): number {
    this.secondMs = Number.NaN;
    if (this.#isIso && this.#iso.read(bytes, start, end)) return this.#isoMs();
    let from = start;
    let to = end;
    if (to - from >= 2 && bytes[from] === QUOTE) {
      from += 1;
      to -= 1;
    }
    while (from < to && isBlank(bytes[from])) from += 1;
    while (to > from && isBlank(bytes[to - 1])) to -= 1;
    if (this.#unit !== undefined) {
      const number = parseNumber(bytes, from, to);
      return this.#unit === 'excel' ? excelMs(number) : epochMs(number, this.#unit);
    }
    if (this.#isIso && this.#iso.read(bytes, from, to)) return this.#isoMs();
    const plain = this.#numeric?.read(bytes, from, to) ?? Number.NaN;
    if (!Number.isNaN(plain)) return this.#momentOf(plain);
    return to - from > MOST_CHARS ? Number.NaN : this.#readText(decode(bytes, from, to));
  }

  /** The ISO time read last. */
  #isoMs(): number {
    const { offsetMs, wallMs } = this.#iso;
    return Number.isNaN(offsetMs) ? this.#momentOf(wallMs) : wallMs - offsetMs;
  }

  /** The moment at which clocks showed that in the zone of times that name none. */
  #momentOf(wallMs: number): number {
    return Number.isNaN(this.#offsetMs) ? this.#fromWall(wallMs, this.#style.zone) : wallMs - this.#offsetMs;
  }

  #readText(text: string): number {
    if (text !== this.#lastText) {
      this.#lastText = text;
      this.#lastMs = this.#whole(text) ?? this.#withZone(text);
      this.#lastSecondMs = this.secondMs;
    }
    this.secondMs = this.#lastSecondMs;
    return this.#lastMs;
  }

  /** The text without anything behind it. */
  #whole(text: string): number | undefined {
    const read = this.#wall(text);
    if (read === undefined) return undefined;
    return read.isInstant ? read.ms : this.#fromWall(read.ms, this.#style.zone);
  }

  #withZone(text: string): number {
    const [, time = '', behind = ''] = (this.#style.zoneMayFollow && ZONE_BEHIND.exec(text)) || [];
    const zone = time === '' ? undefined : zoneOf(behind, this.#style.zones);
    // `2026-03-10T00:00:00+01:00[Europe/Berlin]` has said its offset already.
    const read = zone === undefined ? undefined : this.#wall(time.trim());
    if (read === undefined || zone === undefined) return Number.NaN;
    return read.isInstant ? read.ms : this.#fromWall(read.ms, zone);
  }

  #wall(text: string): { readonly ms: number; readonly isInstant: boolean } | undefined {
    if (this.#isIso) {
      const bytes = Buffer.from(text.toUpperCase());
      if (this.#iso.read(bytes, 0, bytes.length)) {
        const isInstant = !Number.isNaN(this.#iso.offsetMs);
        return { ms: isInstant ? this.#iso.utcMs : this.#iso.wallMs, isInstant };
      }
    }
    const ms = this.#formats?.read(text) ?? Number.NaN;
    return Number.isNaN(ms) ? undefined : { ms, isInstant: this.#formats?.namesZone ?? false };
  }

  #fromWall(wallMs: number, zone: ZoneOf): number {
    if ('offsetMs' in zone) return wallMs - zone.offsetMs;
    const clock = this.#clocks.get(zone.timezone) ?? new ZoneClock(zone.timezone);
    this.#clocks.set(zone.timezone, clock);
    const first = clock.instant(wallMs);
    this.secondMs = clock.secondMs;
    return first;
  }
}

/** From what a wall clock showed to moments, a day at a time. */
class ZoneClock {
  /** The later moment of the time asked for last, in the hour that autumn repeats; or NaN. */
  secondMs = Number.NaN;
  readonly #timezone: string;
  #day = Number.NaN;
  #change: ClockChange | undefined;

  constructor(timezone: string) {
    this.#timezone = timezone;
  }

  /** The moment; in the hour that autumn repeats the earlier one, and the later one in `secondMs`. */
  instant(wallMs: number): number {
    this.secondMs = Number.NaN;
    const day = Math.floor(wallMs / DAY_MS);
    if (day !== this.#day || this.#change === undefined) {
      this.#day = day;
      this.#change = clockChange(day * DAY_MS - REACH_MS, (day + 1) * DAY_MS + REACH_MS, this.#timezone);
    }
    if (this.#change.at === Number.POSITIVE_INFINITY) return wallMs - this.#change.before;
    const [first, second] = instantsOf(wallMs, this.#change);
    if (second !== undefined) this.secondMs = second;
    // In the hour that spring leaves out, a logger's clock had not been put forward yet.
    return first ?? wallMs - this.#change.before;
  }
}

function offsetOf(timezone: string): number {
  return timezone === 'UTC' ? 0 : Number.NaN;
}

function unitOf(format: string): EpochUnit | 'excel' | undefined {
  return format === 'excel' ? format : EPOCH_UNITS.find((unit) => unit === format);
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}
