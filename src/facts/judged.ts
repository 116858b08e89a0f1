import type { Companion } from './companions.ts';
import type { Relation } from './relation.ts';

/** Share of the usual moves under which a series counts as one that stayed. */
const STAYED = 0.9;
/** A move that should have been so many times the largest usual one would have shown. */
const SHOWS = 1.5;
/** What goes so far beyond the largest usual move is a move. */
const MOVED = 1.2;
/** A move under so many times the largest that the series makes by itself elsewhere in the window is its own affair. */
const OWN = 1.2;
/** The same where it was only said that two go along: nobody knows how often they do not. */
const OWN_DECLARED = 2;

/** What a relative did, as far as its measure tells. */
export type Judged = Pick<Companion, 'did' | 'ofUsual' | 'wouldShow'>;

/** A measure in the series and in its relative, each with what it is elsewhere in the window, sorted. */
export interface Measured {
  readonly ours: number;
  readonly oursUsually: readonly number[];
  readonly theirs: number;
  readonly theirsUsually: readonly number[];
  readonly relation: Relation | null;
  /** What relates them was said, and neither learned nor seen. */
  readonly isDeclared: boolean;
}

export function byLevel({
  ours,
  oursUsually,
  theirs,
  theirsUsually,
  relation,
  isDeclared,
}: Measured): Judged {
  const [usual, own] = [theirsUsually, oursUsually].map((all) => all.map(Math.abs).sort((a, b) => a - b));
  const largest = usual?.at(-1) ?? 0;
  const ordinary = usual?.[Math.floor(STAYED * (usual.length - 1))] ?? 0;
  const size = Math.abs(theirs);
  const ownFactor = isDeclared ? OWN_DECLARED : OWN;
  // What the series does by itself, in this window or without the other, tells nothing of where the cause lies.
  const isOwn = Math.abs(ours) <= ownFactor * (own?.at(-1) ?? 0) || Math.abs(ours) <= (relation?.alone ?? 0);
  const wouldShow = relation !== null && !isOwn && Math.abs(relation.slope * ours) > SHOWS * largest;
  const sign = Math.sign(theirs) * Math.sign(ours) * Math.sign(relation?.slope ?? 1);
  const hasMoved = size > MOVED * largest;
  const hasStayed = size <= (wouldShow ? largest : ordinary);
  const did = hasMoved ? (sign > 0 ? 'along' : 'against') : hasStayed ? 'stayed' : 'unclear';
  return { did, ofUsual: largest > 0 ? size / largest : Number.NaN, wouldShow };
}

/** Both scatter more than they do, or both less. */
export function byScatter({ ours, oursUsually, theirs, theirsUsually, relation }: Measured): Judged {
  const own = sideOf(ours, oursUsually);
  const its = sideOf(theirs, theirsUsually);
  const at = (share: number): number => theirsUsually[Math.floor(share * (theirsUsually.length - 1))] ?? 0;
  const wouldShow = relation !== null && own !== 0;
  // Where a move would show, what is usual ends with the largest there is; else it is not known so well.
  const [least, most] = wouldShow ? [0, 1] : [1 - STAYED, STAYED];
  const hasStayed = own > 0 ? theirs <= at(most) : theirs >= at(least);
  const did =
    its !== 0 && own !== 0 && its === own
      ? 'along'
      : its !== 0
        ? 'against'
        : hasStayed
          ? 'stayed'
          : 'unclear';
  const highest = theirsUsually.at(-1) ?? 0;
  return {
    ...{ did, wouldShow },
    ofUsual: highest > 0 ? theirs / highest : Number.NaN,
  };
}

/** 1: beyond all that is usual, -1: short of it, 0: within. */
function sideOf(size: number, usual: readonly number[]): number {
  const [least, most] = [usual[0] ?? 0, usual.at(-1) ?? 0];
  return size > MOVED * most ? 1 : size < least / MOVED ? -1 : 0;
}
