import type { Run, RunStatus } from '../ledger.ts';
import { momentOf } from './moment.ts';

/** A row of `runs`, as it stands in the table. */
export interface RunRow {
  readonly monitor: string;
  readonly window_start: string;
  readonly window_end: string;
  readonly status: RunStatus;
  readonly attempt: number;
  readonly backfilled: 0 | 1;
  readonly source: string | null;
  readonly fallback_reason: string | null;
  readonly stood_in: string | null;
  readonly points: number | null;
  readonly series: number | null;
  readonly claimed_at: string | null;
  readonly lease_until: string | null;
  readonly finished_at: string | null;
  readonly read_ms: number | null;
  readonly judge_ms: number | null;
  readonly model_ms?: number | null;
  readonly error_code: string | null;
  readonly error: string | null;
}

export function toRun(row: RunRow): Run {
  return {
    monitor: row.monitor,
    window: { start: Date.parse(row.window_start), end: Date.parse(row.window_end) },
    status: row.status,
    attempt: row.attempt,
    backfilled: row.backfilled === 1,
    source: row.source,
    fallbackReason: row.fallback_reason,
    stoodIn: row.stood_in,
    points: row.points,
    series: row.series,
    claimedAt: momentOf(row.claimed_at),
    leaseUntil: momentOf(row.lease_until),
    finishedAt: momentOf(row.finished_at),
    readMs: row.read_ms,
    judgeMs: row.judge_ms,
    modelMs: row.model_ms ?? null,
    errorCode: row.error_code,
    error: row.error,
  };
}
