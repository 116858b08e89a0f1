import type { ClaimKind } from '../../claim.ts';
import { placesAs } from './mood.ts';
import type { Telling } from './telling.ts';

/**
 * Words of a claim's piece of a sentence that point at what the same sentence named before ("ten of those", "in it the readings average",
 * "away from that mean", "afterwards"), or that hand its numbers out over parts ("respectively"). What they point at was guessed, if it was
 * taken up at all: enough to find that the claim holds, too little to call it false.
 */
export function pointersAround({ tokens, islands, mood }: Telling, from: number, kind: ClaimKind): string[] {
  const pointing = POINTING[kind];
  if (pointing === undefined) return [];
  // What opens a sentence points at the sentence before, whose parts and events are carried over.
  const named = islands[0]?.to ?? tokens.length;
  const words = placesAs(mood.piece, from).filter(
    (at) => at >= named || mood.piece[named - 1] !== mood.piece[from],
  );
  const text = words.map((at) => tokens[at]?.norm ?? '').join(' ');
  return pointing.flatMap((one) => one.exec(text)?.[0] ?? []);
}

const SET = /\bof (?:them|those|these)(?! (?:figures|readings|values))\b/;
const INSIDE = /\b(?:in|within|during|over|throughout) (?:it|them)\b/;
const SIDE = /\b(?:before|after|until|since) (?:it|that|them|this|these|those)\b/;
const LATER = /\b(?:afterwards?|thereafter|beforehand|respectively)\b/;
const FIGURE = /\bthat (?:mean|average|median|level|limit|value|maximum|minimum|peak)\b/;
const BOUND = /\bwithout exception\b|\bvery (?:end|last|first)\b/;

const POINTING: Partial<Record<ClaimKind, readonly RegExp[]>> = {
  count: [SET],
  statistic: [INSIDE, SIDE, LATER],
  value: [INSIDE, SIDE, LATER],
  comparison: [FIGURE, BOUND],
};
