import type { CsvConfig } from '../../config/schema.ts';
import { median } from '../aggregate.ts';
import { fileError, readCsvHeader, scanCsvRows } from './file.ts';
import { csvLayout } from './layout.ts';
import { CsvTimeReader } from './time.ts';

/** So many steps from row to row are enough to know the usual one. */
const MAX_STEPS = 10_000;

/** What a replay must know of a file: its oldest and newest time and the usual step between rows, all in ms. */
export interface CsvExtent {
  readonly first: number;
  readonly last: number;
  readonly interval: number;
}

/** Reads the times of the whole file once, as a stream. Throws `source_file` when it has none. */
export async function readCsvExtent(config: CsvConfig, signal: AbortSignal): Promise<CsvExtent> {
  const header = await readCsvHeader(config.path, config.delimiter, signal);
  const { time: column, columns } = csvLayout(header, config);
  const reader = new CsvTimeReader(config.timeFormat, config.timezone);
  const steps: number[] = [];
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let previous = Number.NaN;
  for await (const row of scanCsvRows(header, signal)) {
    while (row.next()) {
      if (row.malformed || row.fieldCount !== columns.length) continue;
      const time = reader.read(row.bytes, row.starts[column.index] ?? 0, row.ends[column.index] ?? 0);
      if (Number.isNaN(time)) continue;
      first = Math.min(first, time);
      last = Math.max(last, time);
      if (time > previous && steps.length < MAX_STEPS) steps.push(time - previous);
      previous = time;
    }
  }
  if (first > last) {
    throw fileError(config.path, 'has no row with a time', 'Check timestamp, timeFormat and delimiter.');
  }
  // A file of one row repeats once a minute.
  return { first, last, interval: steps.length > 0 ? Math.max(1, Math.round(median(steps))) : 60_000 };
}
