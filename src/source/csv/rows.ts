import type { RecordScanner } from '../records.ts';
import { seriesName } from '../source.ts';
import { isAnnotated } from './annotated.ts';
import { readFileEnds } from './file.ts';
import { csvLayout, fileStem, type ValueColumn } from './layout.ts';
import { type CsvFile, csvFileOf, RowTimes } from './open.ts';
import { CSV_DEFAULTS, type CsvReadOptions } from './options.ts';
import { RepeatedHour } from './repeated-hour.ts';
import { RowShape, scanRows } from './scan.ts';
import { ValueReader, type WordTable } from './value.ts';

/** One row of a file, readable or not. */
export interface CsvRow {
  /** The time as it stands in the file. */
  readonly timestamp: string;
  /** Epoch milliseconds; NaN when the row cannot be read. */
  readonly time: number;
  /** NaN when the cell is empty or no number. */
  readonly value: number;
}

/** One column of a file, row by row. */
export interface CsvRows {
  readonly series: string;
  /** What the file was taken for. */
  readonly remarks: readonly string[];
  /** Every row that is not empty, in the order of the file, in batches. */
  readonly batches: AsyncIterable<readonly CsvRow[]>;
}

/**
 * Reads one column (left out: the column `value`, else the only one that holds numbers) of a wide file of any length
 * in constant memory, every row of it in its order. Undefined where that can't be: several series, the newest row
 * first, InfluxDB's annotated CSV; `readCsvSeries` reads these. Throws as it does.
 */
export async function openCsvRows(
  path: string,
  options: Partial<CsvReadOptions>,
  column: string | undefined,
  signal: AbortSignal,
): Promise<CsvRows | undefined> {
  const settings = { ...CSV_DEFAULTS, ...options };
  const ends = await readFileEnds(path, settings.encoding, signal);
  if (isAnnotated(ends.head)) return undefined;
  const wanted = (name: string): CsvReadOptions => ({
    ...settings,
    query: { measurement: fileStem(path), fields: [name], where: {}, groupBy: [], aggregate: 'mean' },
  });
  const file = csvFileOf(ends, column === undefined ? settings : wanted(column));
  const { values, tags, field, words, remarks } = csvLayout(file);
  const chosen = values.length === 1 ? values[0] : values.find(({ name }) => name === settings.value);
  if (chosen === undefined || tags.length > 0 || field !== undefined || file.newestFirst) return undefined;
  return {
    series: seriesName(fileStem(path), chosen.name, {}),
    remarks: [...file.remarks, ...remarks],
    batches: batchesOf(file, rowReader(file, chosen, words), signal),
  };
}

async function* batchesOf(
  file: CsvFile,
  read: (row: RecordScanner) => CsvRow,
  signal: AbortSignal,
): AsyncGenerator<readonly CsvRow[]> {
  const shape = new RowShape(file);
  for await (const scanner of scanRows(file, signal)) {
    const batch: CsvRow[] = [];
    while (scanner.next()) {
      if (!shape.isNoRow(scanner)) batch.push(read(scanner));
    }
    if (batch.length > 0) yield batch;
  }
}

function rowReader(file: CsvFile, column: ValueColumn, words: WordTable): (row: RecordScanner) => CsvRow {
  const [times, shape] = [new RowTimes(file), new RowShape(file)];
  const values = new ValueReader(file, words);
  const repeatedHour = new RepeatedHour(file.newestFirst);
  const tally = { words: 0, wordSample: '', nulled: 0 };
  return (row) => {
    if (!shape.isWhole(row)) return { timestamp: row.raw(), time: Number.NaN, value: Number.NaN };
    const first = times.read(row);
    const second = times.reader.secondMs;
    return {
      timestamp: times.text(row),
      time: Number.isNaN(second) ? first : repeatedHour.resolve('', first, second),
      value: values.read(row, column.index, column.unit, tally),
    };
  };
}
