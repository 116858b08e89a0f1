import { formatDuration } from '../lib/time.ts';
import type { Window } from '../source/source.ts';
import type { Inspection } from './inspect.ts';
import { formatInterval, formatTime } from './sentence.ts';

/** A series that reports at so many times its usual interval still is late, and not yet silent. */
const SILENT_INTERVALS = 5;

/** What earlier windows say of a series; null where they say nothing. */
export interface Past {
  /** Time of its newest point, epoch ms. */
  readonly lastSeen: number | null;
  readonly usualIntervalMs: number | null;
}

/**
 * Whether a series is silent at the end of a window, by its own time: `silentAfterMs` where the operator said it, or else some of
 * its usual intervals. So a window without a value is no silence of a sensor that reports more rarely, and one with old
 * values only is. `sentence` says what is not overdue yet.
 */
export function withSilence(
  inspection: Inspection,
  window: Window,
  past: Past | undefined,
  silentAfterMs: number | undefined,
): Inspection & { readonly sentence?: string } {
  const { statistics, findings } = inspection;
  if (statistics.count > 0) {
    const isStale = findings.some(
      ({ kind, flag, end }) => kind === 'stale' && flag === 4 && end >= window.end,
    );
    return isStale ? { ...inspection, verdict: 'missing' } : inspection;
  }
  const lastSeen = past?.lastSeen ?? null;
  const allowedMs = silentAfterMs ?? SILENT_INTERVALS * (past?.usualIntervalMs ?? 0);
  // Empty readings, and such of the future, are something else than none.
  const isOdd = statistics.nulls > 0 || findings.length > 0;
  if (lastSeen === null || isOdd || window.end - lastSeen > allowedMs) return inspection;
  const span = formatInterval(window.start, window.end);
  const sentence = `No value came in the window ${span}, and none is overdue yet: the last one came at ${formatTime(lastSeen)}, and the series is silent ${formatDuration(allowedMs)} after it.`;
  return { ...inspection, verdict: 'unknown', sentence };
}
