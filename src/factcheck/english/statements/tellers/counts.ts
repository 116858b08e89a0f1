import type { Reading } from '../../../statement/text.ts';
import { type Edge, meaningOf, type PhraseTypes } from '../../phrases/phrase.ts';
import { endVerb } from '../counts/edges.ts';
import { filledReadings } from '../counts/filled.ts';
import { countReadings } from '../counts/readings.ts';
import { isRunLength, runTokens } from '../counts/runs.ts';
import { calledFound } from '../found.ts';
import { at, type Draft, type Drafting, type Telling } from '../telling.ts';
import { leadsList } from '../values/ordered.ts';
import { isMerged } from './merged.ts';
import { teller } from './teller.ts';

/** A count, with the words beside it that say that it is one of readings in a row. */
export function countDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
  const drafts = (isOneNamed(telling, edge) ? NAMED : COUNTED)(telling, index, edge, draft);
  const counting = at(telling, index, 'count');
  const isRun =
    counting?.counted.count === 'run length' || (counting && isRunLength(telling, index, counting));
  const taken = isRun === true ? runTokens(telling, index) : endVerb(telling, index);
  return taken.length > 0 ? drafts.map((one) => ({ ...one, taken })) : drafts;
}

/** "is an outlier", "there is a gap": what it is or that there is one, and not how many. */
function isOneNamed({ tokens }: Telling, edge: Edge): boolean {
  const counting = meaningOf(edge, 'count');
  const isFound = counting?.counted.count === 'findings' || counting?.counted.count === 'gaps';
  const isOpen =
    counting?.amount.amount === 'bounds' && counting.amount.low === 1 && counting.amount.high === null;
  return isFound && isOpen && !/^(?:some|any|certain|one|at)$/.test(tokens[edge.from]?.norm ?? '');
}

function countedReadings(
  telling: Telling,
  index: number,
  counting: PhraseTypes['count'],
): readonly Reading[] {
  return isMerged(telling, index) || (counting.of !== undefined && leadsList(telling, index))
    ? []
    : (calledFound(telling, index, counting) ??
        filledReadings(telling, index, counting) ??
        countReadings(telling, index, counting));
}

const COUNTED = teller('count', 'count', countedReadings);

const NAMED = teller('count', 'state', countedReadings);
