import { isoTime } from '../lib/time.ts';
import type { ReplaySummary } from '../replay/replay-file.ts';

/** Findings that people are shown; machines get all that were kept. */
const MOST_SHOWN = 20;

/** How fast the rows of all series together were replayed. */
export interface ReplaySpeed {
  readonly seconds: number;
  readonly rowsPerSecond: number;
}

/** For machines: times as ISO 8601, null where there is none. */
export function replayJson(
  { findings, firstAt, lastAt, ...counts }: ReplaySummary,
  { seconds, rowsPerSecond }: ReplaySpeed,
) {
  return {
    ...counts,
    first_at: timeOrNull(firstAt),
    last_at: timeOrNull(lastAt),
    seconds,
    rows_per_second: Math.round(rowsPerSecond),
    findings_total: findings.total,
    findings: findings.findings.map((finding) => ({
      ...finding,
      start: isoTime(finding.start),
      end: isoTime(finding.end),
    })),
  };
}

/** For people. */
export function describeReplay(summary: ReplaySummary): string {
  const { series, rows, nulls, unreadable, firstAt, lastAt, flagged, findings } = summary;
  const shown = findings.findings.slice(0, MOST_SHOWN);
  const more = findings.total - shown.length;
  return [
    `${series}: ${rows} rows, ${nulls} of them without a value, ${unreadable} without a time; ${flagged} flagged.`,
    Number.isNaN(firstAt) ? 'No row could be read.' : `From ${isoTime(firstAt)} to ${isoTime(lastAt)}.`,
    findings.total === 1 ? '1 finding:' : `${findings.total} findings${findings.total === 0 ? '.' : ':'}`,
    ...shown.map(({ sentence }) => `  ${sentence}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    '',
  ].join('\n');
}

function timeOrNull(ms: number): string | null {
  return Number.isNaN(ms) ? null : isoTime(ms);
}
