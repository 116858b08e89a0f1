import { PlumblineError } from '../../lib/errors.ts';
import { PointCollector, type SeriesPoints } from '../points.ts';
import type { RecordScanner } from '../records.ts';
import { type SeriesWindow, type SourceNotes, seriesName } from '../source.ts';
import { isAnnotated, readAnnotatedFile } from './annotated.ts';
import { fileError, readFileEnds } from './file.ts';
import { type CsvLayout, csvLayout } from './layout.ts';
import { type CsvFile, csvFileOf, RowTimes } from './open.ts';
import { CSV_DEFAULTS, type CsvReadOptions } from './options.ts';
import { RepeatedHour } from './repeated-hour.ts';
import { isStillWritten, RowShape, scanRows } from './scan.ts';
import { type ColumnTally, ValueReader } from './value.ts';

const MAX_SAMPLES = 3;
const MAX_SAMPLE_CHARS = 200;

/**
 * All series of a CSV file, or of one window of it, in the order of their names. The file is read as a stream;
 * only the points asked for are kept. The notes on unreadable rows concern the file and are the same in each
 * series. InfluxDB's own annotated CSV is read as it is. Throws `source_file`, `source_not_found` (a column),
 * `source_ambiguous`, `source_not_numeric`, `source_too_large`.
 */
export async function readCsvSeries(
  path: string,
  options: Partial<CsvReadOptions>,
  signal: AbortSignal,
): Promise<SeriesWindow[]> {
  const settings = { ...CSV_DEFAULTS, ...options };
  const ends = await readFileEnds(path, settings.encoding, signal);
  if (isAnnotated(ends.head)) return readAnnotatedFile(ends, settings, signal);
  const file = csvFileOf(ends, settings);
  const reader = new CsvSeriesReader(file, csvLayout(file));
  for await (const scanner of scanRows(file, signal)) {
    while (scanner.next()) reader.take(scanner);
  }
  return reader.finish();
}

/** The points of one set of tags (and field, in the long layout), and what else its cells held. */
interface SeriesOfRow {
  readonly points: readonly SeriesPoints[];
  readonly tallies: readonly ColumnTally[];
}

/** Turns rows into points. */
class CsvSeriesReader {
  readonly #file: CsvFile;
  readonly #layout: CsvLayout;
  readonly #from: number;
  readonly #to: number;
  readonly #times: RowTimes;
  readonly #shape: RowShape;
  readonly #values: ValueReader;
  readonly #repeatedHour: RepeatedHour;
  readonly #points: PointCollector;
  readonly #known = new Map<string, SeriesOfRow>();
  readonly #tallies = new Map<string, ColumnTally>();
  readonly #samples: string[] = [];
  #unreadable = 0;
  #readable = 0;

  constructor(file: CsvFile, layout: CsvLayout) {
    const { options } = file;
    this.#file = file;
    this.#layout = layout;
    this.#from = options.window?.start ?? Number.NEGATIVE_INFINITY;
    this.#to = options.window?.end ?? Number.POSITIVE_INFINITY;
    this.#times = new RowTimes(file);
    this.#shape = new RowShape(file);
    this.#values = new ValueReader(file, layout.words);
    this.#repeatedHour = new RepeatedHour(file.newestFirst);
    this.#points = new PointCollector(options);
  }

  take(row: RecordScanner): void {
    if (this.#shape.isNoRow(row)) return;
    const first = this.#shape.isWhole(row) ? this.#times.read(row) : Number.NaN;
    if (Number.isNaN(first)) {
      this.#refuse(row);
      return;
    }
    this.#readable += 1;
    const second = this.#times.reader.secondMs;
    // Most rows of a long file are outside of the window: nothing else of them is looked at.
    if (Number.isNaN(second) && !this.#inWindow(first)) return;
    if (!this.#selected(row)) return;
    const key = this.#key(row);
    const time = Number.isNaN(second) ? first : this.#repeatedHour.resolve(key, first, second);
    if (this.#inWindow(time)) this.#append(row, key, time);
  }

  finish(): SeriesWindow[] {
    const { path } = this.#file;
    if (this.#readable === 0 && this.#unreadable > 0) {
      throw fileError(
        path,
        `has no row that can be read; the first is: ${this.#samples[0] ?? ''}`,
        'Check timestamp, timeFormat and delimiter of the source.',
      );
    }
    const remarks = this.#remarks();
    const series = this.#points.finish();
    if (!series.some(({ values }) => values.some(Number.isFinite))) this.#refuseText();
    return series.map((one) => {
      const notes = { ...one.notes, unreadable: this.#unreadable, unreadableSamples: this.#samples, remarks };
      return { ...one, notes: { ...notes, ...notesOf(this.#tallies.get(one.series)) } };
    });
  }

  #remarks(): readonly string[] {
    const cut = isStillWritten(this.#file)
      ? ['the last line has no line break yet and is left for the next reading']
      : [];
    const hour = this.#repeatedHour.count;
    const told =
      hour === 0 ? [] : [`${hour} rows in the hour that clocks show twice, told apart by their order`];
    return [...this.#file.remarks, ...this.#layout.remarks, ...cut, ...told];
  }

  /** A query that names nothing but columns of text is a mistake; a column of words beside others is not. */
  #refuseText(): void {
    const { named, values, field } = this.#layout;
    if (!named || field !== undefined || values.some(({ mayHoldNumbers }) => mayHoldNumbers)) return;
    const [text] = values;
    if (text === undefined || ![...this.#tallies.values()].some(({ words }) => words > 0)) return;
    throw new PlumblineError(
      'source_not_numeric',
      `column ${text.name} of ${this.#file.path} holds text, not numbers`,
      {
        hint: 'Name only numeric and boolean columns in the query.',
      },
    );
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
    if (tags.length === 0 && field === undefined) return '';
    const parts = tags.map(({ index }) => row.text(index));
    if (field !== undefined) parts.push(row.text(field.index));
    return parts.join('\0');
  }

  #append(row: RecordScanner, key: string, time: number): void {
    const { points: series, tallies } = this.#known.get(key) ?? this.#newSeries(row, key);
    const { values } = this.#layout;
    for (let at = 0; at < values.length; at += 1) {
      const column = values[at];
      const points = series[at];
      const tally = tallies[at];
      if (column === undefined || points === undefined || tally === undefined) continue;
      const { index } = column;
      if (column.sparse && row.starts[index] === row.ends[index]) continue;
      this.#points.append(points, time, this.#values.read(row, index, column.unit, tally));
    }
  }

  #newSeries(row: RecordScanner, key: string): SeriesOfRow {
    const { measurement, tags, values, field } = this.#layout;
    const named = tags.map(({ name, index }) => [name, row.text(index)] as const);
    const set = Object.fromEntries(named.filter(([, value]) => value !== ''));
    const names = values.map(({ name }) =>
      seriesName(measurement, field === undefined ? name : row.text(field.index), set),
    );
    const series = {
      points: names.map((name) => this.#points.series(name)),
      tallies: names.map((name) => this.#tallyOf(name)),
    };
    this.#known.set(key, series);
    return series;
  }

  #tallyOf(series: string): ColumnTally {
    const known = this.#tallies.get(series) ?? { words: 0, wordSample: '', nulled: 0 };
    this.#tallies.set(series, known);
    return known;
  }

  #refuse(row: RecordScanner): void {
    if (this.#shape.isHeader(row)) return;
    this.#unreadable += 1;
    if (this.#samples.length < MAX_SAMPLES) this.#samples.push(row.raw().slice(0, MAX_SAMPLE_CHARS));
  }
}

function notesOf(tally: ColumnTally | undefined): Partial<SourceNotes> {
  if (tally === undefined) return {};
  const { words, wordSample, nulled } = tally;
  return { ...(words > 0 ? { words, wordSample } : {}), ...(nulled > 0 ? { nulled } : {}) };
}
