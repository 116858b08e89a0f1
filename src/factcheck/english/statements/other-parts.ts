import type { Part } from '../../statement/parts.ts';
import { WHOLE } from '../phrases/implied.ts';
import { meaningOf } from '../phrases/phrase.ts';
import { goesBack } from './scene.ts';
import type { Telling } from './telling.ts';

/**
 * The parts that a claim may be about besides its natural one: the one last spoken of, and all of the window. None where its own is told beside it, or
 * where several figures are told together that are said of no part at all.
 */
export function otherParts(telling: Telling, index: number): Part[] {
  const own = telling.parts[index] ?? null;
  if (isSure(telling, index)) return [];
  const carried = own === null ? telling.scenes[index]?.part : undefined;
  const here = JSON.stringify(own ?? WHOLE);
  const called = own === null && telling.label?.part.part === 'unknown' ? [telling.label.part] : [];
  return [...called, ...(carried == null ? [] : [carried]), WHOLE].filter(
    (part) => JSON.stringify(part) !== here,
  );
}

/** Whether no other part than the natural one can be meant by a figure that is no extreme: a local extreme is one too. */
function isSure(telling: Telling, index: number): boolean {
  const { islands, spoken, mood } = telling;
  const name = meaningOf(islands[index], 'figure')?.name;
  if (name === undefined || name === 'max' || name === 'min') return false;
  const own = spoken[index] ?? null;
  if (own === null) return isOfAll(telling);
  if (own.part.part === 'hours' || own.part.part === 'unknown') return false;
  const owner = islands[own.by];
  if (owner === undefined) return telling.label?.isGuessed !== true;
  const from = islands[index]?.from ?? -1;
  return (
    !goesBack(owner.value) &&
    (mood.clause[owner.from] === mood.clause[from] || opensPiece(telling, own.by, from))
  );
}

function opensPiece({ islands, mood }: Telling, by: number, from: number): boolean {
  const piece = mood.piece[from];
  return islands.findIndex((edge) => mood.piece[edge.from] === piece) === by;
}

/** "The mean is 21.2 and the median 21.1": figures of the window, where no part stands in their sentence. */
function isOfAll({ islands, parts, label }: Telling): boolean {
  const names = new Set(islands.map((edge) => meaningOf(edge, 'figure')?.name));
  names.delete(undefined);
  return names.size > 1 && label === null && parts.every((part) => part === null);
}
