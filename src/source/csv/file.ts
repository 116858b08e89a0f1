import { createReadStream } from 'node:fs';
import { PlumblineError } from '../../lib/errors.ts';
import { RecordScanner } from '../records.ts';

export const PIECE_BYTES = 1 << 18;
const DELIMITERS = [',', ';', '\t'] as const;

/** The first lines of a CSV file. */
export interface CsvHeader {
  readonly path: string;
  readonly delimiter: string;
  /** Names of the columns; '' for one that the header does not name. */
  readonly columns: readonly string[];
  /** Cells of the first row below the header, which tell what kinds of columns there are. */
  readonly firstRow: readonly string[];
}

/** Reads the header of a CSV file. Throws `source_file` when there is none. */
export async function readCsvHeader(
  path: string,
  delimiter: 'auto' | (typeof DELIMITERS)[number],
  signal: AbortSignal,
): Promise<CsvHeader> {
  for await (const piece of pieces(path, signal)) {
    const separator = delimiter === 'auto' ? sniffDelimiter(piece) : delimiter;
    const scanner = new RecordScanner(separator);
    scanner.push(piece);
    scanner.finish();
    const columns = nextRow(scanner);
    const firstRow = nextRow(scanner);
    // R's write.csv numbers the rows and gives that column no name.
    const named = firstRow.length === columns.length + 1 ? ['', ...columns] : columns;
    if (columns.length > 0) return { path, delimiter: separator, columns: named, firstRow };
  }
  throw fileError(path, 'is empty', 'A CSV file begins with a row of column names.');
}

/**
 * The rows below the header: yields one scanner again and again, each time with a further piece of the file to
 * drain by `next()`. Memory is bounded by the piece and the longest row, whatever the file's size.
 */
export async function* scanCsvRows(header: CsvHeader, signal: AbortSignal): AsyncGenerator<RecordScanner> {
  const scanner = new RecordScanner(header.delimiter);
  let headerSkipped = false;
  for await (const piece of pieces(header.path, signal)) {
    scanner.push(piece);
    headerSkipped ||= nextRow(scanner).length > 0;
    if (headerSkipped) yield scanner;
  }
  scanner.finish();
  headerSkipped ||= nextRow(scanner).length > 0;
  yield scanner;
}

/** The file in pieces, without its byte order mark. */
async function* pieces(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  let first = true;
  try {
    const stream = createReadStream(path, { highWaterMark: PIECE_BYTES, signal });
    for await (const piece of stream) {
      if (!(piece instanceof Uint8Array)) continue;
      yield first ? withoutByteOrderMark(path, piece) : piece;
      first = false;
    }
  } catch (thrown) {
    if (thrown instanceof PlumblineError) throw thrown;
    if (signal.aborted) throw new PlumblineError('aborted', `reading ${path} was aborted`);
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw fileError(
      path,
      `cannot be read: ${reason}`,
      'Check path: it counts from the folder of the start.',
      thrown,
    );
  }
}

function withoutByteOrderMark(path: string, piece: Uint8Array): Uint8Array {
  if (piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf) return piece.subarray(3);
  const utf16 = (piece[0] === 0xff && piece[1] === 0xfe) || (piece[0] === 0xfe && piece[1] === 0xff);
  if (utf16) throw fileError(path, 'is encoded as UTF-16', 'Save it as UTF-8.');
  return piece;
}

/** The delimiter that cuts the first line most often; a quoted one does not count. */
function sniffDelimiter(piece: Uint8Array): string {
  const count = (delimiter: string): number => {
    const scanner = new RecordScanner(delimiter);
    scanner.push(piece);
    scanner.finish();
    return nextRow(scanner).length;
  };
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** The cells of the next row that is not empty; none at the end. */
function nextRow(scanner: RecordScanner): string[] {
  while (scanner.next()) {
    if (scanner.end === scanner.start) continue;
    return Array.from({ length: scanner.fieldCount }, (_, at) => scanner.text(at).trim());
  }
  return [];
}

export function fileError(path: string, what: string, hint: string, cause?: unknown): PlumblineError {
  return new PlumblineError('source_file', `${path} ${what}`, { hint, cause });
}
