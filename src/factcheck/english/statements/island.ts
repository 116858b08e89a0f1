import type { Chart } from '../phrases/chart.ts';
import { isIt } from '../phrases/implied.ts';
import { type Category, type Edge, meaningOf } from '../phrases/phrase.ts';
import type { Token } from '../tokens/token.ts';
import { isMistaken } from './mistaken.ts';

/** What a phrase of each category is worth beside its length, where phrases compete for the same words. */
const WORTH: Partial<Record<Category, number>> = {
  figure: 9,
  order: 9,
  range: 7,
  rate: 8,
  scope: 6,
  partner: 7,
  comparison: 5,
  count: 5,
  lasting: 5,
  timing: 5,
  series: 4,
  num: 2,
  change: 2,
  state: 1,
  part: 1,
  signed: 1,
  measure: 1,
  event: 0,
};
const PER_TOKEN = 10;
/** One long phrase is better than two short ones over the same words. */
const PER_PHRASE = 7;

/** A phrase that was chosen to stand for its words. */
export type Island = Edge;

/** The best way to read a run of tokens as phrases side by side, from left to right. */
export function islandsOf(chart: Chart, tokens: readonly Token[]): Island[] {
  const best: { score: number; take: Island | undefined }[] = [];
  best[tokens.length] = { score: 0, take: undefined };
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    let choice = { score: best[at + 1]?.score ?? 0, take: undefined as Island | undefined };
    for (const edge of chart.at(at)) {
      const worth = worthOf(edge, tokens, chart);
      if (worth === undefined) continue;
      const score = worth + (best[edge.to]?.score ?? 0);
      if (score > choice.score) choice = { score, take: edge };
    }
    best[at] = choice;
  }
  const islands: Island[] = [];
  for (let at = 0; at < tokens.length; ) {
    const take = best[at]?.take;
    if (take !== undefined) islands.push(take);
    at = take?.to ?? at + 1;
  }
  return islands;
}

function worthOf(edge: Edge, tokens: readonly Token[], chart: Chart): number | undefined {
  const worth = WORTH[edge.category];
  if (worth === undefined) return undefined;
  if (
    edge.category === 'event' &&
    isIt(edge.value) &&
    !/^(?:it|they|this)$/.test(tokens[edge.from]?.norm ?? '')
  )
    return undefined;
  if (isMistaken(edge, tokens, chart)) return undefined;
  const definite =
    isHappening(edge) && /^(?:the|this|that|its|these|those)$/.test(tokens[edge.from - 1]?.norm ?? '')
      ? 4
      : 0;
  const skipped = tokens.slice(edge.from, edge.to).filter(({ kind }) => kind === 'sign').length;
  return (edge.to - edge.from) * PER_TOKEN - PER_PHRASE + worth + definite - skipped;
}

/** A finding or step, which "the" names as known; an extreme is rather a number. */
function isHappening(edge: Edge): boolean {
  const event = meaningOf(edge, 'event');
  return event !== undefined && event.event !== 'extreme';
}
