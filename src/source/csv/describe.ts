import { RecordScanner } from '../records.ts';
import { isAnnotated, readAnnotatedFile } from './annotated.ts';
import { fileError, readFileEnds } from './file.ts';
import { type CsvLayout, csvLayout } from './layout.ts';
import { type CsvFile, csvFileOf, RowTimes } from './open.ts';
import { CSV_DEFAULTS, type CsvReadOptions } from './options.ts';
import { RowShape } from './scan.ts';
import { ValueReader } from './value.ts';

/** What a file looks like to whoever reads it with these settings. */
export interface CsvDescription {
  readonly columns: readonly string[];
  /** What the file was taken for. */
  readonly remarks: readonly string[];
  /** The first row as it will be read; null where the file has none yet. */
  readonly firstRow: CsvFirstRow | null;
}

export interface CsvFirstRow {
  /** Epoch milliseconds. */
  readonly time: number;
  /** By the name of the column, or in the long layout of the field; NaN for none. */
  readonly values: Readonly<Record<string, number>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** Opens a file as a reading of it would, and reads its first row. Throws as `readCsvSeries` does. */
export async function describeCsv(
  path: string,
  options: Partial<CsvReadOptions>,
  signal: AbortSignal,
): Promise<CsvDescription> {
  const settings = { ...CSV_DEFAULTS, ...options };
  const ends = await readFileEnds(path, settings.encoding, signal);
  if (isAnnotated(ends.head)) return describeAnnotated(path, await readAnnotatedFile(ends, settings, signal));
  const file = csvFileOf(ends, settings);
  const layout = csvLayout(file);
  const isEmpty = file.table.head.length === 0;
  return {
    columns: file.table.columns,
    remarks: [...file.remarks, ...layout.remarks],
    firstRow: isEmpty ? null : firstRowOf(file, layout),
  };
}

function describeAnnotated(
  path: string,
  series: Awaited<ReturnType<typeof readAnnotatedFile>>,
): CsvDescription {
  const [first] = series;
  const time = first?.times[0];
  if (first === undefined || time === undefined)
    throw fileError(path, 'holds no series', 'Check the query that it was exported with.');
  return {
    columns: series.map((one) => one.series),
    remarks: first.notes.remarks ?? [],
    firstRow: { time, values: { [first.series]: first.values[0] ?? Number.NaN }, tags: {} },
  };
}

function firstRowOf(file: CsvFile, layout: CsvLayout): CsvFirstRow {
  const scanner = new RecordScanner(file.delimiter);
  scanner.push(file.ends.head.subarray(file.table.dataStart));
  scanner.finish();
  const [times, shape] = [new RowTimes(file), new RowShape(file)];
  const values = new ValueReader(file, layout.words);
  while (scanner.next()) {
    if (shape.isNoRow(scanner) || !shape.isWhole(scanner)) continue;
    const time = times.read(scanner);
    if (Number.isNaN(time)) continue;
    const { field } = layout;
    const read = layout.values.map(({ name, index, unit }) => {
      const value = values.read(scanner, index, unit, { words: 0, wordSample: '', nulled: 0 });
      return [field === undefined ? name : scanner.text(field.index), value] as const;
    });
    const tags = layout.tags.map(({ name, index }) => [name, scanner.text(index)] as const);
    return { time, values: Object.fromEntries(read), tags: Object.fromEntries(tags) };
  }
  const first = file.table.head[0]?.raw ?? '';
  throw fileError(
    file.path,
    `has no row that can be read; the first is: ${first}`,
    'Check timestamp, timeFormat and delimiter.',
  );
}
