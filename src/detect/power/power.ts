import { FINDING_KIND_NAMES, type FindingKind, traitsOf } from '../kinds.ts';
import type { BaselineSight, Sight } from './sight.ts';

/** Whether a kind of fault would have been found in a window, had it been there. */
export interface KindPower {
  readonly kind: FindingKind;
  /** True where one of medium strength would have been found: only then its absence is a finding. */
  readonly judged: boolean;
  /** The smallest that would have been found, in the units of `Sight`; null where none would. */
  readonly from: number | null;
  /** Where it is not judged: from when on it can be at the earliest, epoch ms; null where time alone does not help. */
  readonly when: number | null;
}

/** What strength is measured by. */
export interface Scales {
  /** See `windowNoise`. */
  readonly noise: number;
  readonly usualIntervalMs: number;
}

/** A judgement of every kind, in the order of `FINDING_KINDS`. */
export function powersOf(
  sees: Sight,
  baselineFrom: BaselineSight['from'],
  scales: Scales,
): readonly KindPower[] {
  const isSeen = (kind: FindingKind) => (sees[kind] ?? Number.POSITIVE_INFINITY) <= mediumSize(kind, scales);
  // Without thresholds of the operator, what is too fast is what jumps or shifts.
  const isJudged = (kind: FindingKind) =>
    isSeen(kind) || (kind === 'rate of change' && isSeen('spike') && isSeen('level shift'));
  return FINDING_KIND_NAMES.map((kind) => {
    const from = sees[kind] ?? Number.POSITIVE_INFINITY;
    const judged = isJudged(kind);
    const when = baselineFrom[kind] ?? Number.NaN;
    return {
      kind,
      judged,
      from: Number.isFinite(from) ? from : null,
      when: judged || !Number.isFinite(when) ? null : when,
    };
  });
}

/** A fault of medium strength, in the units of `Sight`; the largest number for kinds that have no size. */
export function mediumSize(kind: FindingKind, { noise, usualIntervalMs }: Scales): number {
  const { medium } = traitsOf(kind);
  if (medium === null) return Number.MAX_VALUE;
  switch (medium.of) {
    case 'noise':
      return medium.size * noise;
    case 'intervals':
      return (medium.size * usualIntervalMs) / 1000;
    case 'rows':
    case 'times':
      return medium.size;
  }
}

/** Where what is unusual is known beforehand, every absence is known as well. */
export const ALL_JUDGED: readonly KindPower[] = FINDING_KIND_NAMES.map((kind) => ({
  kind,
  judged: true,
  from: 0,
  when: null,
}));

/** The kinds whose absence is no finding. */
export function notJudged(all: readonly KindPower[]): readonly FindingKind[] {
  return all.filter(({ judged }) => !judged).map(({ kind }) => kind);
}
