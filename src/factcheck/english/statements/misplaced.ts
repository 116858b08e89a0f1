import type { Chart } from '../phrases/chart.ts';
import { AS_BEFORE } from '../phrases/implied.ts';
import { type Category, type Edge, meaningOf } from '../phrases/phrase.ts';
import type { Token } from '../tokens/token.ts';

/** "before 13.5 and after 13.3", "20.1 before": with nothing named they stand beside a number or at the end of their clause. */
export function isNoNeighbour({ from, to }: Edge, tokens: readonly Token[], chart: Chart): boolean {
  if (to - from !== 1 || !/^(?:before|after)$/.test(tokens[from]?.norm ?? '')) return false;
  const next = tokens[to];
  return !(
    next === undefined ||
    /^(?:,|;|\.|\)|\||:|and|but|it|is|was|were|than)$|ing$/.test(next.norm) ||
    chart.at(to).some(({ category }) => category === 'measure')
  );
}

/** "in the first" goes on with its noun, where one follows. */
export function isUnfinished(edge: Edge, tokens: readonly Token[], chart: Chart): boolean {
  const part = meaningOf(edge, 'scope');
  if (part?.part !== 'piece' || part.n !== AS_BEFORE) return false;
  return tokens[edge.to]?.kind === 'number' || chart.at(edge.to).some(({ category }) => NOUNS.has(category));
}

const NOUNS: ReadonlySet<Category> = new Set([
  'number',
  'reading',
  'unknown',
  'finding',
  'unit',
  'stat',
  'move',
  'window',
]);

/** "Last 73.0", "first: 20": a heading; elsewhere an ordinal belongs to what stands before it. */
export function isOrdinalAlone({ from, to }: Edge, tokens: readonly Token[], chart: Chart): boolean {
  const isOrdinal = chart.at(from).some(({ category, to: end }) => category === 'ordinal' && end < to);
  if (!isOrdinal || chart.at(from).some(({ category, to: end }) => category === 'num' && end < to))
    return false;
  const [before, next] = [tokens[from - 1], tokens[to]];
  const isHeading = before === undefined || (before.kind === 'sign' && before.text !== '(');
  return (
    !isHeading || (next?.kind === 'word' && !/^(?:at|on|in|and|after|before|by|versus|vs)$/.test(next.norm))
  );
}
