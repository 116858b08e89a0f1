import { FINDING_KIND_NAMES, type FindingKind } from '../kinds.ts';

/**
 * By kind of fault, the smallest that would have been found: in the unit of the series, in rows (stuck, clipped), in seconds
 * (gap, stale), or times calmer than usual (attenuated); 0 where no fault is too small. A kind left out was not looked for.
 */
export type Sight = Readonly<Partial<Record<FindingKind, number>>>;

/** What a learned baseline sees, and by when it will. */
export interface BaselineSight {
  readonly sees: Sight;
  /** By kind that it does not see yet: from when on at the earliest, epoch ms. */
  readonly from: Readonly<Partial<Record<FindingKind, number>>>;
}

/** The smallest of both: what one test does not see another may. */
export function together(sights: readonly Sight[]): Sight {
  const all: Partial<Record<FindingKind, number>> = {};
  for (const sight of sights) {
    for (const kind of FINDING_KIND_NAMES) {
      const size = sight[kind];
      if (size !== undefined && size < (all[kind] ?? Number.POSITIVE_INFINITY)) all[kind] = size;
    }
  }
  return all;
}
