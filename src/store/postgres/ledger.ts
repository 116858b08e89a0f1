import { randomUUID } from 'node:crypto';
import { isoTime } from '../../lib/time.ts';
import type { RunClaim } from '../ledger.ts';
import { momentOf } from '../rows/moment.ts';
import { type RunRow, toRun } from '../rows/run-row.ts';
import type { Ledger } from '../store.ts';
import type { Connection } from './connection.ts';
import { inTurn } from './in-turn.ts';
import { lockMonitor } from './locks.ts';
import type { Months } from './months.ts';
import { statement } from './statement.ts';

// A claim whose word was lost with the connection finds its own token, and is what it was. It says that the worker lives as well.
const CLAIM = statement(`
  WITH claimed AS (
  INSERT INTO runs AS r (monitor, window_start, window_end, status, backfilled, claimed_at, claimed_by, lease_until, worker)
  SELECT @monitor, @start::timestamptz, @end::timestamptz, 'running', @backfilled::smallint, @now::timestamptz, @token,
    @leaseUntil::timestamptz, @worker
  WHERE @backfilled::smallint = 1 OR NOT EXISTS (
    SELECT 1 FROM runs
    WHERE monitor = @monitor AND status IN ('running', 'failed') AND window_end < @end::timestamptz AND backfilled = 0
      AND (status = 'running' OR attempt < @attempts::integer))
  ON CONFLICT (monitor, window_end) DO UPDATE SET
    attempt = CASE WHEN r.status = 'done' OR r.claimed_by = @token THEN r.attempt ELSE r.attempt + 1 END,
    status = 'running', claimed_at = excluded.claimed_at, claimed_by = @token, lease_until = excluded.lease_until,
    worker = @worker, finished_at = NULL, error_code = NULL, error = NULL
  WHERE (r.attempt < @attempts::integer AND (r.status = 'failed' OR (r.status = 'running' AND r.lease_until <= excluded.claimed_at)))
    OR (@again::smallint = 1 AND r.status = 'done' AND r.fallback_reason IS NOT NULL)
    OR (r.claimed_by = @token AND r.status = 'running')
  RETURNING attempt), alive AS (
  INSERT INTO workers AS w (id, lease_until) SELECT @worker, @leaseUntil::timestamptz FROM claimed
  ON CONFLICT (id) DO UPDATE SET lease_until = greatest(w.lease_until, excluded.lease_until))
  SELECT attempt FROM claimed`);

const OURS = `monitor = @monitor AND window_end = @end AND claimed_by = @token AND status = 'running'`;
const RENEW = statement(`UPDATE runs SET lease_until = @until WHERE ${OURS}`);
const FAIL = statement(`
  UPDATE runs SET status = 'failed', attempt = attempt - @unspent::integer, finished_at = @now, error_code = @code, error = @error
  WHERE ${OURS}`);
const RESTORE = statement(`UPDATE runs SET status = 'done', finished_at = @now WHERE ${OURS}`);
// A run given back by a clean shutdown was no try: the count goes back, and the lease ends now.
const RELEASE = statement(`UPDATE runs SET attempt = attempt - 1, lease_until = @now WHERE ${OURS}`);
const SKIP = statement(`
  INSERT INTO runs AS r (monitor, window_start, window_end, status, finished_at, error)
  SELECT DISTINCT ON (w."end") @monitor, w.start, w."end", 'skipped', @now::timestamptz, w.reason
  FROM json_to_recordset(@windows::json) AS w(start timestamptz, "end" timestamptz, reason text)
  ON CONFLICT (monitor, window_end) DO UPDATE SET status = 'skipped', finished_at = excluded.finished_at,
    error = excluded.error || '; before that: ' || r.error
  WHERE r.status = 'failed'`);
const NEWEST = statement(
  'SELECT window_end FROM runs WHERE monitor = @monitor AND backfilled = 0 ORDER BY window_end DESC LIMIT 1',
);
const NEWEST_DONE = statement(`
  SELECT window_end FROM runs WHERE monitor = @monitor AND backfilled = 0 AND status = 'done'
  ORDER BY window_end DESC LIMIT 1`);
const RETRIES = statement(`
  WITH abandoned AS (
    UPDATE runs SET status = 'failed', finished_at = @now, error_code = 'internal',
      error = 'the worker ended ' || attempt || ' times in the middle of this run'
    WHERE monitor = @monitor AND status = 'running' AND lease_until <= @now AND attempt >= @attempts::integer)
  SELECT window_start, window_end, attempt, status, coalesce(finished_at, lease_until) AS ended_at FROM runs
  WHERE status IN ('failed', 'running') AND monitor = @monitor AND attempt < @attempts::integer
    AND (status = 'failed' OR lease_until <= @now)
  ORDER BY window_end`);
const STAND_INS = statement(`
  SELECT window_start, window_end FROM (
    SELECT * FROM runs WHERE monitor = @monitor AND backfilled = 0 ORDER BY window_end DESC LIMIT @limit
  ) AS newest WHERE status = 'done' AND fallback_reason IS NOT NULL ORDER BY window_end`);
const RECENT = statement('SELECT * FROM runs WHERE monitor = @monitor ORDER BY window_end DESC LIMIT @limit');

type RetryRow = Pick<RunRow, 'window_start' | 'window_end' | 'attempt' | 'status'> & {
  readonly ended_at: string;
};

/** The operations on `runs`. */
export function createLedger(
  { ask, writeAtOnce }: Connection,
  months: Months,
): Omit<Ledger, 'findRuns' | 'deleteRunsBefore' | 'deletePromptsBefore'> {
  const nameOf = ({ monitor, window, token }: RunClaim) => ({ monitor, end: isoTime(window.end), token });
  const momentFrom = async (rows: Promise<readonly Pick<RunRow, 'window_end'>[]>): Promise<number | null> =>
    momentOf((await rows)[0]?.window_end ?? null);

  return {
    async claimRun(monitor, window, { now, leaseMs, worker, attempts, backfilled = false, again = false }) {
      const token = randomUUID();
      const leaseUntil = isoTime(now + leaseMs);
      const row = await months.during([window.end], () =>
        writeAtOnce(async (transaction) => {
          const [, claimed] = await inTurn([
            lockMonitor(transaction, monitor),
            transaction.rows<{ readonly attempt: number }>(CLAIM, {
              ...{ monitor, start: isoTime(window.start), end: isoTime(window.end) },
              ...{ now: isoTime(now), token, leaseUntil, worker, attempts },
              ...{ backfilled: backfilled ? 1 : 0, again: again ? 1 : 0 },
            }),
          ]);
          return claimed[0];
        }),
      );
      return row === undefined ? undefined : { monitor, window, attempt: row.attempt, token, again };
    },

    renewLease: async (run, until) =>
      (await ask(({ change }) => change(RENEW, { ...nameOf(run), until: isoTime(until) }))) === 1,

    failRun: (run, { code, message, hint }, now, spent = true) =>
      ask(async ({ change }) => {
        const error = hint === undefined ? message : `${message}. ${hint}`;
        const ended = { ...nameOf(run), now: isoTime(now) };
        if (run.again) await change(RESTORE, ended);
        else await change(FAIL, { ...ended, code, error, unspent: spent ? 0 : 1 });
      }),

    releaseRun: (run, now) =>
      ask(async ({ change }) => {
        await change(run.again ? RESTORE : RELEASE, { ...nameOf(run), now: isoTime(now) });
      }),

    async skipRuns(monitor, skipped, now) {
      const windows = skipped.map(({ start, end, reason }) => {
        return { start: isoTime(start), end: isoTime(end), reason: reason.replaceAll('\0', '\ufffd') };
      });
      const values = { monitor, now: isoTime(now), windows: JSON.stringify(windows) };
      const ends = skipped.map(({ end }) => end);
      await months.during(ends, () => ask(({ change }) => change(SKIP, values)));
    },

    lastWindowEnd: (monitor) => momentFrom(ask(({ rows }) => rows(NEWEST, { monitor }))),

    lastDoneEnd: (monitor) => momentFrom(ask(({ rows }) => rows(NEWEST_DONE, { monitor }))),

    async retryRuns(monitor, attempts, now) {
      const found = await ask(({ rows }) =>
        rows<RetryRow>(RETRIES, { monitor, attempts, now: isoTime(now) }),
      );
      return found.map((row) => ({
        window: { start: Date.parse(row.window_start), end: Date.parse(row.window_end) },
        attempt: row.attempt,
        failed: row.status === 'failed',
        endedAt: Date.parse(row.ended_at),
      }));
    },

    async standInWindows(monitor, limit) {
      type Found = Pick<RunRow, 'window_start' | 'window_end'>;
      const found = await ask(({ rows }) => rows<Found>(STAND_INS, { monitor, limit }));
      return found.map((row) => ({ start: Date.parse(row.window_start), end: Date.parse(row.window_end) }));
    },

    recentRuns: async (monitor, limit) =>
      (await ask(({ rows }) => rows<RunRow>(RECENT, { monitor, limit }))).map(toRun),
  };
}
