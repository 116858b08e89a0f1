import type { Part } from '../../statement/parts.ts';
import { AS_BEFORE, isHere, isRecord } from '../phrases/implied.ts';
import type { Edge } from '../phrases/phrase.ts';
import type { Token } from '../tokens/token.ts';

/**
 * "in the second": the second of as many pieces as the same phrase, or the text before it, speaks of. What counts pieces where none were
 * spoken of is no phrase.
 */
export function withPieces(islands: readonly Edge[], spoken: Part | null, tokens: readonly Token[]): Edge[] {
  let pieces = namedIn(tokens) ?? (spoken?.part === 'piece' ? spoken.n : AS_BEFORE);
  return islands.flatMap((edge) => {
    const own = piecesIn(edge.value);
    pieces = own.find((n) => n !== AS_BEFORE) ?? pieces;
    if (!own.includes(AS_BEFORE)) return [edge];
    const value = counted(edge.value, pieces);
    return piecesIn(value).includes(AS_BEFORE) ? [] : [{ ...edge, value }];
  });
}

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
