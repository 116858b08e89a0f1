import { z } from 'zod';
import { errorText, jsonOrUndefined } from './error-text.ts';

/** One chat completion, whichever way it was sent. */
export interface Completion {
  readonly text: string;
  /** As the server names it; empty when it does not. */
  readonly model: string;
  /** The token limit ended the text: it is half an answer. */
  readonly cut: boolean;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
}

const usage = z.object({ prompt_tokens: z.number(), completion_tokens: z.number() });
/** The text itself, or parts of which those of text count. */
const content = z.union([
  z.string(),
  z
    .array(z.object({ text: z.string().nullish().catch(null) }))
    .transform((parts) => parts.map(({ text }) => text ?? '').join('')),
]);
const words = z.object({
  content: content.nullish(),
  reasoning_content: z.string().nullish(),
  reasoning: z.string().nullish(),
});
const common = { model: z.string().nullish().catch(null), usage: usage.nullish().catch(null) };
const whole = z.object({
  ...common,
  choices: z.array(z.object({ finish_reason: z.string().nullish(), message: words })).min(1),
});
const chunk = z.object({
  ...common,
  choices: z.array(z.object({ finish_reason: z.string().nullish(), delta: words })).default([]),
});

/**
 * Reads the body of a 200 answer: one JSON object, or the events of a stream. A string says what is
 * wrong with it; some servers report errors in this place.
 */
export function readCompletion(body: string, secrets: readonly string[]): Completion | string {
  if (body.trim() === '') return 'answered nothing at all';
  if (/^\s*(data|event|id|:)/.test(body)) return readStream(body, secrets);
  const value = jsonOrUndefined(body);
  const parsed = whole.safeParse(value);
  if (!parsed.success) return notACompletion(body, value, secrets);
  const choice = parsed.data.choices[0];
  if (choice === undefined) return 'answered without a choice';
  return completion(parsed.data, spoken(choice.message), choice.finish_reason);
}

function readStream(body: string, secrets: readonly string[]): Completion | string {
  const said = { content: '', reasoning: '' };
  let finish: string | undefined;
  let model: string | undefined;
  let used: z.output<typeof usage> | undefined;
  for (const line of body.split(/\r?\n/)) {
    const data = /^data:\s*(.+)$/.exec(line)?.[1];
    if (data === undefined) continue;
    if (data === '[DONE]') {
      finish ??= 'stop';
      break;
    }
    const value = jsonOrUndefined(data);
    if (value === undefined) return 'broke its stream off within an event';
    const parsed = chunk.safeParse(value);
    if (!parsed.success || isError(value)) return notACompletion(data, value, secrets);
    const choice = parsed.data.choices[0];
    said.content += choice?.delta.content ?? '';
    said.reasoning += choice?.delta.reasoning_content ?? choice?.delta.reasoning ?? '';
    finish = choice?.finish_reason ?? finish;
    model = parsed.data.model ?? model;
    used = parsed.data.usage ?? used;
  }
  // An engine that dies leaves whole chunks behind and no word that they are not all.
  if (finish === undefined) return 'ended its stream before the answer was whole';
  return completion({ model, usage: used }, spoken(said), finish);
}

function completion(
  head: {
    readonly model?: string | null | undefined;
    readonly usage?: z.output<typeof usage> | null | undefined;
  },
  text: string,
  finish: string | null | undefined,
): Completion {
  return {
    text,
    model: head.model ?? '',
    cut: finish === 'length',
    promptTokens: head.usage?.prompt_tokens ?? null,
    completionTokens: head.usage?.completion_tokens ?? null,
  };
}

/** Thinking models leave `content` empty when the whole answer went into their reasoning. */
function spoken(message: z.output<typeof words>): string {
  return message.content || message.reasoning_content || message.reasoning || '';
}

function isError(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'error' in value;
}

function notACompletion(body: string, value: unknown, secrets: readonly string[]): string {
  const said = errorText(body, secrets);
  return isError(value) ? `answered with an error: ${said}` : `answered something else: ${said}`;
}
