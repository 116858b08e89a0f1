import { RecordScanner } from '../records.ts';
import { type FileEnds, fileError } from './file.ts';
import type { CsvReadOptions } from './options.ts';

/** More columns are a file of another kind. */
const MOST_COLUMNS = 10_000;
const MOST_ROW_BYTES = 1 << 20;
const DELIMITERS = [';', '\t', '|', ','] as const;
/** So many rows tell which delimiter it is. */
const TRIAL_ROWS = 100;
const PROBED_ROWS = 100;
const LF = 10;

/** A row of the sample, above or below the header. */
export interface SampleRow {
  /** Without quotes and the blanks around them. */
  readonly cells: readonly string[];
  readonly raw: string;
  /** Where it begins and ends, in bytes of the text. */
  readonly start: number;
  readonly end: number;
  readonly isComment: boolean;
  readonly afterBlank: boolean;
}

/** Both ends of a file, cut into rows and cells. */
export interface Sample {
  readonly delimiter: string;
  /** What comments begin with; '' where nothing does. */
  readonly comment: string;
  /** Rows from the file's beginning, comments among them, from `skipRows` on. */
  readonly head: readonly SampleRow[];
  readonly tail: readonly SampleRow[];
}

/** Cuts the sample at the configured delimiter, or at the one that cuts most rows alike. */
export function sampleOf(ends: FileEnds, options: CsvReadOptions): Sample {
  const declared = /^sep=(.)\r?\n/i.exec(Buffer.from(ends.head.subarray(0, 8)).toString())?.[1];
  const skipped = declared === undefined ? 0 : ends.head.indexOf(LF) + 1;
  const from = offsetOfLine(ends.head, skipped, options.skipRows, ends.path);
  const comment = commentOf(ends.head, from, options.comment);
  const cut = (delimiter: string): Sample => ({
    delimiter,
    comment,
    head: rowsOf(ends, ends.head, from, ends.headIsAll, delimiter, comment),
    tail: rowsOf(ends, ends.tail, 0, true, delimiter, comment),
  });
  const trial = (delimiter: string): readonly SampleRow[] =>
    rowsOf(ends, ends.head, from, ends.headIsAll, delimiter, comment, TRIAL_ROWS);
  const wanted = options.delimiter === 'auto' ? declared : options.delimiter;
  if (wanted !== undefined) return cut(wanted);
  const trials = DELIMITERS.map((delimiter) => ({ delimiter, score: evenness(trial(delimiter)) }));
  return cut(trials.reduce((best, next) => (next.score > best.score ? next : best)).delimiter);
}

/** Where the line after the first `lines` begins. Lines, not rows: a title may hold one quote. */
function offsetOfLine(head: Uint8Array, from: number, lines: number, path: string): number {
  let at = from;
  for (let line = 0; line < lines; line += 1) {
    const lineBreak = head.indexOf(LF, at);
    if (lineBreak < 0) throw fileError(path, `has no more than ${line} lines to skip`, 'Check skipRows.');
    at = lineBreak + 1;
  }
  return at;
}

function commentOf(head: Uint8Array, from: number, configured: string): string {
  if (configured !== 'auto') return configured;
  const text = Buffer.from(head.subarray(from, from + 4096)).toString();
  return text.startsWith('#') || text.includes('\n#') ? '#' : '';
}

function rowsOf(
  { path }: FileEnds,
  bytes: Uint8Array,
  from: number,
  isWhole: boolean,
  delimiter: string,
  comment: string,
  most = Number.POSITIVE_INFINITY,
): readonly SampleRow[] {
  const scanner = new RecordScanner(delimiter);
  scanner.push(bytes.subarray(from));
  if (isWhole) scanner.finish();
  const rows: SampleRow[] = [];
  let afterBlank = false;
  while (rows.length < most && scanner.next()) {
    if (scanner.end - scanner.start > MOST_ROW_BYTES) {
      throw fileError(path, 'has a line of more than 1 MiB', 'Check that it is a CSV file, and its quotes.');
    }
    const blank = scanner.end === scanner.start;
    if (!blank) rows.push(rowOf(path, scanner, from, comment, afterBlank));
    afterBlank = blank;
  }
  if (rows.length === 0 && bytes.length - from > MOST_ROW_BYTES) {
    throw fileError(path, 'has a line of more than 1 MiB', 'Check that it is a CSV file, and its quotes.');
  }
  return rows;
}

function rowOf(
  path: string,
  row: RecordScanner,
  from: number,
  comment: string,
  afterBlank: boolean,
): SampleRow {
  if (row.fieldCount > MOST_COLUMNS) {
    throw fileError(
      path,
      `has a row of ${row.fieldCount} cells, more than ${MOST_COLUMNS}`,
      'Split it into several files.',
    );
  }
  const raw = row.raw();
  const cells = row.malformed
    ? [raw]
    : Array.from({ length: row.fieldCount }, (_, at) => row.text(at).trim());
  const isComment = comment !== '' && raw.startsWith(comment);
  return { cells, raw, start: from + row.start, end: from + row.position, isComment, afterBlank };
}

/** The share of the rows that have as many cells as most have; 0 where most have one. */
function evenness(head: readonly SampleRow[]): number {
  const rows = head.filter(({ isComment }) => !isComment);
  const width = usualWidth(rows);
  if (width < 2) return 0;
  const even = rows.filter(({ cells }) => cells.length === width).length;
  // The first row is that of the names as a rule: one that is cut, too, is worth more than many others.
  const nameRow = rows
    .slice(0, 10)
    .some(({ cells }) => cells.length > 1 && isOfWidth(cells, width) && !cells.some(hasDigit));
  return even / rows.length + (nameRow ? 1 : 0);
}

function isOfWidth(cells: readonly string[], width: number): boolean {
  return cells.length >= width / 2 && cells.length <= width + 1;
}

function hasDigit(cell: string): boolean {
  return /^[-+]?\d/.test(cell);
}

/** How many cells most rows have. */
export function usualWidth(rows: readonly SampleRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/** Enough rows of both ends to tell what a column holds. */
export function probe({
  head,
  tail,
}: {
  readonly head: readonly SampleRow[];
  readonly tail: readonly SampleRow[];
}): readonly SampleRow[] {
  return [
    ...head.slice(0, PROBED_ROWS),
    ...head.slice(PROBED_ROWS).slice(-PROBED_ROWS),
    ...tail.slice(-PROBED_ROWS),
  ];
}
