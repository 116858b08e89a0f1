import type { Claim } from '../../factcheck/claim.ts';
import { isoTime } from '../../lib/time.ts';
import type { Reply } from '../../model/model.ts';
import type { Exchanges } from '../store.ts';
import type { Connection } from './connection.ts';

/** The operations on what was asked and answered. */
export function createExchanges({ db, write }: Connection): Exchanges {
  const prompt = db.prepare(`
    UPDATE results SET prompt = ?, prompt_hash = ?, prompted_at = ?, model_requested = ? WHERE id = ?`);
  const answer = db.prepare(`
    UPDATE results SET response = @text, responded_at = @now, model = @model, model_status = @status,
      model_reason = @reason, model_verdict = @modelVerdict, prompt_tokens = @promptTokens,
      completion_tokens = @completionTokens, summary = coalesce(@summary, summary),
      hypothesis = @hypothesis,
      summary_by = CASE WHEN @summary IS NULL THEN summary_by ELSE 'model' END,
      claims_supported = @supported, claims_refuted = @refuted, claims_unverifiable = @unverifiable
    WHERE id = @id AND model_status IS NULL`);
  const none = db.prepare(
    `UPDATE results SET model_status = ?, model_reason = ?
    WHERE model_status IS NULL AND id IN (SELECT value FROM json_each(?))`,
  );
  const claim = db.prepare(`
    INSERT INTO claims (result_id, start, "end", text, kind, verdict, evidence, reading) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING`);
  const rejected = db.prepare(
    'INSERT INTO rejected_answers (result_id, attempt, response, reason, at) VALUES (?, ?, ?, ?, ?)',
  );

  return {
    recordPrompt: (id, { messages, hash, model }, now) =>
      write(() => void prompt.run(JSON.stringify(messages), hash, isoTime(now), model, id)),

    recordAnswer: (id, { reply, modelVerdict, claims, summary, hypothesis = null }, now) =>
      write(() => {
        const count = (verdict: Claim['verdict']) => claims.filter((one) => one.verdict === verdict).length;
        const { changes } = answer.run({
          ...replyColumns(id, reply, now),
          ...{ status: 'answered', reason: null, modelVerdict, summary, hypothesis },
          ...{
            supported: count('supported'),
            refuted: count('refuted'),
            unverifiable: count('unverifiable'),
          },
        });
        if (changes === 0) return;
        for (const { start, end, text, kind, verdict, evidence, reading } of claims) {
          claim.run(id, start, end, text, kind, verdict, evidence, reading);
        }
      }),

    recordUnusableReply: (id, { status, reason }, reply, now) =>
      write(() => {
        const nothing = { supported: null, refuted: null, unverifiable: null };
        const unread = { modelVerdict: null, summary: null, hypothesis: null, ...nothing };
        answer.run({ ...replyColumns(id, reply, now), ...unread, status, reason });
      }),

    recordNoReply: (ids, status, reason) => write(() => void none.run(status, reason, JSON.stringify(ids))),

    recordRejected: (id, { attempt, response, reason }, now) =>
      write(() => void rejected.run(id, attempt, response, reason, isoTime(now))),
  };
}

function replyColumns(id: number, reply: Reply, now: number) {
  const { text, model, promptTokens, completionTokens } = reply;
  return { id, text, model, promptTokens, completionTokens, now: isoTime(now) };
}
