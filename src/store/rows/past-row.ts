import type { SeriesPast } from '../../facts/past.ts';
import { momentOf } from './moment.ts';

/** What was found of one series before a window. */
export interface PastRow {
  readonly series: string;
  readonly first_end: string | null;
  readonly as_high: string | null;
  readonly as_low: string | null;
  readonly weekday_low: number | null;
  readonly weekday_high: number | null;
  readonly weekdays: number;
  readonly day_low: number | null;
  readonly day_high: number | null;
  readonly days: number;
  /** JSON. */
  readonly episodes: string;
}

/** Windows that must have ended at this hour before anything is called usual. */
const FEWEST_WINDOWS = 3;

export function toPast(row: PastRow): SeriesPast {
  const kept: readonly { kind: string; start: string; end: string }[] = JSON.parse(row.episodes);
  return {
    series: row.series,
    firstEnd: momentOf(row.first_end),
    asHigh: momentOf(row.as_high),
    asLow: momentOf(row.as_low),
    usual:
      usualOf(row.weekday_low, row.weekday_high, row.weekdays, 'weekday') ??
      usualOf(row.day_low, row.day_high, row.days, 'day'),
    episodes: kept.map(({ kind, start, end }) => ({ kind, start: Date.parse(start), end: Date.parse(end) })),
  };
}

function usualOf(
  low: number | null,
  high: number | null,
  windows: number,
  of: 'weekday' | 'day',
): SeriesPast['usual'] {
  return low === null || high === null || windows < FEWEST_WINDOWS ? null : { low, high, windows, of };
}
