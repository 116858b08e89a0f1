import type { Token } from './tokens.ts';

/**
 * Patterns over tokens, written as text: `stat of|link{0,3} approx? n=q` matches a statistic's name, up to three linking
 * words, perhaps "about", and a quantity that is kept as `n`. A bare word is a category of the lexicon, a 'quoted' one the
 * word itself, `.` any token; `!x` is any token but x. Repetition is `?`, `*` (up to 6), `+` (1 to 6) or `{min,max}`:
 * always bounded, so that matching takes time in proportion to the text.
 */
export interface Pattern {
  readonly elements: readonly Element[];
  /** Those of the elements that the first token may match: up to the first that may not be left out. */
  readonly openers: readonly Element[];
}

interface Element {
  readonly name: string | undefined;
  readonly negated: boolean;
  readonly categories: readonly string[];
  readonly words: readonly string[];
  readonly any: boolean;
  readonly min: number;
  readonly max: number;
}

/** Where a pattern matched: token indices, `end` exclusive, and the first token of each named element. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly named: ReadonlyMap<string, number>;
}

const MANY = 6;

/** Compiles the written form; throws on one that is malformed, which is a mistake in the tables, not in a text. */
export function compile(written: string): Pattern {
  const parts = written.match(/(?:'[^']*'|[^\s'])+/g) ?? [];
  const elements = parts.map(compileElement);
  const firstNeeded = elements.findIndex(({ min }) => min > 0);
  return { elements, openers: elements.slice(0, firstNeeded + 1) };
}

function compileElement(written: string): Element {
  const parts =
    /^(?:(\w+)=)?(!?)((?:'[^']*'|[\w:.-]+)(?:\|(?:'[^']*'|[\w:.-]+))*)(\?|\*|\+|\{(\d+),(\d+)\})?$/.exec(
      written,
    );
  if (parts === null) throw new Error(`pattern element "${written}" is malformed`);
  const [, name, bang, body = '', repeat = '', low, high] = parts;
  const alternatives = body.match(/'[^']*'|[^|]+/g) ?? [];
  const [min, max] =
    repeat === ''
      ? [1, 1]
      : repeat === '?'
        ? [0, 1]
        : repeat === '*'
          ? [0, MANY]
          : repeat === '+'
            ? [1, MANY]
            : [Number(low), Number(high)];
  return {
    name,
    negated: bang === '!',
    categories: alternatives.filter((part) => !part.startsWith("'")),
    words: alternatives.filter((part) => part.startsWith("'")).map((part) => part.slice(1, -1)),
    any: body === '.',
    min,
    max,
  };
}

function accepts(element: Element, token: Token): boolean {
  if (element.any) return true;
  const found =
    element.words.includes(token.norm) || element.categories.some((category) => token.senses.has(category));
  return found !== element.negated;
}

/** Matches a pattern at token `start`, the longest repetition first; undefined where it does not hold. */
export function matchAt(pattern: Pattern, tokens: readonly Token[], start: number): Match | undefined {
  const first = tokens[start];
  if (first === undefined || !pattern.openers.some((element) => accepts(element, first))) return undefined;
  const named = new Map<string, number>();
  const end = step(pattern.elements, 0, tokens, start, named);
  return end === -1 ? undefined : { start, end, named };
}

function step(
  elements: readonly Element[],
  index: number,
  tokens: readonly Token[],
  at: number,
  named: Map<string, number>,
): number {
  const element = elements[index];
  if (element === undefined) return at;
  let count = 0;
  while (count < element.max) {
    const token = tokens[at + count];
    if (token === undefined || !accepts(element, token)) break;
    count += 1;
  }
  for (; count >= element.min; count -= 1) {
    const end = step(elements, index + 1, tokens, at + count, named);
    if (end === -1) continue;
    if (element.name !== undefined && count > 0) named.set(element.name, at);
    return end;
  }
  return -1;
}
