/** A piece of the text that is shown or left out as a whole; UTF-16 offsets, without surrounding blanks. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** A piece of what is longer than any sentence: read, and never shown. */
  readonly cut?: boolean;
}

/** No sentence of an answer is longer; cutting what is keeps the time for a text in proportion to its length. */
const LONGEST_SENTENCE = 1000;

const ABBREVIATION =
  /(?:^|[\s(])(?:[ap]\.m|e\.g|i\.e|approx|vs|ca|max|min|avg|std|dev|fig|no|resp|incl|excl|ex|prev)\.$/i;
const LIST_NUMBER = /^\s*[*_(]*\d{1,3}[.)]$/;
const CLOSERS = new Set('"\'”’)]*_');
const ENDERS = new Set('.!?…');

/**
 * Sentences of a text. A line break always ends one; a full stop does not where a small letter follows, after an
 * abbreviation, and after the number of a list item.
 */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = [];
  let lineStart = 0;
  while (lineStart <= text.length) {
    const newline = text.indexOf('\n', lineStart);
    const lineEnd = newline === -1 ? text.length : newline;
    splitLine(text, lineStart, lineEnd, spans);
    lineStart = lineEnd + 1;
  }
  return spans;
}

function splitLine(text: string, lineStart: number, lineEnd: number, spans: Span[]): void {
  let start = lineStart;
  let at = lineStart;
  while (at < lineEnd) {
    if (!ENDERS.has(text.charAt(at))) {
      at += 1;
      continue;
    }
    let next = at + 1;
    while (next < lineEnd && (CLOSERS.has(text.charAt(next)) || ENDERS.has(text.charAt(next)))) next += 1;
    const gap = next;
    while (next < lineEnd && isBlank(text.charAt(next))) next += 1;
    if (next > gap && next < lineEnd && endsSentence(text, start, at, next)) {
      pushTrimmed(text, start, gap, spans);
      start = next;
    }
    at = Math.max(next, at + 1);
  }
  pushTrimmed(text, start, lineEnd, spans);
}

/** Whether the stop at `at` ends the sentence that began at `start`, when `next` is the following text. */
function endsSentence(text: string, start: number, at: number, next: number): boolean {
  const following = text.charAt(next);
  if (/\p{Ll}/u.test(following)) return false;
  const head = text.slice(Math.max(start, at - 12), at + 1);
  if (!/\p{Lu}/u.test(following) && ABBREVIATION.test(head)) return false;
  return !(at - start < 8 && LIST_NUMBER.test(text.slice(start, at + 1)));
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\r' || char === '\u00a0' || char === '\u202f';
}

function pushTrimmed(text: string, from: number, to: number, spans: Span[]): void {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(text.charAt(start))) start += 1;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  if (end - start <= LONGEST_SENTENCE) {
    if (end > start) spans.push({ start, end });
    return;
  }
  for (let at = start; at < end; at += LONGEST_SENTENCE)
    spans.push({ start: at, end: Math.min(end, at + LONGEST_SENTENCE), cut: true });
}

/** What marks an item of a list, or a head in bold letters. */
const ITEM = /^(?:[-–*•#>+]|\d{1,2}[.)]|\p{Extended_Pictographic})/u;
const HEADING = /^(?:#|\*\*)/;
/** Characters that are looked at beside a line. */
const BESIDE = 20;

/** Whether a sentence begins an item, and whether it is a heading, a line by itself that is no title of all: "**Day 2**", "During the outage:". */
export function marksOf(text: string, { start, end }: Span): { isItem: boolean; isHeading: boolean } {
  const isAlone =
    /\n[ \t]*$/.test(text.slice(Math.max(0, start - BESIDE), start)) &&
    /^[ \t]*\n/.test(text.slice(end, end + BESIDE));
  const isMarked = HEADING.test(text.slice(start, start + 2)) || text.charAt(end - 1) === ':';
  return { isItem: ITEM.test(text.slice(start, start + 4)), isHeading: isAlone && isMarked };
}
