import type { MonitorConfig } from '../config/schema.ts';
import { NO_NOTES, type SeriesWindow, type Window } from '../source/source.ts';
import type { KnownSeries } from '../store/result.ts';

/** The series that were read, and an empty one for each that used to be there and is not. */
export function withVanished(
  read: readonly SeriesWindow[],
  known: readonly KnownSeries[],
  monitor: Pick<MonitorConfig, 'forgetAfter'>,
  window: Window,
): readonly SeriesWindow[] {
  const present = new Set(read.map(({ series }) => series));
  const vanished = known
    .filter((row) => !present.has(row.series) && isRemembered(row, monitor, window))
    .map(({ series }) => emptySeries(series));
  return [...read, ...vanished];
}

/** A series is missed until nothing came for `forgetAfter`: then it was taken down, not broken. */
function isRemembered(
  { lastSeen }: KnownSeries,
  { forgetAfter }: Pick<MonitorConfig, 'forgetAfter'>,
  window: Window,
): boolean {
  return lastSeen !== null && lastSeen > window.start - forgetAfter;
}

function emptySeries(series: string): SeriesWindow {
  return { series, times: new Float64Array(0), values: new Float64Array(0), notes: NO_NOTES };
}
