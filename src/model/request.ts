import { z } from 'zod';
import { estimateTokens } from '../prompt/render.ts';
import { jsonOrUndefined } from './error-text.ts';
import type { Exchange, Received } from './http.ts';
import type { AnswerSchema, Message } from './model.ts';

/** Settings of a chat request. */
export interface RequestSettings {
  readonly name: string;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly seed: number;
  /** Tokens that prompt and answer share; null: not known. */
  readonly contextTokens: number | null;
}

/** Parameters a request can do without; some servers refuse what they do not know. */
const OPTIONAL = [
  'cache_prompt',
  'seed',
  'stream_options',
  'chat_template_kwargs',
  'reasoning_effort',
  'response_format',
] as const;
type OptionalParameter = (typeof OPTIONAL)[number];

export interface RequestOptions {
  /** Optional parameters that this server refused. */
  readonly dropped: readonly OptionalParameter[];
}

const LEAST_ANSWER_TOKENS = 64;

/** The body of `POST /chat/completions`. */
export function chatRequest(
  settings: RequestSettings,
  messages: readonly Message[],
  schema: AnswerSchema,
  options: RequestOptions,
): Readonly<Record<string, unknown>> {
  const optional: Record<OptionalParameter, unknown> = {
    // Only the nested form is enforced; both flat ones are ignored without a word.
    response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
    seed: settings.seed,
    // From llama.cpp's prompt cache the same request can get another answer.
    cache_prompt: false,
    stream_options: { include_usage: true },
    // Thinking spends the whole token limit before the first word of an answer.
    chat_template_kwargs: { enable_thinking: false },
    reasoning_effort: 'none',
  };
  for (const parameter of options.dropped) delete optional[parameter];
  return {
    ...(settings.name === '' ? {} : { model: settings.name }),
    messages,
    stream: true,
    max_tokens: answerTokens(settings, messages),
    temperature: settings.temperature,
    ...optional,
  };
}

/** The answer's token limit, lowered to what the prompt leaves of the context. */
function answerTokens(settings: RequestSettings, messages: readonly Message[]): number {
  if (settings.contextTokens === null) return settings.maxTokens;
  const left = settings.contextTokens - estimateTokens(messages);
  return Math.min(settings.maxTokens, Math.max(LEAST_ANSWER_TOKENS, left));
}

/**
 * The options to try again with when a server refused the request for a parameter: without those its
 * answer names, or without any if it names none. Undefined: the refusal is about something else.
 */
export function fewerOptions(got: Received, options: RequestOptions): RequestOptions | undefined {
  if ((got.status !== 400 && got.status !== 422) || overflowContext(got) !== null) return undefined;
  const left = OPTIONAL.filter((parameter) => !options.dropped.includes(parameter));
  if (left.length === 0) return undefined;
  const named = left.filter((parameter) => got.body.includes(parameter));
  return { dropped: [...options.dropped, ...(named.length > 0 ? named : left)] };
}

const overflow = z.object({ error: z.object({ n_ctx: z.number().int().positive() }) });

/** The context size in llama.cpp's refusal of too long a prompt; null for any other answer. */
export function overflowContext(got: Exchange): number | null {
  if (got.kind === 'failed' || got.status !== 400) return null;
  const parsed = overflow.safeParse(jsonOrUndefined(got.body));
  return parsed.success ? parsed.data.error.n_ctx : null;
}
