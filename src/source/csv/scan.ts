import { decode, RecordScanner } from '../records.ts';
import { pieces } from './file.ts';
import type { CsvFile } from './open.ts';

/** A file that was changed so lately may still be written to: its last line is waited for. */
const SETTLED_MS = 10_000;

/**
 * The rows of data: yields one scanner again and again, each time with a further piece of the file to drain by
 * `nextRow`. Memory is bounded by the piece and the longest row, whatever the file's size.
 */
export async function* scanRows(file: CsvFile, signal: AbortSignal): AsyncGenerator<RecordScanner> {
  const { path, ends, table, delimiter } = file;
  const scanner = new RecordScanner(delimiter);
  for await (const piece of pieces(path, ends.encoding, table.dataStart, signal)) {
    scanner.push(piece);
    yield scanner;
  }
  if (isStillWritten(file)) return;
  scanner.finish();
  yield scanner;
}

/** True where the last line is not to be read yet. */
export function isStillWritten({ ends, options }: CsvFile): boolean {
  return !ends.endsWithLineBreak && options.now !== undefined && options.now - ends.writtenAt < SETTLED_MS;
}

/** What is to be known of rows to tell whether their cells stand in their columns. */
export class RowShape {
  readonly #width: number;
  readonly #comment: number | undefined;
  readonly #commentText: string;
  readonly #timeIndex: number;
  readonly #headerTime: string;
  /** Length of the shortest last cell of the sample: a last line without a line break that is shorter was cut. */
  readonly #shortestEnd: number;

  constructor({ table, ends, comment, timeIndexes }: CsvFile) {
    this.#width = table.columns.length;
    this.#commentText = comment;
    this.#comment = comment === '' ? undefined : comment.charCodeAt(0);
    this.#timeIndex = timeIndexes[0] ?? 0;
    this.#headerTime = table.columns[this.#timeIndex] ?? '';
    const finished = ends.headIsAll && !ends.endsWithLineBreak ? table.head.slice(0, -1) : table.head;
    this.#shortestEnd =
      finished.length === 0
        ? 0
        : finished.reduce(
            (least, { cells }) => Math.min(least, cells.at(-1)?.length ?? 0),
            Number.POSITIVE_INFINITY,
          );
  }

  /** True for an empty line, a comment, and a header that comes once more. */
  isNoRow(row: RecordScanner): boolean {
    if (row.end === row.start) return true;
    if (this.#comment !== undefined && row.bytes[row.start] === this.#comment) {
      return (
        decode(row.bytes, row.start, Math.min(row.end, row.start + this.#commentText.length)) ===
        this.#commentText
      );
    }
    return false;
  }

  isHeader(row: RecordScanner): boolean {
    return this.#headerTime !== '' && row.text(this.#timeIndex).trim() === this.#headerTime;
  }

  /** True where each cell has its column: what stands beyond the last column is empty, and the line was not cut. */
  isWhole(row: RecordScanner): boolean {
    if (row.malformed || row.fieldCount < this.#width) return false;
    if (row.fieldCount === this.#width && row.terminated) return true;
    for (let at = this.#width; at < row.fieldCount; at += 1) {
      if (row.text(at).trim() !== '') return false;
    }
    return row.terminated || row.text(row.fieldCount - 1).length >= this.#shortestEnd;
  }
}
