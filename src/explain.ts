import { type CheckedText, checkText } from './factcheck/check-text.ts';
import { knownFindings } from './factcheck/context.ts';
import type { Clock } from './lib/clock.ts';
import { parseAnswer } from './model/answer.ts';
import type { Message, Model, ModelStatus, Reply } from './model/model.ts';
import { type Answer, answerSchema } from './prompt/answer-schema.ts';
import { type Fact, stateFacts } from './prompt/facts.ts';
import { wordsWorthShowing } from './prompt/naming.ts';
import { renderPrompt } from './prompt/render.ts';
import type { Template } from './prompt/template.ts';
import type { Question } from './run.ts';
import type { Store } from './store/store.ts';

/** What explaining needs, beside the question. */
export interface Explainer {
  readonly store: Store;
  readonly model: Model;
  readonly template: Template;
  /** Tokens of the context that are kept free for the answer. */
  readonly maxTokens: number;
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
    const facts = stateFacts(question.view);
    const messages = await render(question, facts, explainer, signal);
    await store.recordPrompt(id, { messages, hash: explainer.template.hash, model: model.name }, clock());
    const outcome = await model.ask(messages, answerSchema(), signal);
    if (!('reply' in outcome)) return await noReply(id, outcome.status, outcome.reason, store);
    if (outcome.status === 'truncated') {
      return await unusable(
        id,
        'truncated',
        'the answer was cut off at max_tokens',
        outcome.reply,
        explainer,
      );
    }
    const parsed = parseAnswer(outcome.reply.text);
    if (!parsed.ok) return await unusable(id, 'unparseable', parsed.reason, outcome.reply, explainer);
    const checked = check(parsed.answer, question, facts);
    const summary = wordsWorthShowing(question.view, checked.summary);
    await store.recordAnswer(
      id,
      { reply: outcome.reply, modelVerdict: parsed.answer.verdict, ...checked, summary },
      clock(),
    );
    return { status: 'answered', reason: null };
  } catch (error) {
    if (!signal.aborted) throw error;
    return await noReply(id, 'unavailable', 'the worker was stopped before the model had answered', store);
  }
}

/** The messages, cut to what the model's context holds beside the answer. */
async function render(
  { view }: Question,
  facts: readonly Fact[],
  { model, template, maxTokens }: Explainer,
  signal: AbortSignal,
): Promise<readonly Message[]> {
  const context = await model.contextTokens(signal);
  return renderPrompt(template, view, facts, context === null ? undefined : context - maxTokens);
}

/** The answer's sentences against the window's data. */
function check(answer: Answer, { view, series }: Question, facts: readonly Fact[]): CheckedText {
  const [low, high] = view.limits.suspect ?? view.limits.fail ?? [];
  return checkText(answer.summary, {
    ...series,
    unit: view.unit,
    window: view.window,
    truth: knownFindings(view.findings),
    limits: { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) },
    facts,
  });
}

async function noReply(id: number, status: ModelStatus, reason: string, store: Store) {
  await store.recordNoReply(id, status, reason);
  return { status, reason };
}

async function unusable(
  id: number,
  status: 'truncated' | 'unparseable',
  reason: string,
  reply: Reply,
  { store, clock }: Explainer,
) {
  await store.recordUnusableReply(id, status, reason, reply, clock());
  return { status, reason };
}
