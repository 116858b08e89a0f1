import type { DeliveryCounts } from '../delivery.ts';
import { momentOf } from './moment.ts';

/** A row of `outbox` that waits, as far as it is looked at. */
export interface WaitingRow {
  readonly id: number;
  readonly key: string;
  readonly news: string;
  readonly due_at: string;
  readonly claimed_by: string | null;
  readonly lease_until: string | null;
  readonly attempts: number;
  readonly created_at: string;
}

/** What was counted of a target. */
export interface CountsRow {
  readonly target: string;
  readonly waiting: number;
  readonly oldest: string | null;
  readonly sent: number;
  readonly dead: number;
  readonly dead_at: string | null;
  readonly dead_reason: string | null;
  readonly reason: string | null;
}

export function toCounts(row: CountsRow): DeliveryCounts {
  const { oldest, dead_at: deadAt, dead_reason: deadReason, ...counts } = row;
  return { ...counts, deadReason, oldestAt: momentOf(oldest), deadAt: momentOf(deadAt) };
}
