import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { PlumblineError } from '../../lib/errors.ts';
import { createTranscoder, type Encoding, encodingOf } from './encoding.ts';

export const PIECE_BYTES = 1 << 18;
/** So much of the beginning is looked at before the file is read, and so much of its end. */
const HEAD_BYTES = 1 << 16;
const TAIL_BYTES = 1 << 14;
/** A file of very long rows is looked at until so many have begun. */
const HEAD_LINES = 40;
const MOST_HEAD_BYTES = 1 << 21;
const LF = 10;

/** What is looked at before a file is read as a whole, in UTF-8. */
export interface FileEnds {
  readonly path: string;
  readonly size: number;
  /** When the file was last changed, epoch ms. */
  readonly writtenAt: number;
  readonly encoding: Encoding;
  readonly head: Uint8Array;
  /** True where `head` is the whole file. */
  readonly headIsAll: boolean;
  /** Whole lines of the file's end; empty where `head` reaches them. */
  readonly tail: Uint8Array;
  /** False where the last line has no line break: it may be cut. */
  readonly endsWithLineBreak: boolean;
}

/** Reads both ends of a file. Throws `source_file` when it cannot be read or is empty. */
export async function readFileEnds(path: string, encoding: string, signal: AbortSignal): Promise<FileEnds> {
  return orFileError(path, signal, async () => {
    const handle = await open(path);
    try {
      const { size, mtimeMs: writtenAt } = await handle.stat();
      const first = await readAt(handle, 0, HEAD_BYTES);
      const found = encodingOf(first, encoding);
      const raw = needsMore(first, size) ? await readAt(handle, 0, MOST_HEAD_BYTES) : first;
      const head = createTranscoder(found)(raw.subarray(found.markBytes));
      if (head.length === 0)
        throw fileError(path, 'is empty', 'A CSV file begins with a row of column names.');
      const headIsAll = raw.length >= size;
      // Text of two bytes a letter is taken up at a whole letter.
      const tailFrom = Math.max(raw.length, size - TAIL_BYTES);
      const from = tailFrom - (tailFrom % 2);
      const end = headIsAll ? head : createTranscoder(found)(await readAt(handle, from, TAIL_BYTES + 1));
      const tail = headIsAll ? new Uint8Array(0) : end.subarray(end.indexOf(LF) + 1);
      const endsWithLineBreak = end.at(-1) === LF;
      return { path, size, writtenAt, encoding: found, head, headIsAll, tail, endsWithLineBreak };
    } finally {
      await handle.close();
    }
  });
}

function needsMore(head: Uint8Array, size: number): boolean {
  if (head.length >= size) return false;
  let lines = 0;
  for (const byte of head) if (byte === LF) lines += 1;
  return lines < HEAD_LINES;
}

async function readAt(
  handle: Awaited<ReturnType<typeof open>>,
  from: number,
  length: number,
): Promise<Uint8Array> {
  const buffer = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

/** The whole text in pieces, in UTF-8 and without its byte order mark, from the byte `from` of that text on. */
export async function* pieces(
  path: string,
  encoding: Encoding,
  from: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const transcode = createTranscoder(encoding);
  const asItIs = encoding.label === 'utf-8';
  const start = encoding.markBytes + (asItIs ? from : 0);
  let toSkip = asItIs ? 0 : from;
  try {
    const stream = createReadStream(path, { highWaterMark: PIECE_BYTES, signal, start });
    for await (const piece of stream) {
      if (!(piece instanceof Uint8Array)) continue;
      const text = transcode(piece);
      if (text.length > toSkip) yield text.subarray(toSkip);
      toSkip = Math.max(0, toSkip - text.length);
    }
  } catch (thrown) {
    throw asFileError(path, signal, thrown);
  }
}

async function orFileError<T>(path: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw asFileError(path, signal, thrown);
  }
}

function asFileError(path: string, signal: AbortSignal, thrown: unknown): PlumblineError {
  if (thrown instanceof PlumblineError) return thrown;
  if (signal.aborted) return new PlumblineError('aborted', `reading ${path} was aborted`);
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  const hint = 'Check path: it counts from the folder of the start.';
  return fileError(path, `cannot be read: ${reason}`, hint, thrown);
}

export function fileError(path: string, what: string, hint: string, cause?: unknown): PlumblineError {
  return new PlumblineError('source_file', `${path} ${what}`, { hint, cause });
}

/** A file that can be read in several ways: never in the likelier one. */
export function ambiguous(path: string, what: string, hint: string): PlumblineError {
  return new PlumblineError('source_ambiguous', `${path} ${what}`, { hint });
}
