import type { RecordScanner } from '../records.ts';
import { seriesName } from '../source.ts';
import { readCsvHeader, scanCsvRows } from './file.ts';
import { CSV_DEFAULTS, type CsvReadOptions, columnIndex, csvLayout, fileStem } from './layout.ts';
import { CsvTimeReader, RepeatedHour } from './time.ts';
import { readCsvValue } from './value.ts';

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
  /** Every row that is not empty, in the order of the file, in batches. */
  readonly batches: AsyncIterable<readonly CsvRow[]>;
}

/**
 * Reads one column (left out: the column `value`, else the first that holds numbers) of a wide file of any length
 * in constant memory, every row of it in its order. Throws as `readCsvSeries` does.
 */
export async function openCsvRows(
  path: string,
  options: Partial<CsvReadOptions>,
  column: string | undefined,
  signal: AbortSignal,
): Promise<CsvRows> {
  const settings: CsvReadOptions = { ...CSV_DEFAULTS, ...options, layout: 'wide' };
  const header = await readCsvHeader(path, settings.delimiter, signal);
  const { time, columns, values } = csvLayout(header, settings);
  const names = values.map(({ name }) => name);
  const name = column ?? (names.includes(settings.value) ? settings.value : (names[0] ?? settings.value));
  const valueIndex = columnIndex(header, name, 'value');
  const series = seriesName(fileStem(path), name, {});

  const read = rowReader(settings, time.index, valueIndex, columns.length, header.delimiter !== ',');

  async function* batches(): AsyncGenerator<readonly CsvRow[]> {
    for await (const scanner of scanCsvRows(header, signal)) {
      const batch: CsvRow[] = [];
      while (scanner.next()) {
        if (scanner.end > scanner.start) batch.push(read(scanner));
      }
      if (batch.length > 0) yield batch;
    }
  }
  return { series, batches: batches() };
}

function rowReader(
  options: CsvReadOptions,
  timeIndex: number,
  valueIndex: number,
  fieldCount: number,
  decimalComma: boolean,
): (row: RecordScanner) => CsvRow {
  const reader = new CsvTimeReader(options.timeFormat, options.timezone);
  const repeatedHour = new RepeatedHour();
  return (row) => {
    if (row.malformed || row.fieldCount !== fieldCount) {
      return { timestamp: row.raw(), time: Number.NaN, value: Number.NaN };
    }
    const first = reader.read(row.bytes, row.starts[timeIndex] ?? 0, row.ends[timeIndex] ?? 0);
    const second = reader.secondMs;
    return {
      timestamp: row.text(timeIndex),
      time: Number.isNaN(second) ? first : repeatedHour.resolve('', first, second),
      value: readCsvValue(row, valueIndex, decimalComma) ?? Number.NaN,
    };
  };
}
