const LF = 10;
const CR = 13;
const QUOTE = 34;

/** Longest record that is waited for; a quote left open is given up after this many bytes. */
const MAX_RECORD_BYTES = 1 << 20;

/**
 * Cuts delimited text (RFC 4180: `"` quotes, `""` inside them, LF or CR LF) into records and fields while it
 * arrives, without making strings: a field is a range of `bytes`, read where it lies. Annotated CSV from the
 * network and CSV files of gigabytes go through the same scanner.
 *
 * After `next()` returned true the record is `bytes[start, end)`, and field i is `bytes[starts[i], ends[i])`,
 * quotes included. The ranges hold until the next `push`.
 */
export class RecordScanner {
  bytes: Uint8Array = new Uint8Array(0);
  /** Where the next record begins. Whoever reads a record by itself moves it to the record's end. */
  position = 0;
  start = 0;
  end = 0;
  fieldCount = 0;
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** True when the record breaks the rules of quoting; it then ends at its first line break. */
  malformed = false;
  /** False when the text ended before the record's line break. */
  terminated = true;

  readonly #delimiter: number;
  /** Kept from piece to piece: a new one for each would keep the garbage collector busier than all the rest. */
  #buffer = new Uint8Array(1 << 17);
  #final = false;
  /** True while the text so far ends inside quotes. */
  #open = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** Adds the next piece of the text: a copy of it, behind what is left of the last one. */
  push(chunk: Uint8Array): void {
    const rest = this.bytes.subarray(this.position);
    const length = rest.length + chunk.length;
    if (length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#buffer.length));
      larger.set(rest);
      this.#buffer = larger;
    } else {
      this.#buffer.set(rest);
    }
    this.#buffer.set(chunk, rest.length);
    this.bytes = this.#buffer.subarray(0, length);
    this.position = 0;
  }

  /** Says that no more text comes: what lies behind the last line break is a record too. */
  finish(): void {
    this.#final = true;
  }

  /** Moves to the next record; false when the text so far holds no further whole one. */
  next(): boolean {
    if (this.position >= this.bytes.length) return false;
    this.#scanFields();
    if (!this.terminated) {
      const tooLong = this.bytes.length - this.start > MAX_RECORD_BYTES;
      if (!this.#final && !tooLong) return false;
      if (this.#open || tooLong) this.malformed = true;
    }
    if (this.malformed) this.#cutAtLineBreak();
    this.position = this.terminated ? this.end + 1 : this.bytes.length;
    this.#dropCarriageReturn();
    return true;
  }

  /** Field i as text, without its quotes. */
  text(index: number): string {
    const from = this.starts[index] ?? 0;
    const to = this.ends[index] ?? from;
    if (this.bytes[from] !== QUOTE) return decode(this.bytes, from, to);
    return decode(this.bytes, from + 1, to - 1).replaceAll('""', '"');
  }

  /** The whole record as it stands in the text. */
  raw(): string {
    return decode(this.bytes, this.start, this.end);
  }

  /** A quote that is never closed swallows what follows: one line is given up, not the rest of the text. */
  #cutAtLineBreak(): void {
    const lineBreak = this.bytes.indexOf(LF, this.start);
    this.end = lineBreak < 0 ? this.bytes.length : lineBreak;
    this.terminated = lineBreak >= 0;
  }

  #dropCarriageReturn(): void {
    if (this.end === this.start || this.bytes[this.end - 1] !== CR) return;
    this.end -= 1;
    const last = this.fieldCount - 1;
    if ((this.ends[last] ?? 0) > this.end) this.ends[last] = this.end;
  }

  /** Fills the ranges of the record at `position`; `terminated` says whether its line break was found. */
  #scanFields(): void {
    const { bytes } = this;
    const limit = bytes.length;
    const delimiter = this.#delimiter;
    let at = this.position;
    this.start = at;
    this.fieldCount = 0;
    this.malformed = false;
    this.#open = false;
    for (;;) {
      const from = at;
      if (bytes[at] === QUOTE) at = this.#skipQuoted(at);
      while (at < limit) {
        const byte = bytes[at];
        if (byte === delimiter || byte === LF) break;
        at += 1;
      }
      this.#addField(from, at);
      if (at >= limit || bytes[at] === LF) break;
      at += 1;
    }
    this.end = at;
    this.terminated = at < limit;
  }

  /** The place behind the closing quote of the field that opens at `from`. */
  #skipQuoted(from: number): number {
    const { bytes } = this;
    let at = from + 1;
    for (;;) {
      const quote = bytes.indexOf(QUOTE, at);
      if (quote < 0) {
        this.#open = true;
        return bytes.length;
      }
      if (bytes[quote + 1] !== QUOTE) {
        const after = bytes[quote + 1];
        const ends = after === undefined || after === this.#delimiter || after === LF || after === CR;
        if (!ends) this.malformed = true;
        return quote + 1;
      }
      at = quote + 2;
    }
  }

  #addField(from: number, to: number): void {
    if (this.fieldCount === this.starts.length) {
      this.starts = doubled(this.starts);
      this.ends = doubled(this.ends);
    }
    this.starts[this.fieldCount] = from;
    this.ends[this.fieldCount] = to;
    this.fieldCount += 1;
  }
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** UTF-8 bytes `[from, to)` as text. */
export function decode(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');
}
