import { findUnit } from '../../../units.ts';
import { type Edge, meaningOf } from '../../phrases/phrase.ts';
import { sizeBeside } from '../comparisons/behind.ts';
import { comparisonReadings } from '../comparisons/readings.ts';
import { rateComparison } from '../rates.ts';
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
  return COMPARED(telling, index, isOfDuration(telling, edge) ? turned(edge) : edge, draft);
}

const COMPARED = teller('comparison', 'comparison', (telling, index, comparison, edge) =>
  saysNothing(telling, index, edge)
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
