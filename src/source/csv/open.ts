import { isoTime } from '../../lib/time.ts';
import type { RecordScanner } from '../records.ts';
import type { FileEnds } from './file.ts';
import { type Table, tableOf } from './header.ts';
import { type NumberStyle, numberStyleOf } from './number.ts';
import type { CsvReadOptions } from './options.ts';
import { sampleOf } from './sample.ts';
import { timeColumns } from './time/column.ts';
import { joinTime } from './time/join.ts';
import { CsvTimeReader, type TimeStyle } from './time/reader.ts';
import { shapeOf } from './time/shape.ts';
import { timeStyleOf, timeText } from './time/style.ts';

/** A CSV file of which is known, or set, how it is to be read. */
export interface CsvFile {
  readonly path: string;
  readonly ends: FileEnds;
  readonly delimiter: string;
  readonly comment: string;
  readonly table: Table;
  /** The columns whose cells together say the time of a row. */
  readonly timeIndexes: readonly number[];
  readonly timeStyle: TimeStyle;
  readonly newestFirst: boolean;
  /** True where all rows of the sample are of the same time of day. */
  readonly daysOnly: boolean;
  readonly numberStyle: NumberStyle;
  /** True where a point can't stand between thousands. */
  readonly pointIsSure: boolean;
  readonly options: CsvReadOptions;
  /** What the file was taken for. */
  readonly remarks: readonly string[];
}

const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};
const ORDER_ROWS = 200;
/** Of one letter. */
const MOST_BYTES = 4;
const SPACE = 32;
const QUOTE = 34;

/**
 * Finds out by both ends of a file how it is to be read. Throws `source_file`, `source_not_found` (a column)
 * and `source_ambiguous`, with the setting that decides.
 */
export function csvFileOf(ends: FileEnds, options: CsvReadOptions): CsvFile {
  const { path } = ends;
  const sample = sampleOf(ends, options);
  const table = tableOf(path, sample, options);
  const timeIndexes = timeColumns(path, table, options.timestamp);
  const isEmpty = table.head.length + table.tail.length === 0;
  const { style, meaning } = timeStyleOf(
    path,
    table,
    timeIndexes,
    ends.writtenAt,
    isEmpty && options.timeFormat === 'auto' ? { ...options, timeFormat: 'iso' } : options,
  );
  const { numberStyle, told } = numbersOf(table, timeIndexes, options);
  const named = timeIndexes.map((at) => table.columns[at]).join(' and ');
  const newestFirst = isNewestFirst(table, timeIndexes, style);
  const remarks = [
    `${ends.encoding.label}, cells between ${DELIMITER_NAMES[sample.delimiter] ?? sample.delimiter}`,
    ...table.remarks,
    ...(isEmpty ? [] : [`times in ${named} read as ${meaning}${firstTime(table, timeIndexes, style)}`]),
    ...(told === '' ? [] : [told]),
    ...(newestFirst ? ['the newest row comes first'] : []),
  ];
  return {
    path,
    ends,
    delimiter: sample.delimiter,
    comment: sample.comment,
    table,
    timeIndexes,
    timeStyle: style,
    newestFirst,
    daysOnly: isDaysOnly(table, timeIndexes, style),
    numberStyle,
    pointIsSure: numberStyle === 'point' || (numberStyle === 'unsure' && sample.delimiter !== ';'),
    options,
    remarks,
  };
}

function numbersOf(
  { head, tail }: Table,
  timeIndexes: readonly number[],
  { decimal }: CsvReadOptions,
): { readonly numberStyle: NumberStyle; readonly told: string } {
  if (decimal !== 'auto')
    return { numberStyle: decimal === ',' ? 'comma' : 'point', told: `decimal ${decimal}` };
  const rows = [...head, ...tail];
  const { style, decidedBy } = numberStyleOf(
    rows.flatMap(({ cells }) => cells.filter((_, at) => !timeIndexes.includes(at))),
  );
  return { numberStyle: style, told: style === 'comma' ? `decimal commas, as in ${decidedBy}` : '' };
}

function isDaysOnly({ head }: Table, indexes: readonly number[], style: TimeStyle): boolean {
  const texts = new Set(head.slice(0, ORDER_ROWS).map((row) => timeText(row, indexes)));
  const shapes = [...texts].map(shapeOf);
  const written = shapes.every((shape) => shape !== undefined && Number.isNaN(shape.clockMs));
  return texts.size > 0 && (written || style.timeFormats.every((format) => /^[yMd]+$/.test(format)));
}

function isNewestFirst({ head }: Table, indexes: readonly number[], style: TimeStyle): boolean {
  const times = timesOf({ head: head.slice(0, ORDER_ROWS) }, indexes, style);
  const steps = times.slice(1).map((time, at) => Math.sign(time - (times[at] ?? time)));
  return steps.filter((step) => step < 0).length > steps.filter((step) => step > 0).length;
}

function timesOf(
  { head }: Pick<Table, 'head'>,
  indexes: readonly number[],
  style: TimeStyle,
): readonly number[] {
  const reader = new CsvTimeReader(style);
  return head
    .map((row) => Buffer.from(timeText(row, indexes)))
    .map((text) => reader.read(text, 0, text.length))
    .filter((time) => !Number.isNaN(time));
}

function firstTime(table: Table, indexes: readonly number[], style: TimeStyle): string {
  const first = table.head[0];
  const [time] = first === undefined ? [] : timesOf({ head: [first] }, indexes, style);
  return time === undefined || first === undefined ? '' : `: ${timeText(first, indexes)} is ${isoTime(time)}`;
}

/** Reads the times of rows: of one column where it lies, of several joined by a blank. */
export class RowTimes {
  readonly reader: CsvTimeReader;
  readonly #indexes: readonly number[];
  /** The one column of the time; -1 where several are joined. */
  readonly #only: number;
  readonly #joined = Buffer.alloc(256);

  constructor({ timeStyle, timeIndexes }: CsvFile) {
    this.reader = new CsvTimeReader(timeStyle);
    this.#indexes = timeIndexes;
    this.#only = timeIndexes.length === 1 ? (timeIndexes[0] ?? 0) : -1;
  }

  /** Epoch milliseconds; NaN where the row has no time. */
  read(row: RecordScanner): number {
    const index = this.#only;
    if (index >= 0) return this.reader.read(row.bytes, row.starts[index] ?? 0, row.ends[index] ?? 0);
    return this.#indexes.length === 2 ? this.#readPair(row) : this.#readParts(row);
  }

  /** Date and time of day, joined where they lie: most files with several columns. */
  #readPair(row: RecordScanner): number {
    const { bytes } = row;
    let length = 0;
    for (const index of this.#indexes) {
      let from = row.starts[index] ?? 0;
      let to = row.ends[index] ?? 0;
      if (bytes[from] === QUOTE && to - from >= 2) {
        from += 1;
        to -= 1;
      }
      while (from < to && bytes[from] === SPACE) from += 1;
      while (to > from && bytes[to - 1] === SPACE) to -= 1;
      if (length + to - from >= this.#joined.length) return Number.NaN;
      if (length > 0) this.#joined[length++] = SPACE;
      for (let at = from; at < to; at += 1) this.#joined[length++] = bytes[at] ?? 0;
    }
    return this.reader.read(this.#joined, 0, length);
  }

  #readParts(row: RecordScanner): number {
    const text = joinTime(this.#indexes.map((at) => row.text(at).trim()));
    if (text.length > this.#joined.length / MOST_BYTES) return Number.NaN;
    return this.reader.read(this.#joined, 0, this.#joined.write(text));
  }

  /** The time as it stands in the file. */
  text(row: RecordScanner): string {
    return this.#indexes.map((at) => row.text(at)).join(' ');
  }
}
