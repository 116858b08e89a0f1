import type { Flag } from '../../finding.ts';

const SECONDS_PER_HOUR = 3600;

/**
 * QARTOD time gap: the row after a step strictly longer than the span is 4; the first row takes the flag of the
 * second. Times are epoch ms; a missing time (NaN) is 9, and a row beside it not evaluated.
 */
export function timeGapFlags(times: Float64Array, failHours: number): Flag[] {
  const allowedMs = Math.trunc(failHours * SECONDS_PER_HOUR) * 1000;
  const flags = Array.from(times, (time, row): Flag => {
    if (Number.isNaN(time)) return 9;
    const step = time - (times[row - 1] ?? Number.NaN);
    if (Number.isNaN(step)) return 2;
    return step > allowedMs ? 4 : 1;
  });
  if (flags.length === 1) return flags[0] === 9 ? [9] : [1];
  if (flags[1] !== undefined && (flags[0] === 9 || flags[1] !== 9)) flags[0] = flags[1];
  return flags;
}

/** QARTOD data reception: rows older than the span at the moment `from` (epoch ms) are 4. */
export function dataReceptionFlags(times: Float64Array, failHours: number, from: number): Flag[] {
  const allowedMs = Math.trunc(failHours * SECONDS_PER_HOUR) * 1000;
  return Array.from(times, (time) => {
    if (Number.isNaN(time)) return 9;
    return from - time > allowedMs ? 4 : 1;
  });
}
