import type { Part } from '../../statement/parts.ts';
import type { Chart } from '../phrases/chart.ts';
import { AS_BEFORE, isHere, isRecord, WHOLE } from '../phrases/implied.ts';
import { type Category, type Edge, meaningOf } from '../phrases/phrase.ts';
import type { Token } from '../tokens/token.ts';

/**
 * "in the second": the second of as many pieces as the same phrase, or the text before it, speaks of. What counts pieces where none were
 * spoken of is no phrase.
 */
export function withPieces(
  islands: readonly Edge[],
  spoken: Part | null,
  tokens: readonly Token[],
  chart: Chart,
): Edge[] {
  let pieces = namedIn(tokens) ?? (spoken?.part === 'piece' ? spoken.n : AS_BEFORE);
  let end = 0;
  return [...islands, undefined].flatMap((edge) => {
    const bare = pieces === AS_BEFORE ? [] : bareIn(end, edge?.from ?? tokens.length, tokens, chart);
    const before = bare.flatMap((one) => numbered(one, pieces));
    if (edge === undefined) return before;
    end = edge.to;
    pieces = piecesIn(edge.value).find((n) => n !== AS_BEFORE) ?? pieces;
    return [...before, ...numbered(edge, pieces)];
  });
}

/** A phrase with the number of the pieces it counts; none where it is not known. */
function numbered(edge: Edge, pieces: number): Edge[] {
  if (!piecesIn(edge.value).includes(AS_BEFORE)) return [edge];
  const value = counted(edge.value, pieces);
  return piecesIn(value).includes(AS_BEFORE) ? [] : [{ ...edge, value }];
}

/** "the first half averaged 20, the second 21": an ordinal between two phrases, with what is said of it right behind. */
function bareIn(from: number, to: number, tokens: readonly Token[], chart: Chart): Edge[] {
  const found: Edge[] = [];
  for (let at = from + 1; at < to; at += 1) {
    const nth = chart
      .at(at)
      .map((edge) => meaningOf(edge, 'ordinal'))
      .find((one) => one !== undefined);
    if (
      nth === undefined ||
      nth === 'middle' ||
      tokens[at - 1]?.norm !== 'the' ||
      !isSaidOf(at + 1, tokens, chart)
    )
      continue;
    const value: Part = { part: 'piece', of: WHOLE, k: Number(nth), n: AS_BEFORE };
    found.push({ category: 'part', from: at, to: at + 1, value, rules: ['piece of those before'] });
  }
  return found;
}

/** Whether a verb, a number or a comparison begins there, and no noun. */
function isSaidOf(at: number, tokens: readonly Token[], chart: Chart): boolean {
  const edges = chart.at(at).filter(({ category }) => category !== 'filler' && category !== 'manner');
  if (tokens[at]?.kind === 'number')
    return !chart.at(at).some(({ category }) => category === 'duration' || category === 'count');
  return edges.length > 0
    ? edges.some(({ category }) => VERBS.has(category)) &&
        !edges.some(({ category }) => category === 'reading')
    : /^(?:only|just|even|a|an)$/.test(tokens[at]?.norm ?? '') && isSaidOf(at + 1, tokens, chart);
}

const VERBS: ReadonlySet<Category> = new Set(['link', 'figureVerb', 'approx', 'more', 'bound']);

/** "Of the three thirds, the last ...". */
function namedIn(tokens: readonly Token[]): number | undefined {
  const word = tokens.find(({ norm }) => PIECES.has(norm))?.norm;
  return word === undefined ? undefined : PIECES.get(word);
}

const PIECES: ReadonlyMap<string, number> = new Map([
  ['halves', 2],
  ['thirds', 3],
  ['quarters', 4],
]);

/** How many pieces each part in a meaning is one of. */
function piecesIn(value: unknown): number[] {
  if (Array.isArray(value)) return value.flatMap(piecesIn);
  if (!isRecord(value)) return [];
  const inner = Object.values(value).flatMap(piecesIn);
  return value.part === 'piece' && typeof value.n === 'number' && !isHere(value)
    ? [value.n, ...inner]
    : inner;
}

function counted(value: unknown, n: number): unknown {
  if (Array.isArray(value)) return value.map((item) => counted(item, n));
  if (!isRecord(value)) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, counted(item, n)]));
  if (value.part !== 'piece' || value.n !== AS_BEFORE || typeof value.k !== 'number') return inner;
  const k = value.k < 0 ? n + 1 + value.k : value.k;
  return k >= 1 && k <= n ? { ...inner, k, n } : inner;
}
