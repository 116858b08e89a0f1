import { median } from '../aggregate.ts';
import { isAnnotated, readAnnotatedFile } from './annotated.ts';
import { fileError, readFileEnds } from './file.ts';
import { csvFileOf, RowTimes } from './open.ts';
import type { CsvReadOptions } from './options.ts';
import { RowShape, scanRows } from './scan.ts';

/** So many steps from row to row are enough to know the usual one. */
const MAX_STEPS = 10_000;

/** What a replay must know of a file: its oldest and newest time and the usual step between rows, all in ms. */
export interface CsvExtent {
  readonly first: number;
  readonly last: number;
  readonly interval: number;
}

/** Reads the times of the whole file once, as a stream. Throws `source_file` when it has none. */
export async function readCsvExtent(
  path: string,
  options: CsvReadOptions,
  signal: AbortSignal,
): Promise<CsvExtent> {
  const steps: number[] = [];
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let previous = Number.NaN;
  for await (const time of timesOf(path, options, signal)) {
    first = Math.min(first, time);
    last = Math.max(last, time);
    const step = Math.abs(time - previous);
    if (step > 0 && steps.length < MAX_STEPS) steps.push(step);
    previous = time;
  }
  if (first > last) {
    throw fileError(path, 'has no row with a time', 'Check timestamp, timeFormat and delimiter.');
  }
  // A file of one row repeats once a minute.
  return { first, last, interval: steps.length > 0 ? Math.max(1, Math.round(median(steps))) : 60_000 };
}

async function* timesOf(path: string, options: CsvReadOptions, signal: AbortSignal): AsyncGenerator<number> {
  const ends = await readFileEnds(path, options.encoding, signal);
  if (isAnnotated(ends.head)) {
    const { query: _query, window: _window, ...rest } = options;
    for (const { times } of await readAnnotatedFile(ends, rest, signal)) yield* times;
    return;
  }
  const file = csvFileOf(ends, options);
  const [times, shape] = [new RowTimes(file), new RowShape(file)];
  for await (const row of scanRows(file, signal)) {
    while (row.next()) {
      if (shape.isNoRow(row) || !shape.isWhole(row)) continue;
      const time = times.read(row);
      if (!Number.isNaN(time)) yield time;
    }
  }
}
