import type { CheckContext } from '../factcheck/context.ts';
import { wordsWorthShowing } from '../factcheck/show/worth.ts';
import { parseAnswer } from '../model/answer.ts';
import type { AskOutcome, Message, Model, ModelStatus } from '../model/model.ts';
import { type Answer, answerSchema } from '../prompt/answer-schema.ts';
import type { Detail } from '../prompt/detail.ts';
import type { WindowView } from '../prompt/facts.ts';
import { repairMessages } from '../prompt/repair.ts';
import { type CheckedInContext, checkWithContext, type NumberedContext } from './context-check.ts';

/** A question about one window, and what its answer is held against. */
export interface Inquiry {
  readonly messages: readonly Message[];
  readonly view: WindowView;
  readonly context: CheckContext;
  /** What the model was told of what is around the window. */
  readonly around?: readonly NumberedContext[];
  readonly detail?: Detail;
}

/** What came of asking once. */
export interface Attempt {
  readonly outcome: AskOutcome;
  readonly status: ModelStatus;
  /** Why there is no answer; null for `answered`. */
  readonly reason: string | null;
  readonly answer: Answer | null;
  readonly checked: CheckedInContext | null;
  /** What may be shown of the model's words; null: nothing. */
  readonly summary: string | null;
}

/** Asks, reads the answer and checks its claims. Throws only what `Model.ask` throws. */
export async function askOnce(inquiry: Inquiry, model: Model, signal: AbortSignal): Promise<Attempt> {
  const outcome = await model.ask(inquiry.messages, answerSchema(inquiry.detail), signal);
  const nothing = { outcome, answer: null, checked: null, summary: null };
  if (!('reply' in outcome)) return { ...nothing, status: outcome.status, reason: outcome.reason };
  if (outcome.status === 'truncated') {
    return { ...nothing, status: 'truncated', reason: 'the answer was cut off at its token limit' };
  }
  const parsed = parseAnswer(outcome.reply.text, inquiry.detail ?? 'brief');
  if (!parsed.ok) return { ...nothing, status: 'unparseable', reason: parsed.reason };
  const checked = checkWithContext(parsed.answer.summary, inquiry.context, inquiry.around ?? []);
  const summary = wordsWorthShowing(inquiry.view, checked.summary);
  return { outcome, status: 'answered', reason: null, answer: parsed.answer, checked, summary };
}

/** Asks once more with the objections listed, where nothing of an answer could be shown; null where that cannot pay. */
export async function askAgain(
  inquiry: Inquiry,
  first: Attempt,
  model: Model,
  signal: AbortSignal,
): Promise<Attempt | null> {
  if (first.checked === null || first.summary !== null || !('reply' in first.outcome)) return null;
  const messages = repairMessages(inquiry.messages, first.outcome.reply.text, first.checked.claims);
  return messages === null ? null : await askOnce({ ...inquiry, messages }, model, signal);
}
