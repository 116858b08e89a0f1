import type { Finding } from '../detect/finding.ts';
import type { FindingKind } from '../detect/kinds.ts';
import type { Window } from '../source/source.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How far back is looked, so that what is read does not grow with the past. */
export const LOOK_BACK_MS = 30 * DAY_MS;
/** Begins at the same time of day within so much. */
const SAME_HOUR_MS = HOUR_MS / 2;

/** One finding of the past, in however many windows it stood. Epoch ms. */
export interface Episode {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** What the database knows of a series from the last `LOOK_BACK_MS` before a window. */
export interface SeriesPast {
  readonly series: string;
  /** End of its first window, epoch ms; null: this is it. */
  readonly firstEnd: number | null;
  /** End of the newest earlier window that has a reading as high, and as low; null: none. Windows that overlap this one are left out. */
  readonly asHigh: number | null;
  readonly asLow: number | null;
  /** Where readings lay (5 to 95 % of them) in the windows that ended at the same time of the last four such weekdays, or of the last seven days. */
  readonly usual: {
    readonly low: number;
    readonly high: number;
    readonly windows: number;
    readonly of: 'weekday' | 'day';
  } | null;
  /** Oldest first. */
  readonly episodes: readonly Episode[];
  /** What people said of findings of the series, oldest word first; absent where nobody did. */
  readonly opinions?: readonly Opinion[];
}

/** What somebody said of one finding. */
export interface Opinion {
  readonly kind: string;
  /** When the finding began, epoch ms. */
  readonly start: number;
  readonly judgement: 'right' | 'wrong';
}

/** How often something like a finding was there before. */
export interface Recurrence {
  /** Earlier ones of this kind that began in the last 7 and 30 days before it. */
  readonly in7Days: number;
  readonly in30Days: number;
  /** When the last of them began, epoch ms; null: there was none. */
  readonly lastAt: number | null;
  /** When this one began, which may be before its window; epoch ms. */
  readonly since: number;
  /** On how many of the last seven days one began at this time of day. */
  readonly daysAtThisHour: number;
  /** What people said of the earlier ones of the last 30 days, the newest first; null: nothing of this one. */
  readonly judged: readonly ('right' | 'wrong' | null)[];
}

export function recurrenceOf(
  finding: Finding,
  { episodes, opinions = [] }: Pick<SeriesPast, 'episodes' | 'opinions'>,
): Recurrence {
  const ofKind = episodes.filter(({ kind }) => kind === (finding.kind satisfies FindingKind));
  const same = ofKind.filter(({ start, end }) => start <= finding.end && end >= finding.start);
  const since = Math.min(finding.start, ...same.map(({ start }) => start));
  const earlier = ofKind.filter(({ start }) => start < since && start >= since - LOOK_BACK_MS);
  const last = earlier.at(-1);
  const inWeek = earlier.filter(({ start }) => start >= since - 7 * DAY_MS);
  const days = new Set(
    inWeek.flatMap(({ start }) => {
      const back = Math.round((since - start) / DAY_MS);
      return back >= 1 && Math.abs(since - start - back * DAY_MS) <= SAME_HOUR_MS ? [back] : [];
    }),
  );
  return {
    in7Days: inWeek.length,
    in30Days: earlier.length,
    lastAt: last?.start ?? null,
    since,
    daysAtThisHour: days.size,
    judged: earlier.toReversed().map((one) => judgementOf(one, opinions)),
  };
}

/** The newest word on a finding, in whichever of its windows it was said. */
function judgementOf({ kind, start, end }: Episode, opinions: readonly Opinion[]): 'right' | 'wrong' | null {
  const own = opinions.findLast((one) => one.kind === kind && one.start >= start && one.start <= end);
  return own?.judgement ?? null;
}

/** Ends of the windows that ended at the same time of day: of the last four such weekdays, and of the last seven days. */
export function sameHourEnds({ end }: Window): {
  readonly weekday: readonly number[];
  readonly day: readonly number[];
} {
  const back = (count: number, days: number) =>
    Array.from({ length: count }, (_, index) => end - (index + 1) * days * DAY_MS);
  return { weekday: back(4, 7), day: back(7, 1) };
}
