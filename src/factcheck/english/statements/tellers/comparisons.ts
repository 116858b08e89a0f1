import { findUnit } from '../../../units.ts';
import { type Comparison, type Edge, meaningOf } from '../../phrases/phrase.ts';
import { sizeBeside } from '../comparisons/behind.ts';
import { comparisonReadings } from '../comparisons/readings.ts';
import { isPlacedSet } from '../counts/placed.ts';
import { rateComparison } from '../movements/rates.ts';
import type { Draft, Drafting, Telling } from '../telling.ts';
import { valueReadings } from '../values.ts';
import { mergedFrom } from './merged.ts';
import { saysNothing } from './silent.ts';
import { teller } from './teller.ts';

/** "is slower than the fall": how fast something changes, not how high it is. */
export function comparisonDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
  const comparison = meaningOf(edge, 'comparison');
  const rates = comparison && rateComparison(telling, index, comparison, edge);
  if (rates !== undefined) return draft('rate', rates);
  const by = sizeBeside(telling, index - 1);
  if (comparison !== undefined && by !== undefined)
    return draft(
      'comparison',
      comparisonReadings(telling, index, { ...comparison, by }),
      telling.islands[index - 1]?.from,
    );
  const own = isOfDuration(telling, edge) ? turned(edge) : edge;
  const drafts = withSize(telling, index, own) ?? COMPARED(telling, index, own, draft);
  return comparison?.successive === undefined ? drafts : drafts.map((one) => ({ ...one, isClosed: true }));
}

/** "warmer than the first half by 6 °C": which is more, and how far apart they are, are two claims. */
function withSize(telling: Telling, index: number, edge: Edge): Draft[] | undefined {
  const { by, ...comparison } = meaningOf(edge, 'comparison') ?? { relation: 'equal' };
  const middle = telling.tokens.findIndex(
    ({ norm }, at) => norm === 'by' && at > edge.from && at < edge.to - 1,
  );
  const isWay = comparison.relation === 'over' || comparison.relation === 'under';
  if (!isWay || by === undefined || middle === -1) return undefined;
  const { rules } = edge;
  const tell = (from: number, to: number, told: Comparison): Draft => ({
    kind: 'comparison',
    from,
    to,
    readings: comparisonReadings(telling, index, told),
    rules,
  });
  return [
    tell(edge.from, middle, comparison),
    tell(middle, edge.to, { ...comparison, relation: 'equal', by }),
  ];
}

const COMPARED = teller('comparison', 'comparison', (telling, index, comparison, edge) =>
  saysNothing(telling, index, edge) || isPlacedSet(telling, index)
    ? []
    : comparison.relation === 'near' &&
        comparison.to?.num === 'literal' &&
        comparison.by === undefined &&
        mergedFrom(telling, index) === undefined
      ? valueReadings(telling, index, { ...comparison.to.quantity, hedge: 'about' })
      : comparisonReadings(telling, index, comparison),
);

/** What takes longer is slower. */
function isOfDuration({ tokens, vocabulary }: Telling, { from }: Edge): boolean {
  const isSpeed = tokens
    .slice(from, from + 3)
    .some(({ norm }) => /^(?:slower|faster|quicker|slowest|fastest|quickest)$/.test(norm));
  return isSpeed && findUnit(vocabulary.unit, '')?.dimension === 'time';
}

function turned(edge: Edge): Edge {
  const comparison = meaningOf(edge, 'comparison');
  const other = { over: 'under', under: 'over' } as const;
  const relation = comparison?.relation;
  return comparison !== undefined && (relation === 'over' || relation === 'under')
    ? { ...edge, value: { ...comparison, relation: other[relation] } }
    : edge;
}
