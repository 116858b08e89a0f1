import type { ClaimKind } from '../../../claim.ts';
import type { Reading } from '../../../statement/text.ts';
import { type Category, type Edge, meaningOf, type PhraseTypes } from '../../phrases/phrase.ts';
import type { Draft, Drafting, Telling } from '../telling.ts';

/** Makes the statements of one edge. */
export type Teller = (telling: Telling, index: number, edge: Edge, draft: Drafting) => Draft[];

/** Makes a statement of an edge of one category, from its meaning; one without readings is none. */
export function teller<C extends Category>(
  category: C,
  kind: ClaimKind,
  readingsOf: (telling: Telling, index: number, meaning: PhraseTypes[C], edge: Edge) => readonly Reading[],
): Teller {
  return (telling, index, edge, draft) => {
    const meaning = meaningOf(edge, category);
    return meaning === undefined ? [] : draft(kind, readingsOf(telling, index, meaning, edge));
  };
}
