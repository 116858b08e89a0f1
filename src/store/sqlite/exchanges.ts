import type { Database } from 'better-sqlite3';
import type { Claim } from '../../factcheck/claim.ts';
import { isoTime } from '../../lib/time.ts';
import type { Message, ModelStatus, Reply } from '../../model/model.ts';

/** What is stored once the model has answered and its claims are checked. */
export interface CheckedAnswer {
  readonly reply: Reply;
  readonly modelVerdict: string | null;
  readonly claims: readonly Claim[];
  /** What may be shown of the model's words; null: nothing, the plain sentence stays. */
  readonly summary: string | null;
}

/** The operations on what was asked and answered; each is one transaction. */
export function createExchanges(db: Database) {
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

function replyColumns(id: number, reply: Reply, now: number) {
  const { text, model, promptTokens, completionTokens } = reply;
  return { id, text, model, promptTokens, completionTokens, now: isoTime(now) };
}
