import { DateTime, type TokenParser } from 'luxon';
import { namesMoment } from '../../../lib/date-format.ts';

/** Luxon reads AM and am, and not a.m. */
const HALF_DAY = /\b([ap])\.m\.?/i;

/** Texts in one of several formats in Luxon's tokens, https://moment.github.io/luxon/#/parsing?id=table-of-tokens. */
export class FormatReader {
  /** True where the text names the zone, so that the time read is a moment and not what a wall clock showed. */
  readonly namesZone: boolean;
  readonly #locale: string;
  readonly #parsers: readonly TokenParser[];
  /** The format that read the last text, first to be tried for the next. */
  #last = 0;

  constructor(formats: readonly string[], locale: string) {
    this.#locale = locale;
    this.#parsers = formats.map((format) => DateTime.buildFormatParser(format, { locale }));
    this.namesZone = formats.some(namesMoment);
  }

  /** Epoch milliseconds, a wall clock taken for one of UTC; NaN where the text is in none of the formats. */
  read(cell: string): number {
    const text = cell.replace(HALF_DAY, '$1m');
    for (let turn = 0; turn < this.#parsers.length; turn += 1) {
      const at = (this.#last + turn) % this.#parsers.length;
      const parser = this.#parsers[at];
      if (parser === undefined) continue;
      const time = DateTime.fromFormatParser(text, parser, { zone: 'utc', locale: this.#locale });
      if (!time.isValid) continue;
      this.#last = at;
      return time.toMillis();
    }
    return Number.NaN;
  }
}
