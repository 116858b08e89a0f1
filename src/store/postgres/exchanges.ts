import type { Claim } from '../../factcheck/claim.ts';
import { isoTime } from '../../lib/time.ts';
import type { Reply } from '../../model/model.ts';
import type { Exchanges } from '../store.ts';
import type { Connection } from './connection.ts';
import { jsonText, statement } from './statement.ts';

const PROMPT = statement(`
  UPDATE results SET prompt = @prompt, prompt_hash = @hash, prompted_at = @now, model_requested = @model WHERE id = @id`);
// What came of a question ends it, in the same moment.
const ANSWER = statement(`
  WITH ended AS (DELETE FROM questions WHERE result_id = @id)
  UPDATE results SET response = @text, responded_at = @now, model = @model, model_status = @status,
    model_reason = @reason, model_verdict = @modelVerdict, prompt_tokens = @promptTokens,
    completion_tokens = @completionTokens, summary = coalesce(@summary, summary),
    hypothesis = @hypothesis,
    summary_by = CASE WHEN @summary::text IS NULL THEN summary_by ELSE 'model' END,
    claims_supported = @supported, claims_refuted = @refuted, claims_unverifiable = @unverifiable
  WHERE id = @id AND model_status IS NULL RETURNING window_end`);
const NONE = statement(`
  WITH ended AS (DELETE FROM questions WHERE result_id = ANY(@ids::bigint[]))
  UPDATE results SET model_status = @status, model_reason = @reason
  WHERE model_status IS NULL AND id = ANY(@ids::bigint[])`);
const CLAIMS = statement(`
  INSERT INTO claims (result_id, window_end, start, "end", text, kind, verdict, evidence, reading)
  SELECT @id, @windowEnd, c.start, c."end", c.text, c.kind, c.verdict, c.evidence, c.reading
  FROM json_to_recordset(@claims::json)
    AS c(start integer, "end" integer, text text, kind text, verdict text, evidence text, reading text)
  ON CONFLICT DO NOTHING`);
// The same attempt is told of twice only where the word of the first time was lost.
const REJECTED = statement(`
  INSERT INTO rejected_answers (result_id, window_end, attempt, response, reason, at)
  SELECT @id, window_end, @attempt, @response, @reason, @now FROM results WHERE id = @id ON CONFLICT DO NOTHING`);

const NO_CLAIMS = { supported: null, refuted: null, unverifiable: null };

/** The operations on what was asked and answered. */
export function createExchanges({ ask, write }: Connection): Exchanges {
  return {
    recordPrompt: (id, { messages, hash, model }, now) =>
      ask(async ({ change }) => {
        const prompt = jsonText(JSON.stringify(messages));
        await change(PROMPT, { id, prompt, hash, model, now: isoTime(now) });
      }),

    recordAnswer: (id, { reply, modelVerdict, claims, summary, hypothesis = null }, now) =>
      write(async ({ rows, change }) => {
        const count = (verdict: Claim['verdict']) => claims.filter((one) => one.verdict === verdict).length;
        const [answered] = await rows<{ readonly window_end: string }>(ANSWER, {
          ...replyColumns(id, reply, now),
          ...{ status: 'answered', reason: null, modelVerdict, summary, hypothesis },
          ...{
            supported: count('supported'),
            refuted: count('refuted'),
            unverifiable: count('unverifiable'),
          },
        });
        if (answered === undefined || claims.length === 0) return;
        const json = jsonText(JSON.stringify(claims));
        await change(CLAIMS, { id, windowEnd: answered.window_end, claims: json });
      }),

    recordUnusableReply: (id, { status, reason }, reply, now) =>
      ask(async ({ change }) => {
        const unread = { modelVerdict: null, summary: null, hypothesis: null, ...NO_CLAIMS };
        await change(ANSWER, { ...replyColumns(id, reply, now), ...unread, status, reason });
      }),

    recordNoReply: (ids, status, reason) =>
      ask(async ({ change }) => {
        await change(NONE, { ids, status, reason });
      }),

    recordRejected: (id, { attempt, response, reason }, now) =>
      ask(async ({ change }) => {
        await change(REJECTED, { id, attempt, response, reason, now: isoTime(now) });
      }),
  };
}

function replyColumns(id: number, reply: Reply, now: number) {
  const { text, model, promptTokens, completionTokens } = reply;
  return { id, text, model, promptTokens, completionTokens, now: isoTime(now) };
}
