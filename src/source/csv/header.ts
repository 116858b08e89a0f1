import { align, misfit } from './align.ts';
import { ambiguous, fileError } from './file.ts';
import { looksNumeric } from './number.ts';
import type { CsvReadOptions } from './options.ts';
import { hasNumber, isData, isTime, type Profile, profileOf } from './profile.ts';
import { quote } from './quote.ts';
import { type Sample, type SampleRow, usualWidth } from './sample.ts';
import { isTimeName } from './time/names.ts';
import { isUnitsRow } from './units-row.ts';

/** The columns of a file and where its rows begin. */
export interface Table {
  /** As many as a row has cells; '' for one that the header does not name. */
  readonly columns: readonly string[];
  /** Byte of the text at which the first row of data begins. */
  readonly dataStart: number;
  /** The header's cells as they stand in the file: a row that repeats them is no row of data. */
  readonly header: readonly string[];
  /** What stands between header and data: units, further names. */
  readonly below: readonly SampleRow[];
  /** Rows of data of the file's beginning and of its end. */
  readonly head: readonly SampleRow[];
  readonly tail: readonly SampleRow[];
  readonly remarks: readonly string[];
}

/** Finds header and data. Throws `source_file` or `source_ambiguous` where they can't be told for sure. */
export function tableOf(path: string, sample: Sample, options: CsvReadOptions): Table {
  const rows = sample.head.filter(({ isComment }) => !isComment);
  const [first] = rows;
  if (first === undefined) throw fileError(path, 'is empty', 'A CSV file begins with a row of column names.');
  const width = filledWidth(rows, usualWidth(rows));
  if (width < 2) throw oneCell(path, rows, sample.delimiter);
  const profile = profileOf(rows, width);
  const dataAt = rows.findIndex((row) => isData(row, profile));
  const body = rows.slice(dataAt < 0 ? 1 : dataAt).filter(({ cells }) => cells.length >= width);
  if (options.columns.length > 0)
    return namedBySettings(path, rows, Math.max(0, dataAt), body, sample, options);

  const header = headerOf(path, sample, rows, dataAt, width, profile, options);
  const at = rows.indexOf(header);
  const after = rows.slice(at + 1);
  const start = after.findIndex((row) => isData(row, profile) || hasNumber(row, profile));
  const columns = align(path, header, body, width, profile, options);
  const below = at < 0 ? [] : after.slice(0, Math.max(0, start));
  const data = at < 0 ? rows.slice(dataAt) : after.slice(Math.max(0, start));
  const above = rows.slice(0, Math.max(0, at));
  return {
    columns,
    dataStart: data[0]?.start ?? header.end,
    header: header.cells,
    below,
    head: data.filter(({ cells }) => cells.length >= width),
    tail: sample.tail.filter(({ cells, isComment }) => cells.length >= width && !isComment),
    remarks: [
      ...(above.length === 0 ? [] : [`${above.length} lines above the header: ${quote(above[0])}`]),
      ...(below.length === 0
        ? []
        : [`${below.length} lines below the header that are no readings: ${quote(below[0])}`]),
    ],
  };
}

/** The usual width without the columns behind that are empty in every row, but for one: a delimiter at the end. */
function filledWidth(rows: readonly SampleRow[], width: number): number {
  const whole = rows.filter(({ cells }) => cells.length === width);
  const isEmpty = (at: number): boolean => whole.every(({ cells }) => cells[at] === '');
  let filled = width;
  while (filled > 2 && isEmpty(filled - 1) && isEmpty(filled - 2)) filled -= 1;
  return filled;
}

function headerOf(
  path: string,
  sample: Sample,
  rows: readonly SampleRow[],
  dataAt: number,
  width: number,
  profile: Profile,
  { skipRows }: CsvReadOptions,
): SampleRow {
  const [first] = rows;
  if (first !== undefined && (skipRows > 0 || dataAt < 0)) {
    if (dataAt === 0) throw headerless(path, first);
    return first;
  }
  const block: SampleRow[] = [];
  for (let at = dataAt - 1; at >= 0; at -= 1) {
    const row = rows[at];
    if (row === undefined || Math.abs(namesIn(row) - width) > 1) break;
    block.unshift(row);
    if (rows[at + 1]?.afterBlank === true && block.length === 1) continue;
    if (row.afterBlank) break;
  }
  if (block.length === 0) {
    const above = rows[dataAt - 1];
    if (above !== undefined && above.cells.length > 2 && !above.cells.some(looksNumeric))
      throw misfit(path, above.cells, rows[dataAt], width);
    return commentHeader(path, sample, rows[dataAt], width, first);
  }
  return choose(path, block, profile);
}

function namesIn({ cells }: SampleRow): number {
  return cells.length;
}

/** Of several lines above the data one has the names: units stand below it, titles above. */
function choose(path: string, block: readonly SampleRow[], profile: Profile): SampleRow {
  let left = [...block];
  while (left.length > 1 && isUnitsRow(left.at(-1)?.cells ?? [])) left.pop();
  if (left.length > 1) {
    const most = Math.max(...left.map(filled));
    left = left.filter((row) => filled(row) > most / 2);
  }
  const timed = left.filter(({ cells }) =>
    [...profile.times].some((at) => isTimeName(cells[at] ?? '') || isTimeName(cells[at - 1] ?? '')),
  );
  const [header, other] = timed.length === 1 ? timed : left;
  if (header === undefined || other !== undefined) {
    throw ambiguous(
      path,
      `has several lines that may hold the names of its columns: ${quote(left[0])} and ${quote(left[1])}`,
      'Set skipRows to the number of lines above the names, or name the columns with columns.',
    );
  }
  return header;
}

function filled({ cells }: SampleRow): number {
  return new Set(cells.filter((cell) => cell !== '')).size;
}

/** Some programs write the names into the last comment. */
function commentHeader(
  path: string,
  { head, comment, delimiter }: Sample,
  data: SampleRow | undefined,
  width: number,
  first: SampleRow | undefined,
): SampleRow {
  const above = head.filter((row) => row.isComment && row.start < (data?.start ?? 0)).at(-1);
  if (above !== undefined) {
    const cells = above.raw
      .slice(comment.length)
      .split(delimiter)
      .map((cell) => cell.trim().replace(/^"|"$/g, ''));
    if (Math.abs(cells.length - width) <= 1 && !cells.some((cell) => isTime(cell) || looksNumeric(cell))) {
      return { ...above, cells };
    }
  }
  throw headerless(path, data ?? first);
}

function headerless(path: string, row: SampleRow | undefined): ReturnType<typeof fileError> {
  return fileError(
    path,
    `has no header: it begins with ${quote(row)}`,
    `Name its ${row?.cells.length ?? 0} columns with columns, such as columns: [time, temperature].`,
  );
}

function namedBySettings(
  path: string,
  rows: readonly SampleRow[],
  dataAt: number,
  body: readonly SampleRow[],
  sample: Sample,
  { columns }: CsvReadOptions,
): Table {
  const data = rows.slice(dataAt);
  const misfit = body.find(
    ({ cells }) => cells.length < columns.length || cells.slice(columns.length).some((cell) => cell !== ''),
  );
  if (misfit !== undefined) {
    const found = `has rows of ${misfit.cells.length} cells where columns has ${columns.length} names: ${quote(misfit)}`;
    throw fileError(path, found, 'Give columns a name for every cell, "" for one without a name.');
  }
  const above = rows.slice(0, dataAt);
  return {
    columns,
    dataStart: data[0]?.start ?? 0,
    header: above.at(-1)?.cells ?? [],
    below: [],
    head: data.filter(({ cells }) => cells.length >= columns.length),
    tail: sample.tail.filter(({ cells, isComment }) => cells.length >= columns.length && !isComment),
    remarks:
      above.length === 0
        ? []
        : [`${above.length} lines above the data, of which columns takes the place: ${quote(above.at(-1))}`],
  };
}

function oneCell(path: string, rows: readonly SampleRow[], delimiter: string): ReturnType<typeof fileError> {
  const shown = JSON.stringify(delimiter);
  return fileError(
    path,
    `has one cell a row when it is cut at ${shown}: ${quote(rows[0])}`,
    'Set delimiter to what stands between its columns.',
  );
}
