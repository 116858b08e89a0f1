import type { ClaimVerdict } from '../../factcheck/claim.ts';
import type { ModelStatus } from '../../model/model.ts';

/** A row of `runs`, as it stands in the table. */
export interface RunRow {
  readonly monitor: string;
  readonly window_start: string;
  readonly window_end: string;
  readonly status: 'running' | 'done' | 'failed' | 'skipped';
  readonly attempt: number;
  readonly backfilled: 0 | 1;
  readonly source: string | null;
  readonly fallback_reason: string | null;
  readonly points: number | null;
  readonly series: number | null;
  readonly notes: string | null;
  readonly claimed_at: string | null;
  readonly lease_until: string | null;
  readonly finished_at: string | null;
  readonly error_code: string | null;
  readonly error: string | null;
}

/** A row of `results`, as it stands in the table. */
export interface ResultRow {
  readonly id: number;
  readonly monitor: string;
  readonly series: string;
  readonly window_start: string;
  readonly window_end: string;
  readonly unit: string;
  readonly points: number;
  readonly nulls: number;
  readonly mean: number | null;
  readonly stddev: number | null;
  readonly median: number | null;
  readonly mad: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly p05: number | null;
  readonly p25: number | null;
  readonly p75: number | null;
  readonly p95: number | null;
  readonly first: number | null;
  readonly last: number | null;
  readonly last_at: string | null;
  readonly usual_interval_s: number | null;
  readonly longest_gap_s: number | null;
  readonly verdict: string;
  readonly score: number | null;
  readonly findings: string;
  readonly prompt: string | null;
  readonly prompt_hash: string | null;
  readonly prompted_at: string | null;
  readonly response: string | null;
  readonly responded_at: string | null;
  readonly model: string | null;
  readonly model_requested: string | null;
  readonly model_status: ModelStatus | null;
  readonly model_reason: string | null;
  readonly model_verdict: string | null;
  readonly summary: string;
  readonly summary_by: 'model' | 'facts';
  readonly claims_supported: number | null;
  readonly claims_refuted: number | null;
  readonly claims_unverifiable: number | null;
  readonly prompt_tokens: number | null;
  readonly completion_tokens: number | null;
}

/** A row of `claims`. */
export interface ClaimRow {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: string;
  readonly verdict: ClaimVerdict;
  readonly evidence: string;
}

/** A row of `series`: what is known of a series from its past windows in one source. */
export interface SeriesRow {
  readonly monitor: string;
  readonly series: string;
  readonly source: string;
  readonly window_end: string;
  readonly verdict: string;
  readonly since: string;
  readonly last_seen: string | null;
}
