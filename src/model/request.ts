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
  'stream',
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
  /** What this server calls the limit of the answer; left out: `max_tokens`, as most do. */
  readonly limitName?: 'max_completion_tokens';
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
    // So that the time to load and the time to answer are told apart.
    stream: true,
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
    [options.limitName ?? 'max_tokens']: answerTokens(settings, messages),
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
  if (!isRefusal(got) || overflowContext(got) !== null) return undefined;
  if (options.limitName === undefined && got.body.includes('max_completion_tokens')) {
    return { ...options, limitName: 'max_completion_tokens' };
  }
  const left = OPTIONAL.filter((parameter) => !options.dropped.includes(parameter));
  const named = left.filter((parameter) => NAMES[parameter].test(got.body));
  const dropped = named.length > 0 ? named : unnamed(got, left);
  // What belongs to a stream is refused without one.
  if (dropped.includes('stream') && left.includes('stream_options')) dropped.push('stream_options');
  return dropped.length === 0
    ? undefined
    : { ...options, dropped: [...new Set([...options.dropped, ...dropped])] };
}

/** Gateways wrap the refusal of what is behind them into a 500 of their own, which may be about anything else, too. */
function isRefusal({ status, body }: Received): boolean {
  if (status === 400 || status === 422) return true;
  return (status === 500 || status === 501) && REFUSING.test(body);
}

const REFUSING = /support|unknown|unrecogni[sz]ed|unexpected|invalid|permitted|allowed|not implemented/i;

const NAMES: Readonly<Record<OptionalParameter, RegExp>> = {
  stream: /\bstream(?:ing)?\b/i,
  cache_prompt: /\bcache_prompt\b/,
  seed: /\bseed\b/,
  stream_options: /\bstream_options\b/,
  chat_template_kwargs: /\b(?:chat_template_kwargs|enable_thinking)\b/,
  reasoning_effort: /\breasoning_effort\b/,
  response_format: /\b(?:response_format|json_schema)\b/,
};

/** Without a name any may be meant; the stream last, because much depends on it. */
function unnamed(got: Received, left: readonly OptionalParameter[]): OptionalParameter[] {
  if (got.status >= 500) return [];
  const others = left.filter((parameter) => parameter !== 'stream');
  return others.length > 0 ? others : [...left];
}

const overflow = z.object({ error: z.object({ n_ctx: z.number().int().positive() }) });

/** The context size in llama.cpp's refusal of too long a prompt; null for any other answer. */
export function overflowContext(got: Exchange): number | null {
  if (got.kind === 'failed' || got.status !== 400) return null;
  const parsed = overflow.safeParse(jsonOrUndefined(got.body));
  return parsed.success ? parsed.data.error.n_ctx : null;
}
