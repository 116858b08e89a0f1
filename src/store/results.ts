import type { Database } from 'better-sqlite3';
import type { Finding, Verdict } from '../detect/finding.ts';
import type { Claim } from '../factcheck/claim.ts';
import { isoTime } from '../lib/time.ts';
import type { Message, ModelStatus, Reply } from '../model/model.ts';
import type { SourceNotes } from '../source/source.ts';
import type { Statistics } from '../statistics/describe.ts';
import { type BaselineStep, type BaselineStore, createBaselineStore } from './baselines.ts';
import { leaseLost, type RunClaim } from './ledger.ts';
import type { ClaimRow, ResultRow, SeriesRow } from './rows.ts';

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

/** What is stored once the model has answered and its claims are checked. */
export interface CheckedAnswer {
  readonly reply: Reply;
  readonly modelVerdict: string | null;
  readonly claims: readonly Claim[];
  /** What may be shown of the model's words; null: nothing, the plain sentence stays. */
  readonly summary: string | null;
}

export interface ResultFilter {
  readonly monitor?: string;
  readonly series?: string;
  readonly verdict?: string;
  /** Windows that end at or after this, epoch ms. */
  readonly since?: number;
  /** Only the newest row of each series. */
  readonly latest?: boolean;
  readonly limit: number;
}

const COLUMNS = [
  ...[
    'monitor',
    'series',
    'window_start',
    'window_end',
    'unit',
    'points',
    'nulls',
    'mean',
    'stddev',
    'median',
    'mad',
  ],
  ...[
    'min',
    'max',
    'p05',
    'p25',
    'p75',
    'p95',
    'first',
    'last',
    'last_at',
    'usual_interval_s',
    'longest_gap_s',
  ],
  ...['verdict', 'score', 'findings', 'model_status', 'summary', 'summary_by'],
];

/** The operations on `results` and the tables that hang on it; each that writes is one transaction. */
export function createResults(db: Database) {
  const baselines = createBaselineStore(db);
  return { ...writes(db, baselines), ...exchanges(db), ...reads(db), ...baselines.operations };
}

function writes(db: Database, baselines: BaselineStore) {
  const finish = db.prepare(`
    UPDATE runs SET status = 'done', source = @source, fallback_reason = @fallbackReason, points = @points,
      series = @series, notes = @notes, finished_at = @now
    WHERE monitor = @monitor AND window_end = @end AND claimed_by = @token AND status = 'running'`);
  const insert = db.prepare(
    `INSERT INTO results (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((column) => `@${column}`).join(', ')})`,
  );
  const seen = db.prepare(`
    INSERT INTO series (monitor, series, verdict, since, last_seen)
    VALUES (@monitor, @series, @verdict, @end, @lastSeen)
    ON CONFLICT (monitor, series) DO UPDATE SET
      since = CASE WHEN verdict = @verdict THEN since ELSE @end END,
      verdict = @verdict,
      last_seen = coalesce(max(last_seen, @lastSeen), last_seen, @lastSeen)`);

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

function exchanges(db: Database) {
  const prompt = db.prepare(`
    UPDATE results SET prompt = ?, prompt_hash = ?, prompted_at = ?, model_requested = ? WHERE id = ?`);
  const answer = db.prepare(`
    UPDATE results SET response = @text, responded_at = @now, model = @model, model_status = @status,
      model_reason = @reason, model_verdict = @modelVerdict, prompt_tokens = @promptTokens,
      completion_tokens = @completionTokens, summary = coalesce(@summary, summary),
      summary_by = CASE WHEN @summary IS NULL THEN summary_by ELSE 'model' END,
      claims_supported = @supported, claims_refuted = @refuted, claims_unverifiable = @unverifiable
    WHERE id = @id`);
  const none = db.prepare(
    'UPDATE results SET model_status = ?, model_reason = ? WHERE id = ? AND model_status IS NULL',
  );
  const claim = db.prepare(`
    INSERT INTO claims (result_id, start, "end", text, kind, verdict, evidence) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING`);
  const rejected = db.prepare(
    'INSERT INTO rejected_answers (result_id, attempt, response, reason, at) VALUES (?, ?, ?, ?, ?)',
  );
  const orphans = db.prepare(`
    UPDATE results SET model_status = 'unavailable', model_reason = 'the worker ended before the model had answered'
    WHERE model_status IS NULL`);

  return {
    /** Stores what is about to be asked. Called before the model is. */
    async recordPrompt(
      id: number,
      asked: { readonly messages: readonly Message[]; readonly hash: string; readonly model: string },
      now: number,
    ): Promise<void> {
      prompt.run(JSON.stringify(asked.messages), asked.hash, isoTime(now), asked.model, id);
    },

    /** Stores the answer, its claims and, where something of it may be shown, the summary. */
    async recordAnswer(id: number, checked: CheckedAnswer, now: number): Promise<void> {
      const count = (verdict: Claim['verdict']) =>
        checked.claims.filter((one) => one.verdict === verdict).length;
      db.transaction(() => {
        answer.run({
          ...replyColumns(id, checked.reply, now),
          ...{
            status: 'answered',
            reason: null,
            modelVerdict: checked.modelVerdict,
            summary: checked.summary,
          },
          ...{
            supported: count('supported'),
            refuted: count('refuted'),
            unverifiable: count('unverifiable'),
          },
        });
        for (const { start, end, text, kind, verdict, evidence } of checked.claims) {
          claim.run(id, start, end, text, kind, verdict, evidence);
        }
      }).immediate();
    },

    /** Stores a reply that is no answer (`truncated`, `unparseable`): the plain sentence stays. */
    async recordUnusableReply(
      id: number,
      status: 'truncated' | 'unparseable',
      reason: string,
      reply: Reply,
      now: number,
    ): Promise<void> {
      const nothing = {
        modelVerdict: null,
        summary: null,
        supported: null,
        refuted: null,
        unverifiable: null,
      };
      answer.run({ ...replyColumns(id, reply, now), ...nothing, status, reason });
    },

    /** Stores why a question has no reply at all. */
    async recordNoReply(id: number, status: ModelStatus, reason: string | null): Promise<void> {
      none.run(status, reason, id);
    },

    /** Keeps an earlier attempt that did not become the answer. */
    async recordRejected(
      id: number,
      attempt: number,
      response: string,
      reason: string,
      now: number,
    ): Promise<void> {
      rejected.run(id, attempt, response, reason, isoTime(now));
    },

    /** Ends the questions that an earlier process left waiting; returns how many. */
    async closeOrphanedQuestions(): Promise<number> {
      return orphans.run().changes;
    },
  };
}

function reads(db: Database) {
  const one = db.prepare<[number], ResultRow>('SELECT * FROM results WHERE id = ?');
  const claims = db.prepare<[number], ClaimRow>(
    'SELECT start, "end", text, kind, verdict, evidence FROM claims WHERE result_id = ? ORDER BY start, "end"',
  );
  const known = db.prepare<[string], SeriesRow>('SELECT * FROM series WHERE monitor = ? ORDER BY series');

  return {
    /** Results that match, newest first. */
    async findResults(filter: ResultFilter): Promise<readonly ResultRow[]> {
      const where = [
        ...(filter.monitor === undefined ? [] : ['monitor = @monitor']),
        ...(filter.series === undefined ? [] : ['series = @series']),
        ...(filter.verdict === undefined ? [] : ['verdict = @verdict']),
        ...(filter.since === undefined ? [] : ['window_end >= @since']),
      ];
      const sql = `SELECT * FROM ${filter.latest === true ? 'latest_results' : 'results'}
        ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`}
        ORDER BY window_end DESC, monitor, series LIMIT @limit`;
      const since = filter.since === undefined ? null : isoTime(filter.since);
      return db.prepare<[object], ResultRow>(sql).all({ ...filter, since, latest: null });
    },

    async getResult(id: number): Promise<{ result: ResultRow; claims: readonly ClaimRow[] } | undefined> {
      const result = one.get(id);
      return result === undefined ? undefined : { result, claims: claims.all(id) };
    },

    /** Every series of a monitor that was ever seen. */
    async knownSeries(monitor: string): Promise<readonly SeriesRow[]> {
      return known.all(monitor);
    },
  };
}

function replyColumns(id: number, reply: Reply, now: number) {
  const { text, model, promptTokens, completionTokens } = reply;
  return { id, text, model, promptTokens, completionTokens, now: isoTime(now) };
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
