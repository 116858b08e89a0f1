import { isOfPiece } from './listed.ts';
import { BARE, pairedName } from './paired.ts';
import type { Telling } from './telling.ts';

/** Words that are understood where it is known which number of a list is of what: "first and last reading: 20 and 22, respectively". */
export function isHandingOut(telling: Telling, from: number): (word: string) => boolean {
  const index = telling.islands.findIndex((island) => island.from === from);
  const isKnown = index !== -1 && (pairedName(telling, index) !== undefined || isOfPiece(telling, index));
  return (word) => isKnown && (word === 'respectively' || word in BARE);
}
