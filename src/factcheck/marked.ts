import type { Claim } from './claim.ts';

/** A stretch of a text: of the claim with this index, or of none. */
export interface Piece {
  readonly text: string;
  readonly claim: number | null;
}

/** A text cut at its claims, in its order; put together the pieces are the text. A claim within another belongs to that one. */
export function cutAtClaims(text: string, claims: readonly Pick<Claim, 'start' | 'end'>[]): readonly Piece[] {
  const inOrder = claims
    .map(({ start, end }, claim) => ({ start, end, claim }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const pieces: Piece[] = [];
  let done = 0;
  for (const { start, end, claim } of inOrder) {
    if (start < done || end > text.length) continue;
    pieces.push({ text: text.slice(done, start), claim: null }, { text: text.slice(start, end), claim });
    done = end;
  }
  pieces.push({ text: text.slice(done), claim: null });
  return pieces.filter((piece) => piece.text !== '');
}
