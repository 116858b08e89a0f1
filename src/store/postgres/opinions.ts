import { PlumblineError } from '../../lib/errors.ts';
import { isoTime } from '../../lib/time.ts';
import type { EvaluationSummary, ModelRecord } from '../evaluation.ts';
import { type ClaimFeedback, type Feedback, toJudgedFindings } from '../feedback.ts';
import type { Opinions } from '../store.ts';
import type { Connection } from './connection.ts';
import { statement } from './statement.ts';

// The row that is judged stays as long as it takes to write the word on it.
const JUDGE = statement(`
  INSERT INTO feedback (result_id, window_end, judgement, note, at)
  SELECT id, window_end, @judgement, @note, @now FROM results WHERE id = @id FOR KEY SHARE`);
const FEEDBACK = statement(`
  SELECT f.id, r.monitor, r.series, (finding ->> 'detector') COLLATE "C" AS detector, f.judgement, f.at,
    jsonb_agg(jsonb_build_object('kind', finding ->> 'kind', 'start', finding ->> 'start')) AS findings
  FROM feedback AS f JOIN results AS r ON r.id = f.result_id AND r.window_end = f.window_end,
    jsonb_array_elements(r.findings) AS finding
  WHERE f.id = (SELECT max(id) FROM feedback WHERE result_id = f.result_id)
    AND (@monitor::text IS NULL OR r.monitor = @monitor)
  GROUP BY f.id, r.monitor, r.series, detector, f.judgement, f.at
  ORDER BY f.id, detector`);
const JUDGE_CLAIM = statement(`
  INSERT INTO claim_feedback (result_id, window_end, start, "end", kind, judgement, note, at)
  SELECT result_id, window_end, start, "end", kind, @judgement, @note, @at FROM claims
  WHERE result_id = @resultId AND start = @start AND "end" = @end AND kind = @kind FOR KEY SHARE`);
const CLAIM_FEEDBACK = statement(`
  SELECT f.result_id AS "resultId", r.monitor, r.series, f.start, f."end", f.kind, c.text, c.verdict, c.evidence,
    f.judgement, f.note, f.at
  FROM claim_feedback AS f JOIN results AS r ON r.id = f.result_id AND r.window_end = f.window_end
    JOIN claims AS c ON c.result_id = f.result_id AND c.start = f.start AND c."end" = f."end" AND c.kind = f.kind
  WHERE NOT EXISTS (SELECT 1 FROM claim_feedback AS later WHERE later.result_id = f.result_id AND later.id > f.id
    AND later.start = f.start AND later."end" = f."end" AND later.kind = f.kind)
  ORDER BY f.id DESC LIMIT @limit`);
const MS = 'extract(epoch FROM responded_at - prompted_at) * 1000';
const sum = (column: string): string => `coalesce(sum(${column}), 0)`;
const RECORDS = statement(`
  SELECT model, model_status AS status, count(*) AS questions, count(*) FILTER (WHERE summary_by = 'model') AS shown,
    ${sum('claims_supported')} AS supported, ${sum('claims_refuted')} AS refuted,
    ${sum('claims_unverifiable')} AS unverifiable, ${sum('prompt_tokens')} AS "promptTokens",
    ${sum('completion_tokens')} AS "completionTokens", round(${sum(MS)}) AS ms, round(coalesce(max(${MS}), 0)) AS "longestMs"
  FROM results WHERE window_end >= @start AND window_end < @end AND model_status <> 'not_asked'
  GROUP BY model, model_status ORDER BY model COLLATE "C" NULLS FIRST, model_status COLLATE "C"`);
const EVALUATE = statement(`
  INSERT INTO evaluations (at, data, model, role, prompt_hash, scores, outcomes)
  VALUES (@at, @data, @model, @role, @promptHash, @scores, @outcomes)`);
const EVALUATIONS = statement(`
  SELECT * FROM (
    SELECT DISTINCT ON (data, model, role, prompt_hash) at, data, model, role, prompt_hash, scores FROM evaluations
    ORDER BY data, model, role, prompt_hash, at DESC
  ) AS newest ORDER BY at`);

type FeedbackRow = Omit<Feedback, 'at' | 'findings'> & {
  readonly id: number;
  readonly at: string;
  /** JSON. */
  readonly findings: string;
};

interface EvaluationRow extends Omit<EvaluationSummary, 'at' | 'promptHash'> {
  readonly at: string;
  readonly prompt_hash: string;
}

/** The operations on what people said of results, and what was measured of models. */
export function createOpinions({ ask }: Connection): Opinions {
  return {
    async recordFeedback(id, judgement, note, now) {
      const kept = await ask(({ change }) => change(JUDGE, { id, judgement, note, now: isoTime(now) }));
      if (kept !== 1) throw new PlumblineError('internal', `there is no result ${id} to be judged`);
    },

    async feedback(monitor) {
      const found = await ask(({ rows }) => rows<FeedbackRow>(FEEDBACK, { monitor: monitor ?? null }));
      return found.map(({ id: _id, at, findings, ...row }) => ({
        ...{ ...row, at: Date.parse(at) },
        findings: toJudgedFindings(findings),
      }));
    },

    recordClaimFeedback: async (resultId, { start, end, kind }, { judgement, note }, now) => {
      const values = { resultId, start, end, kind, judgement, note, at: isoTime(now) };
      return (await ask(({ change }) => change(JUDGE_CLAIM, values))) === 1;
    },

    async claimFeedback(limit) {
      type Row = Omit<ClaimFeedback, 'at'> & { readonly at: string };
      const found = await ask(({ rows }) => rows<Row>(CLAIM_FEEDBACK, { limit }));
      return found.map((row) => ({ ...row, at: Date.parse(row.at) }));
    },

    modelRecords: ({ start, end }) =>
      ask(({ rows }) => rows<ModelRecord>(RECORDS, { start: isoTime(start), end: isoTime(end) })),

    recordEvaluation: ({ at, data, model, role, promptHash, scores, outcomes }) =>
      ask(async ({ change }) => {
        await change(EVALUATE, { data, model, role, promptHash, scores, outcomes, at: isoTime(at) });
      }),

    async evaluations() {
      const found = await ask(({ rows }) => rows<EvaluationRow>(EVALUATIONS));
      return found.map(({ at, prompt_hash, ...row }) => {
        return { ...row, at: Date.parse(at), promptHash: prompt_hash };
      });
    },
  };
}
