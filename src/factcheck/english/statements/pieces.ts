import type { Part, PartSize } from '../../statement/parts.ts';
import type { Chart } from '../phrases/chart.ts';
import { AS_BEFORE, block, isHere, isRecord, type Loose, WHOLE } from '../phrases/implied.ts';
import { type Category, type Edge, meaningOf } from '../phrases/phrase.ts';
import type { Token } from '../tokens/token.ts';

/** Of what a piece that is only numbered is one: so many pieces of the window, blocks of one size, or days. */
type Ruler = number | PartSize | 'day';

/**
 * "in the second": the second of as many pieces, or as long, as the same phrase, or the text before it, speaks of. What counts pieces where none were
 * spoken of is no phrase.
 */
export function withPieces(
  islands: readonly Edge[],
  spoken: Part | null,
  tokens: readonly Token[],
  chart: Chart,
): Edge[] {
  let ruler: Ruler = namedIn(tokens) ?? rulerOf(spoken) ?? AS_BEFORE;
  let end = 0;
  return [...islands, undefined].flatMap((edge) => {
    const bare = ruler === AS_BEFORE ? [] : bareIn(end, edge?.from ?? tokens.length, tokens, chart);
    const before = bare.flatMap((one) => numbered(one, ruler));
    if (edge === undefined) return before;
    end = edge.to;
    ruler = rulersIn(edge.value).find((one) => one !== AS_BEFORE) ?? ruler;
    return [...before, ...numbered(edge, ruler)];
  });
}

/** A phrase with what the pieces are that it counts; none where it is not known. */
function numbered(edge: Edge, ruler: Ruler): Edge[] {
  if (!rulersIn(edge.value).includes(AS_BEFORE)) return [edge];
  const value = measured(edge.value, ruler);
  return rulersIn(value).includes(AS_BEFORE) ? [] : [{ ...edge, value }];
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

/** What each part in a meaning is one piece of. */
function rulersIn(value: unknown): Ruler[] {
  if (Array.isArray(value)) return value.flatMap(rulersIn);
  if (!isRecord(value)) return [];
  const inner = Object.values(value).flatMap(rulersIn);
  const own = rulerOf(value);
  return own === undefined ? inner : [own, ...inner];
}

/** The first half is measured in halves, the first hour in hours; a part that is not numbered in nothing. */
function rulerOf(value: Part | Loose | null): Ruler | undefined {
  if (value === null || isHere(value)) return undefined;
  if (value.part === 'piece' && 'n' in value && typeof value.n === 'number') return value.n;
  if (value.part === 'day') return 'day';
  return value.part === 'first' && 'size' in value && isSize(value.size) ? value.size : undefined;
}

function isSize(value: unknown): value is PartSize {
  return typeof value === 'object' && value !== null && 'size' in value && value.size !== 'share';
}

function measured(value: unknown, ruler: Ruler): unknown {
  if (Array.isArray(value)) return value.map((item) => measured(item, ruler));
  if (!isRecord(value)) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, measured(item, ruler)]));
  if (value.part !== 'piece' || value.n !== AS_BEFORE || typeof value.k !== 'number') return inner;
  if (ruler === 'day') return { part: 'day', k: value.k };
  if (typeof ruler !== 'number') return block(value.k, ruler) ?? inner;
  const k = value.k < 0 ? ruler + 1 + value.k : value.k;
  return k >= 1 && k <= ruler ? { ...inner, k, n: ruler } : inner;
}
