import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { PlumblineError } from '../../lib/errors.ts';
import { isoTime } from '../../lib/time.ts';
import type { Window } from '../../source/source.ts';
import type { RunRow } from './rows.ts';

/** The right to do one run, until the lease ends. */
export interface RunClaim {
  readonly monitor: string;
  readonly window: Window;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly token: string;
}

/** A window that was tried before and is due again. */
export interface Retry {
  readonly window: Window;
  readonly attempt: number;
  /** When the last try ended, or its lease; epoch ms. */
  readonly endedAt: number;
}

export interface ClaimOptions {
  readonly now: number;
  readonly leaseMs: number;
  /** Tries a run gets in all. */
  readonly attempts: number;
  readonly backfilled?: boolean;
}

/** A window, or a span of many, that will not be run. */
export interface SkippedWindow extends Window {
  readonly reason: string;
}

/** The operations on `runs`; each is one statement, so that two workers on one file stay apart. */
export function createLedger(db: Database) {
  const claim = db.prepare<[object], { attempt: number }>(`
    INSERT INTO runs (monitor, window_start, window_end, status, backfilled, claimed_at, claimed_by, lease_until)
    VALUES (@monitor, @start, @end, 'running', @backfilled, @now, @token, @leaseUntil)
    ON CONFLICT (monitor, window_end) DO UPDATE SET
      status = 'running', attempt = attempt + 1, claimed_at = @now, claimed_by = @token, lease_until = @leaseUntil,
      finished_at = NULL, error_code = NULL, error = NULL
    WHERE attempt < @attempts
      AND (status = 'failed' OR (status = 'running' AND lease_until <= @now))
    RETURNING attempt`);
  const renew = db.prepare(`
    UPDATE runs SET lease_until = ? WHERE monitor = ? AND window_end = ? AND claimed_by = ? AND status = 'running'`);
  const fail = db.prepare(`
    UPDATE runs SET status = 'failed', finished_at = @now, error_code = @code, error = @error
    WHERE monitor = @monitor AND window_end = @end AND claimed_by = @token AND status = 'running'`);
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
    VALUES (?, ?, ?, 'skipped', ?, ?) ON CONFLICT DO NOTHING`);
  const newest = db
    .prepare<[string], string | null>('SELECT max(window_end) FROM runs WHERE monitor = ? AND backfilled = 0')
    .pluck();
  const retries = db.prepare<
    [string, number, string],
    Pick<RunRow, 'window_start' | 'window_end' | 'attempt'> & { ended_at: string }
  >(`
    SELECT window_start, window_end, attempt, coalesce(finished_at, lease_until) AS ended_at FROM runs
    WHERE monitor = ? AND attempt < ? AND (status = 'failed' OR (status = 'running' AND lease_until <= ?))
    ORDER BY window_end`);
  const recent = db.prepare<[string, number], RunRow>(
    'SELECT * FROM runs WHERE monitor = ? ORDER BY window_end DESC LIMIT ?',
  );

  return {
    /** Takes a run, or undefined when it is done, skipped, out of attempts, or under way elsewhere. */
    async claimRun(monitor: string, window: Window, options: ClaimOptions): Promise<RunClaim | undefined> {
      const token = randomUUID();
      // `get` would stop at the row and hand out a claim that a full disk then keeps from being stored.
      const [row] = claim.all({
        monitor,
        start: isoTime(window.start),
        end: isoTime(window.end),
        backfilled: options.backfilled === true ? 1 : 0,
        now: isoTime(options.now),
        token,
        leaseUntil: isoTime(options.now + options.leaseMs),
        attempts: options.attempts,
      });
      return row === undefined ? undefined : { monitor, window, attempt: row.attempt, token };
    },

    /** Keeps a long run ours; false when somebody else has taken it over. */
    async renewLease(run: RunClaim, untilMs: number): Promise<boolean> {
      return renew.run(isoTime(untilMs), run.monitor, isoTime(run.window.end), run.token).changes === 1;
    },

    /** Ends a run as failed; it is due again while attempts are left. */
    async failRun(run: RunClaim, error: PlumblineError, now: number): Promise<void> {
      const text = error.hint === undefined ? error.message : `${error.message}. ${error.hint}`;
      const { monitor, token } = run;
      fail.run({
        monitor,
        token,
        end: isoTime(run.window.end),
        now: isoTime(now),
        code: error.code,
        error: text,
      });
    },

    /** Gives an unfinished run back, for a shutdown. */
    async releaseRun(run: RunClaim, now: number): Promise<void> {
      const { monitor, token } = run;
      release.run({ monitor, token, end: isoTime(run.window.end), now: isoTime(now) });
    },

    /** Records windows that will not be run; those already in the ledger stay as they are. */
    async skipRuns(monitor: string, skipped: readonly SkippedWindow[], now: number): Promise<void> {
      db.transaction(() => {
        for (const { start, end, reason } of skipped) {
          skip.run(monitor, isoTime(start), isoTime(end), isoTime(now), reason);
        }
      }).immediate();
    },

    /** End of the newest window in the ledger, epoch ms; backfilled ones don't count. */
    async lastWindowEnd(monitor: string): Promise<number | null> {
      const end = newest.get(monitor);
      return end === null || end === undefined ? null : Date.parse(end);
    },

    /**
     * Windows to try again, oldest first: failed ones, and those whose worker died. A run in which the worker
     * died on its last attempt is ended as failed here, so that one poisonous window can't kill every start.
     */
    async retryRuns(monitor: string, attempts: number, now: number): Promise<readonly Retry[]> {
      abandon.run({ monitor, attempts, now: isoTime(now) });
      return retries.all(monitor, attempts, isoTime(now)).map((row) => ({
        window: { start: Date.parse(row.window_start), end: Date.parse(row.window_end) },
        attempt: row.attempt,
        endedAt: Date.parse(row.ended_at),
      }));
    },

    /** The newest runs of a monitor, newest first. */
    async recentRuns(monitor: string, limit: number): Promise<readonly RunRow[]> {
      return recent.all(monitor, limit);
    },
  };
}

/** Thrown inside the transaction that would finish a run which is no longer ours. */
export function leaseLost(run: RunClaim): PlumblineError {
  return new PlumblineError(
    'internal',
    `the run of ${run.monitor} to ${isoTime(run.window.end)} was taken over by another worker`,
    { hint: 'Nothing was written; the other worker finishes it.' },
  );
}
