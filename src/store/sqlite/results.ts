import type { Database } from 'better-sqlite3';
import type { Finding, Verdict } from '../../detect/finding.ts';
import { isoTime } from '../../lib/time.ts';
import type { SourceNotes } from '../../source/source.ts';
import type { Statistics } from '../../statistics/describe.ts';
import type { BaselineStep, BaselineStore } from './baselines.ts';
import { leaseLost, type RunClaim } from './ledger.ts';

/** One series of a run, inspected and put into words, before anybody asked a model. */
export interface NewResult {
  readonly series: string;
  readonly unit: string;
  readonly points: number;
  readonly statistics: Statistics;
  readonly verdict: Verdict;
  readonly score: number | null;
  readonly findings: readonly Finding[];
  readonly summary: string;
  readonly notes: SourceNotes;
  /** True when the model will be asked: the row then waits; otherwise `model_status` is `not_asked`. */
  readonly toBeAsked: boolean;
}

export interface FinishedRun {
  readonly source: string;
  readonly fallbackReason: string | null;
  readonly results: readonly NewResult[];
  /** What the baselines learned in this run. */
  readonly baselines: readonly BaselineStep[];
}

const COLUMNS = (
  'monitor series window_start window_end unit points nulls mean stddev median mad min max p05 p25 p75 p95 ' +
  'first last last_at usual_interval_s longest_gap_s verdict score findings model_status summary summary_by'
).split(' ');

/** What ends a run: ledger, results, series and baselines. */
export function createResults(db: Database, baselines: BaselineStore) {
  const finish = db.prepare(`
    UPDATE runs SET status = 'done', source = @source, fallback_reason = @fallbackReason, points = @points,
      series = @series, notes = @notes, finished_at = @now
    WHERE monitor = @monitor AND window_end = @end AND claimed_by = @token AND status = 'running'`);
  const insert = db.prepare(
    `INSERT INTO results (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((column) => `@${column}`).join(', ')})`,
  );
  const seen = db.prepare(`
    INSERT INTO series (monitor, series, source, window_end, verdict, since, last_seen)
    VALUES (@monitor, @series, @source, @end, @verdict, @end, @lastSeen)
    ON CONFLICT (monitor, series, source) DO UPDATE SET
      since = CASE WHEN verdict = @verdict THEN since ELSE @end END,
      verdict = @verdict,
      window_end = @end,
      last_seen = coalesce(max(last_seen, @lastSeen), last_seen, @lastSeen)
    WHERE @end > window_end`);

  return {
    /**
     * Ends a run as done: ledger, results, series and baselines in one transaction.
     * Returns the ids of the results, in their order. Throws when the lease was lost; nothing is written then.
     */
    async finishRun(run: RunClaim, finished: FinishedRun, now: number): Promise<readonly number[]> {
      const { monitor, window, token } = run;
      return db
        .transaction(() => {
          const { changes } = finish.run({
            ...{ monitor, token, end: isoTime(window.end), now: isoTime(now) },
            ...{ source: finished.source, fallbackReason: finished.fallbackReason },
            points: finished.results.reduce((sum, result) => sum + result.points, 0),
            series: finished.results.length,
            notes: notesJson(finished.results),
          });
          if (changes !== 1) throw leaseLost(run);
          const ids = finished.results.map((result) => {
            const row = resultRow(run, result);
            seen.run({
              monitor,
              series: row.series,
              source: finished.source,
              verdict: row.verdict,
              end: row.window_end,
              lastSeen: row.last_at,
            });
            return Number(insert.run(row).lastInsertRowid);
          });
          finished.baselines.forEach(baselines.advance);
          return ids;
        })
        .immediate();
    },
  };
}

function resultRow(run: RunClaim, result: NewResult) {
  const { statistics } = result;
  const { mean, stddev, median, mad, min, max, p05, p25, p75, p95, first, last } = statistics;
  const figures = { mean, stddev, median, mad, min, max, p05, p25, p75, p95, first, last };
  return {
    monitor: run.monitor,
    series: result.series,
    window_start: isoTime(run.window.start),
    window_end: isoTime(run.window.end),
    unit: result.unit,
    points: result.points,
    nulls: statistics.nulls,
    ...Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, finiteOrNull(figure)])),
    last_at: Number.isNaN(statistics.lastAt) ? null : isoTime(statistics.lastAt),
    usual_interval_s: finiteOrNull(statistics.usualIntervalMs / 1000),
    longest_gap_s: finiteOrNull(statistics.longestGapMs / 1000),
    verdict: result.verdict,
    score: result.score,
    findings: JSON.stringify(result.findings.map(findingJson)),
    model_status: result.toBeAsked ? null : 'not_asked',
    summary: result.summary,
    summary_by: 'facts',
  };
}

/** A finding with times that people read. */
function findingJson(finding: Finding) {
  return { ...finding, start: isoTime(finding.start), end: isoTime(finding.end) };
}

/** SQLite has no NaN, and an infinite figure says nothing in a table. */
function finiteOrNull(figure: number): number | null {
  return Number.isFinite(figure) ? figure : null;
}

/** What the source noted, by series; null when there is nothing to say. */
function notesJson(results: readonly NewResult[]): string | null {
  const odd = results.filter(({ notes }) => notes.unreadable + notes.duplicates + notes.disordered > 0);
  return odd.length === 0
    ? null
    : JSON.stringify(Object.fromEntries(odd.map((one) => [one.series, one.notes])));
}
