const LF = 10;
const CR = 13;
/** How a file is found to be written where its first bytes tell: UTF-16 has a zero in every other byte of Latin text. */
const UTF16_SHARE = 0.3;

/** The encoding of a file, and how many bytes of mark stand before its text. */
export interface Encoding {
  /** A label that `TextDecoder` knows, in lower case. */
  readonly label: string;
  readonly markBytes: number;
  /** True where lines end with a carriage return alone. */
  readonly crOnly: boolean;
}

/** Finds the encoding by the file's first bytes; `configured` wins over all but the mark that it agrees with. */
export function encodingOf(head: Uint8Array, configured: string): Encoding {
  const [label, markBytes] = labelOf(head, configured === 'auto' ? undefined : configured.toLowerCase());
  const text = decodeAll(head.subarray(markBytes), label);
  return { label, markBytes, crOnly: text.includes(CR) && !text.includes(LF) };
}

function labelOf(head: Uint8Array, configured: string | undefined): readonly [string, number] {
  const marked = byteOrderMark(head);
  if (marked !== undefined && (configured === undefined || configured.startsWith(marked[0].slice(0, 6))))
    return marked;
  if (configured !== undefined) return [configured, 0];
  const guessed = unmarkedUtf16(head);
  if (guessed !== undefined) return [guessed, 0];
  return [isUtf8(head) ? 'utf-8' : 'windows-1252', 0];
}

function byteOrderMark(head: Uint8Array): readonly [string, number] | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return ['utf-8', 3];
  if (head[0] === 0xff && head[1] === 0xfe) return ['utf-16le', 2];
  return head[0] === 0xfe && head[1] === 0xff ? ['utf-16be', 2] : undefined;
}

function unmarkedUtf16(head: Uint8Array): string | undefined {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < head.length; at += 1) {
    if (head[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const least = head.length * UTF16_SHARE;
  if (odd > least && even < odd / 10) return 'utf-16le';
  return even > least && odd < even / 10 ? 'utf-16be' : undefined;
}

/** The last character may be cut. */
function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function decodeAll(bytes: Uint8Array, label: string): Uint8Array {
  return label === 'utf-8' ? bytes : Buffer.from(new TextDecoder(label).decode(bytes));
}

/** Makes UTF-8 with line feeds of what arrives in that encoding, a piece at a time. */
export function createTranscoder({ label, crOnly }: Encoding): (piece: Uint8Array) => Uint8Array {
  const lines = (bytes: Uint8Array): Uint8Array =>
    crOnly ? bytes.map((byte) => (byte === CR ? LF : byte)) : bytes;
  if (label === 'utf-8') return lines;
  const decoder = new TextDecoder(label);
  return (piece) => lines(Buffer.from(decoder.decode(piece, { stream: true })));
}
