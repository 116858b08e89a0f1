import { randomUUID } from 'node:crypto';
import { isoTime } from '../../lib/time.ts';
import type { RunClaim } from '../ledger.ts';
import { momentOf } from '../rows/moment.ts';
import { boundByRuns, conditionsOfRuns } from '../rows/run-filter.ts';
import { type RunRow, toRun } from '../rows/run-row.ts';
import type { Ledger } from '../store.ts';
import type { Connection } from './connection.ts';
import type { createWorkers } from './workers.ts';

/** Of all questions about a run's series together, from an index that has it all. */
const MODEL_MS = `(
  SELECT round(sum((julianday(q.responded_at) - julianday(q.prompted_at)) * 86400000))
  FROM results AS q INDEXED BY results_asked
  WHERE q.window_end = runs.window_end AND q.monitor = runs.monitor AND q.model_status <> 'not_asked')`;

/** The operations on `runs`. */
export function createLedger(
  { db, read, write }: Connection,
  { renewNow }: Pick<ReturnType<typeof createWorkers>, 'renewNow'>,
): Omit<Ledger, 'deleteRunsBefore' | 'deletePromptsBefore'> {
  const claim = db.prepare<[object], { attempt: number }>(`
    INSERT INTO runs (monitor, window_start, window_end, status, backfilled, claimed_at, claimed_by, lease_until, worker)
    SELECT @monitor, @start, @end, 'running', @backfilled, @now, @token, @leaseUntil, @worker
    WHERE @backfilled = 1 OR NOT EXISTS (
      SELECT 1 FROM runs
      WHERE monitor = @monitor AND status IN ('running', 'failed') AND window_end < @end AND backfilled = 0
        AND (status = 'running' OR attempt < @attempts))
    ON CONFLICT (monitor, window_end) DO UPDATE SET
      attempt = CASE status WHEN 'done' THEN attempt ELSE attempt + 1 END,
      status = 'running', claimed_at = @now, claimed_by = @token, lease_until = @leaseUntil, worker = @worker,
      finished_at = NULL, error_code = NULL, error = NULL
    WHERE (attempt < @attempts AND (status = 'failed' OR (status = 'running' AND lease_until <= @now)))
      OR (@again AND status = 'done' AND fallback_reason IS NOT NULL)
    RETURNING attempt`);
  const renew = db.prepare(`
    UPDATE runs SET lease_until = @until
    WHERE monitor = @monitor AND window_end = @end AND claimed_by = @token AND status = 'running'`);
  const fail = db.prepare(`
    UPDATE runs SET status = 'failed', attempt = attempt - @unspent, finished_at = @now, error_code = @code, error = @error
    WHERE monitor = @monitor AND window_end = @end AND claimed_by = @token AND status = 'running'`);
  const restore = db.prepare(`
    UPDATE runs SET status = 'done', finished_at = @now
    WHERE monitor = @monitor AND window_end = @end AND claimed_by = @token AND status = 'running'`);
  const standIns = db.prepare<[string, number], Pick<RunRow, 'window_start' | 'window_end'>>(`
    SELECT window_start, window_end FROM (
      SELECT * FROM runs WHERE monitor = ? AND backfilled = 0 ORDER BY window_end DESC LIMIT ?
    ) WHERE status = 'done' AND fallback_reason IS NOT NULL ORDER BY window_end`);
  // A run given back by a clean shutdown was no try: the count goes back, and the lease ends now.
  const release = db.prepare(`
    UPDATE runs SET attempt = attempt - 1, lease_until = @now
    WHERE monitor = @monitor AND window_end = @end AND claimed_by = @token AND status = 'running'`);
  const abandon = db.prepare(`
    UPDATE runs SET status = 'failed', finished_at = @now, error_code = 'internal',
      error = 'the worker ended ' || attempt || ' times in the middle of this run'
    WHERE monitor = @monitor AND status = 'running' AND lease_until <= @now AND attempt >= @attempts`);
  const skip = db.prepare(`
    INSERT INTO runs (monitor, window_start, window_end, status, finished_at, error)
    VALUES (?, ?, ?, 'skipped', ?, ?)
    ON CONFLICT DO UPDATE SET status = 'skipped', finished_at = excluded.finished_at,
      error = excluded.error || '; before that: ' || error
    WHERE status = 'failed'`);
  const newest = db
    .prepare<[string], string>(
      'SELECT window_end FROM runs WHERE monitor = ? AND backfilled = 0 ORDER BY window_end DESC LIMIT 1',
    )
    .pluck();
  const newestDone = db
    .prepare<[string], string | null>(
      `SELECT window_end FROM runs WHERE monitor = ? AND backfilled = 0 AND status = 'done'
      ORDER BY window_end DESC LIMIT 1`,
    )
    .pluck();
  const retries = db.prepare<
    [string, number, string],
    Pick<RunRow, 'window_start' | 'window_end' | 'attempt' | 'status'> & { ended_at: string }
  >(`
    SELECT window_start, window_end, attempt, status, coalesce(finished_at, lease_until) AS ended_at FROM runs
    WHERE status IN ('failed', 'running') AND monitor = ? AND attempt < ? AND (status = 'failed' OR lease_until <= ?)
    ORDER BY window_end`);
  const recent = db.prepare<[string, number], RunRow>(
    'SELECT * FROM runs WHERE monitor = ? ORDER BY window_end DESC LIMIT ?',
  );

  const nameOf = ({ monitor, window, token }: RunClaim) => ({ monitor, end: isoTime(window.end), token });

  return {
    async claimRun(monitor, window, { now, leaseMs, worker, attempts, backfilled = false, again = false }) {
      const token = randomUUID();
      const row = await write(() => {
        const claimed = claim.get({
          ...{ monitor, start: isoTime(window.start), end: isoTime(window.end) },
          ...{ now: isoTime(now), token, leaseUntil: isoTime(now + leaseMs), worker },
          ...{ attempts, backfilled: backfilled ? 1 : 0, again: again ? 1 : 0 },
        });
        if (claimed !== undefined) renewNow(worker, now + leaseMs);
        return claimed;
      });
      return row === undefined ? undefined : { monitor, window, attempt: row.attempt, token, again };
    },

    renewLease: (run, until) =>
      write(() => renew.run({ ...nameOf(run), until: isoTime(until) }).changes === 1),

    failRun: (run, { code, message, hint }, now, spent = true) =>
      write(() => {
        const error = hint === undefined ? message : `${message}. ${hint}`;
        if (run.again) restore.run({ ...nameOf(run), now: isoTime(now) });
        else fail.run({ ...nameOf(run), now: isoTime(now), code, error, unspent: spent ? 0 : 1 });
      }),

    releaseRun: (run, now) =>
      write(() => void (run.again ? restore : release).run({ ...nameOf(run), now: isoTime(now) })),

    skipRuns: (monitor, skipped, now) =>
      write(() => {
        for (const { start, end, reason } of skipped) {
          skip.run(monitor, isoTime(start), isoTime(end), isoTime(now), reason);
        }
      }),

    lastWindowEnd: (monitor) => read(() => momentOf(newest.get(monitor) ?? null)),

    lastDoneEnd: (monitor) => read(() => momentOf(newestDone.get(monitor) ?? null)),

    retryRuns: (monitor, attempts, now) =>
      write(() => {
        abandon.run({ monitor, attempts, now: isoTime(now) });
        return retries.all(monitor, attempts, isoTime(now)).map((row) => ({
          window: { start: Date.parse(row.window_start), end: Date.parse(row.window_end) },
          attempt: row.attempt,
          failed: row.status === 'failed',
          endedAt: Date.parse(row.ended_at),
        }));
      }),

    standInWindows: (monitor, limit) =>
      read(() =>
        standIns
          .all(monitor, limit)
          .map((row) => ({ start: Date.parse(row.window_start), end: Date.parse(row.window_end) })),
      ),

    recentRuns: (monitor, limit) => read(() => recent.all(monitor, limit).map(toRun)),

    findRuns: (filter) =>
      read(() => {
        const where = conditionsOfRuns(filter);
        return db
          .prepare<[object], RunRow>(
            `SELECT *, ${MODEL_MS} AS model_ms FROM runs ${where} ORDER BY window_end DESC, monitor LIMIT @limit`,
          )
          .all(boundByRuns(filter))
          .map(toRun);
      }),
  };
}
