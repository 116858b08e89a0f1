import type { KnownSeries } from '../result.ts';
import { momentOf } from './moment.ts';

/** A row of `series`, as it stands in the table. */
export interface SeriesRow {
  readonly monitor: string;
  readonly series: string;
  readonly source: string;
  readonly window_end: string;
  readonly verdict: string;
  readonly since: string;
  readonly last_seen: string | null;
  readonly asked_end: string | null;
  readonly unit: string;
  readonly last_value: number | null;
  readonly usual_interval_s: number | null;
  readonly problem_since: string | null;
}

export function toKnownSeries(row: SeriesRow): KnownSeries {
  const { monitor, series, source, verdict, unit, usual_interval_s: usual } = row;
  return {
    ...{ monitor, series, source, verdict, unit },
    windowEnd: Date.parse(row.window_end),
    since: Date.parse(row.since),
    problemSince: momentOf(row.problem_since),
    lastSeen: momentOf(row.last_seen),
    lastValue: row.last_value,
    usualIntervalMs: usual === null ? null : usual * 1000,
    askedEnd: momentOf(row.asked_end),
  };
}
