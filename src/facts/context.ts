import type { Finding } from '../detect/finding.ts';
import type { SeriesWindow } from '../source/source.ts';
import { type Beginning, beginningOfFinding } from './beginning.ts';
import { byItself } from './by-itself.ts';
import { type Companion, companionsOf, type Learned } from './companions.ts';
import { type Ending, endingOf } from './course.ts';
import { type Origin, originOf } from './origin.ts';
import { type Recurrence, recurrenceOf, type SeriesPast } from './past.ts';
import type { Reason } from './reason.ts';
import type { Usual } from './usual.ts';

/** What is known around one finding. */
export interface FindingContext {
  readonly finding: Finding;
  readonly origin: Origin;
  readonly companions: readonly Companion[];
  /** Why it can only be of the sensor; null where it may as well be of its surroundings. */
  readonly reason: Reason | null;
  /** Null without a past. */
  readonly recurrence: Recurrence | null;
  /** How it began; null where that cannot be told. */
  readonly beginning: Beginning | null;
  readonly ending: Ending | null;
}

/** What is known around a window of one series, beside the window itself. */
export interface SeriesContext {
  /** In the order given. */
  readonly findings: readonly FindingContext[];
  readonly past: SeriesPast | null;
}

export const NO_CONTEXT: SeriesContext = { findings: [], past: null };

/** The context of these findings of a series. */
export function contextOf(
  findings: readonly Finding[],
  series: SeriesWindow,
  past: SeriesPast | null,
  learned: Learned,
  usual?: Usual,
): SeriesContext {
  return {
    past,
    findings: findings.map((finding) => {
      const companions = companionsOf(finding, series, learned, usual);
      const recurrence = past === null ? null : recurrenceOf(finding, past);
      const reason = byItself(finding, series);
      const origin = originOf(finding, companions, recurrence?.daysAtThisHour ?? 0, reason);
      const course = { beginning: beginningOfFinding(finding, series), ending: endingOf(finding, series) };
      return { finding, origin, companions, reason, recurrence, ...course };
    }),
  };
}
