import { type Attempt, askAgain, askOnce } from '../ask/ask.ts';
import { checkContextOf } from '../ask/context-check.ts';
import type { Clock } from '../lib/clock.ts';
import type { Message, Model, ModelStatus } from '../model/model.ts';
import { type Detail, detailFor } from '../prompt/detail.ts';
import { type Fact, stateContext, stateFacts } from '../prompt/facts.ts';
import { renderPrompt } from '../prompt/render.ts';
import type { Template } from '../prompt/template.ts';
import type { Question } from '../run.ts';
import type { Store } from '../store/store.ts';

/** What explaining needs, beside the question. */
export interface Explainer {
  readonly store: Store;
  readonly model: Model;
  /** The wording for each amount of detail. */
  readonly templates: Readonly<Record<Detail, Template>>;
  readonly detail: Detail | 'auto';
  /** Tokens of the context that are kept free for the answer. */
  readonly maxTokens: number;
  /** Asks once more, with the objections, where nothing of an answer could be shown. */
  readonly repair: boolean;
  /** What becomes of statements that the data can neither support nor refute. */
  readonly unverifiable: 'hide' | 'show';
  readonly clock: Clock;
}

/**
 * One question from the prompt to the checked summary. Whatever the model does, the row keeps its figures and
 * says what happened. Returns what the row says; never throws for what a model does, and for a stop it
 * records that there will be no answer.
 */
export async function explain(
  question: Question,
  explainer: Explainer,
  signal: AbortSignal,
): Promise<{ readonly status: ModelStatus; readonly reason: string | null }> {
  const { store, model, clock } = explainer;
  const { resultId: id } = question;
  try {
    const detail = detailFor(explainer.detail, model.name, (await model.parameters?.(signal)) ?? null);
    const template = explainer.templates[detail];
    const facts = stateFacts(question.view);
    const around = detail === 'full' ? stateContext(question.view, facts.length) : [];
    const messages = await render(question, [...around, ...facts], { ...explainer, template }, signal);
    await store.recordPrompt(id, { messages, hash: template.hash, model: model.name }, clock());
    const inquiry = {
      messages,
      view: question.view,
      context: checkContextOf(question.view, question.series, facts, explainer.unverifiable),
      around,
      detail,
    };
    const first = await askOnce(inquiry, model, signal);
    const second = explainer.repair ? await askAgain(inquiry, first, model, signal) : null;
    if (second === null) return await record(id, first, explainer);
    // The better of the two becomes the answer; the other one is kept as well.
    const [kept, rejected] = second.summary === null ? [first, second] : [second, first];
    await recordRejected(id, rejected, rejected === first ? 1 : 2, explainer);
    return await record(id, kept, explainer);
  } catch (error) {
    // Where another worker may ask instead, the question is not at its end.
    if (!signal.aborted || store.shared !== undefined) throw error;
    const reason = 'the worker was stopped before the model had answered';
    await store.recordNoReply([id], 'unavailable', reason);
    return { status: 'unavailable', reason };
  }
}

/** The messages, cut to what the model's context holds beside the answer. */
async function render(
  { view }: Question,
  facts: readonly Fact[],
  { model, template, maxTokens }: Pick<Explainer, 'model' | 'maxTokens'> & { readonly template: Template },
  signal: AbortSignal,
): Promise<readonly Message[]> {
  const context = await model.contextTokens(signal);
  return renderPrompt(template, view, facts, context === null ? undefined : context - maxTokens);
}

async function record(id: number, attempt: Attempt, { store, clock }: Explainer) {
  const { outcome, status, reason, answer, checked, summary } = attempt;
  if (!('reply' in outcome)) await store.recordNoReply([id], status, reason);
  else if (answer === null || checked === null) {
    const unusable = status === 'truncated' ? status : 'unparseable';
    const why = { status: unusable, reason: reason ?? '' } as const;
    await store.recordUnusableReply(id, why, outcome.reply, clock());
  } else {
    const { claims, hypothesis } = checked;
    const checkedAnswer = { reply: outcome.reply, modelVerdict: answer.verdict, claims, summary, hypothesis };
    await store.recordAnswer(id, checkedAnswer, clock());
  }
  return { status, reason };
}

async function recordRejected(id: number, attempt: Attempt, number: number, { store, clock }: Explainer) {
  if (!('reply' in attempt.outcome)) return;
  const refuted = attempt.checked?.claims.filter(({ verdict }) => verdict === 'refuted') ?? [];
  const reason = attempt.reason ?? `refuted: ${refuted.map(({ text }) => text).join('; ')}`;
  const rejected = { attempt: number, response: attempt.outcome.reply.text, reason };
  await store.recordRejected(id, rejected, clock());
}
