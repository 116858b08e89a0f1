import { PlumblineError } from '../../lib/errors.ts';
import { PointCollector, type SeriesPoints } from '../points.ts';
import type { RecordScanner } from '../records.ts';
import { type SeriesWindow, seriesName } from '../source.ts';
import { fileError, readCsvHeader, scanCsvRows } from './file.ts';
import { CSV_DEFAULTS, type CsvLayout, type CsvReadOptions, csvLayout } from './layout.ts';
import { CsvTimeReader, RepeatedHour } from './time.ts';
import { readCsvValue } from './value.ts';

const MAX_SAMPLES = 3;
const MAX_SAMPLE_CHARS = 200;

/**
 * All series of a CSV file, or of one window of it, in the order of their names. The file is read as a stream;
 * only the points asked for are kept. The notes on unreadable rows concern the file and are the same in each
 * series. Throws `source_file`, `source_not_found` (a column), `source_not_numeric`, `source_too_large`.
 */
export async function readCsvSeries(
  path: string,
  options: Partial<CsvReadOptions>,
  signal: AbortSignal,
): Promise<SeriesWindow[]> {
  const settings = { ...CSV_DEFAULTS, ...options };
  const header = await readCsvHeader(path, settings.delimiter, signal);
  const reader = new CsvSeriesReader(csvLayout(header, settings), header.delimiter !== ',', settings);
  for await (const scanner of scanCsvRows(header, signal)) {
    while (scanner.next()) reader.take(scanner);
  }
  return reader.finish(path);
}

/** Turns rows into points. */
class CsvSeriesReader {
  readonly #layout: CsvLayout;
  readonly #decimalComma: boolean;
  readonly #from: number;
  readonly #to: number;
  readonly #time: CsvTimeReader;
  readonly #repeatedHour = new RepeatedHour();
  readonly #points: PointCollector;
  /** For each set of tags (and field, in the long layout) the series of each value column. */
  readonly #known = new Map<string, readonly SeriesPoints[]>();
  /** For each value column, whether any cell was a number, and whether any was text. */
  readonly #numbers: Uint8Array;
  readonly #others: Uint8Array;
  readonly #samples: string[] = [];
  #unreadable = 0;
  #readable = 0;

  constructor(layout: CsvLayout, decimalComma: boolean, options: CsvReadOptions) {
    this.#layout = layout;
    this.#decimalComma = decimalComma;
    this.#from = options.window?.start ?? Number.NEGATIVE_INFINITY;
    this.#to = options.window?.end ?? Number.POSITIVE_INFINITY;
    this.#time = new CsvTimeReader(options.timeFormat, options.timezone);
    this.#points = new PointCollector(options.maxPoints);
    this.#numbers = new Uint8Array(layout.values.length);
    this.#others = new Uint8Array(layout.values.length);
  }

  take(row: RecordScanner): void {
    if (row.end === row.start) return;
    const { time: column, columns } = this.#layout;
    const whole = !row.malformed && row.fieldCount === columns.length;
    const first = whole
      ? this.#time.read(row.bytes, row.starts[column.index] ?? 0, row.ends[column.index] ?? 0)
      : Number.NaN;
    if (Number.isNaN(first)) {
      this.#refuse(row);
      return;
    }
    this.#readable += 1;
    const second = this.#time.secondMs;
    // Most rows of a long file are outside of the window: nothing else of them is looked at.
    if (Number.isNaN(second) && !this.#inWindow(first)) return;
    if (!this.#selected(row)) return;
    const key = this.#key(row);
    const time = Number.isNaN(second) ? first : this.#repeatedHour.resolve(key, first, second);
    if (this.#inWindow(time)) this.#append(row, key, time);
  }

  finish(path: string): SeriesWindow[] {
    if (this.#readable === 0 && this.#unreadable > 0) {
      const sample = this.#samples[0] ?? '';
      throw fileError(
        path,
        `has no row that can be read; the first is: ${sample}`,
        'Check timestamp, timeFormat and delimiter of the source.',
      );
    }
    for (const [at, { name }] of this.#layout.values.entries()) {
      if (!this.#layout.named || this.#others[at] !== 1 || this.#numbers[at] === 1) continue;
      throw new PlumblineError('source_not_numeric', `column ${name} of ${path} holds text, not numbers`, {
        hint: 'Name only numeric and boolean columns in the query.',
      });
    }
    const unreadable = { unreadable: this.#unreadable, unreadableSamples: this.#samples };
    return this.#points.finish().map((one) => ({ ...one, notes: { ...one.notes, ...unreadable } }));
  }

  #inWindow(time: number): boolean {
    return time >= this.#from && time < this.#to;
  }

  #selected(row: RecordScanner): boolean {
    const { where, field, fields } = this.#layout;
    if (!where.every(({ index, value }) => row.text(index) === value)) return false;
    return field === undefined || fields === undefined || fields.has(row.text(field.index));
  }

  #key(row: RecordScanner): string {
    const { tags, field } = this.#layout;
    const parts = tags.map(({ index }) => row.text(index));
    if (field !== undefined) parts.push(row.text(field.index));
    return parts.join('\0');
  }

  #append(row: RecordScanner, key: string, time: number): void {
    const series = this.#known.get(key) ?? this.#newSeries(row, key);
    let refused = false;
    for (const [at, column] of this.#layout.values.entries()) {
      const value = readCsvValue(row, column.index, this.#decimalComma);
      if (value === undefined) {
        this.#others[at] = 1;
        refused = true;
        continue;
      }
      if (!Number.isNaN(value)) this.#numbers[at] = 1;
      const points = series[at];
      if (points !== undefined) this.#points.append(points, time, value);
    }
    if (refused) this.#refuse(row);
  }

  #newSeries(row: RecordScanner, key: string): readonly SeriesPoints[] {
    const { measurement, tags, values, field } = this.#layout;
    const named = tags.map(({ name, index }) => [name, row.text(index)] as const);
    const set = Object.fromEntries(named.filter(([, value]) => value !== ''));
    const series = values.map(({ name }) =>
      this.#points.series(seriesName(measurement, field === undefined ? name : row.text(field.index), set)),
    );
    this.#known.set(key, series);
    return series;
  }

  #refuse(row: RecordScanner): void {
    this.#unreadable += 1;
    if (this.#samples.length < MAX_SAMPLES) this.#samples.push(row.raw().slice(0, MAX_SAMPLE_CHARS));
  }
}
