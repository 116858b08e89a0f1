import type { ModelConfig } from '../config/schema.ts';
import type { Clock } from '../lib/clock.ts';
import { formatDuration } from '../lib/time.ts';
import { chooseModel, findModel, type Listing, listModels, slotContext } from './catalogue.ts';
import { readCompletion } from './completion.ts';
import { type Endpoint, modelName, parseEndpoint } from './endpoint.ts';
import { cleanText, errorText } from './error-text.ts';
import { type Exchange, exchange, pause } from './http.ts';
import type { AnswerSchema, AskOutcome, Message, Model } from './model.ts';
import { chatRequest, fewerOptions, overflowContext, type RequestOptions } from './request.ts';

export interface OpenAiDeps {
  readonly clock: Clock;
  /** Between two tries while a server says that it is still loading. */
  readonly pollMs?: number;
}

/** Model servers unload an idle model after five minutes: one that answered more recently than this is warm. */
const WARM_MS = 4 * 60_000;
const LOOK_MS = 5000;
const MAX_ANSWER_BYTES = 4_000_000;

/** What was learned of the server: kept once it has listed its models. */
interface Connection {
  readonly bases: readonly string[];
  readonly name: string;
  readonly contextTokens: number | null;
}

/**
 * A model behind any OpenAI-compatible chat endpoint. The answer is streamed, so that the time to load
 * a cold model (`loadTimeout`, up to the first byte) and the time to answer are told apart on every
 * server, and a load is never cut short by the budget of an answer.
 */
export function createOpenAiModel(config: ModelConfig, deps: OpenAiDeps): Model {
  const endpoint = parseEndpoint(config.url, config.apiKey);
  let connection: Connection | undefined;
  let options: RequestOptions = { dropped: [] };
  let lastAnswer = Number.NEGATIVE_INFINITY;

  async function connect(signal: AbortSignal): Promise<Connection | string> {
    if (connection !== undefined) return connection;
    const found = await lookAround(endpoint, config, signal);
    if (typeof found === 'string') return found;
    if (found.complete) connection = found;
    return found;
  }

  async function post(base: string, body: unknown, signal: AbortSignal): Promise<Exchange> {
    const warm = deps.clock() - lastAnswer < WARM_MS;
    const firstByteMs = warm ? config.answerTimeout : config.loadTimeout;
    const limits = { firstByteMs, bodyMs: config.answerTimeout, maxBytes: MAX_ANSWER_BYTES };
    return exchange(`${base}/chat/completions`, body, endpoint.headers, limits, signal);
  }

  async function ask(
    messages: readonly Message[],
    schema: AnswerSchema,
    signal: AbortSignal,
  ): Promise<AskOutcome> {
    const started = deps.clock();
    const server = await connect(signal);
    if (typeof server === 'string') return unavailable(`${endpoint.where} ${server}`);
    let attempt: Attempt = { bases: server.bases, options };
    for (;;) {
      const base = attempt.bases[0] ?? endpoint.where;
      const got = await post(
        base,
        chatRequest({ ...config, ...server }, messages, schema, attempt.options),
        signal,
      );
      if (got.kind === 'failed') return lost(got, base);
      if (isLoading(got)) {
        if (deps.clock() - started >= config.loadTimeout) return stillLoading(base, config.loadTimeout);
        await pause(deps.pollMs ?? 1000, signal);
        continue;
      }
      const better = corrected(attempt, got);
      if (better !== undefined) {
        attempt = better;
        continue;
      }
      options = attempt.options;
      connection = learned(connection, got);
      const outcome = outcomeOf(got, base, endpoint, server.name, deps.clock() - started);
      if ('reply' in outcome) lastAnswer = deps.clock();
      return outcome;
    }
  }

  return {
    get name() {
      return connection?.name ?? config.name;
    },
    where: endpoint.where,
    ask,
    contextTokens: async (signal) => {
      const server = await connect(signal);
      return typeof server === 'string' ? (config.contextSize ?? null) : server.contextTokens;
    },
    close: async () => {},
  };
}

/** Finds which base answers, which model to name, and how large its context is; a string: nobody is there. */
async function lookAround(
  endpoint: Endpoint,
  config: ModelConfig,
  signal: AbortSignal,
): Promise<(Connection & { readonly complete: boolean }) | string> {
  const timeoutMs = Math.min(LOOK_MS, config.answerTimeout);
  for (const base of endpoint.bases) {
    const listing = await listModels(base, endpoint.headers, timeoutMs, signal);
    if (listing.kind === 'failed') return listing.reason;
    if (listing.kind === 'other') continue;
    const { name, listed } = nameIn(listing, config.name);
    const bases = [base, ...endpoint.bases.filter((other) => other !== base)];
    const complete = listing.kind === 'models';
    const slot = complete ? await slotContext(base, endpoint.headers, timeoutMs, signal) : null;
    return { bases, name, contextTokens: config.contextSize ?? slot ?? listed, complete };
  }
  const contextTokens = config.contextSize ?? null;
  return { bases: endpoint.bases, name: config.name, contextTokens, complete: false };
}

/** The model to name in the request, and the context size that the list gives for it. */
function nameIn(listing: Listing, wanted: string): { name: string; listed: number | null } {
  const models = listing.kind === 'models' ? listing.models : [];
  const model = wanted === '' ? chooseModel(models) : findModel(models, wanted);
  return { name: wanted === '' ? (model?.id ?? '') : wanted, listed: model?.contextTokens ?? null };
}

type Received = Extract<Exchange, { kind: 'received' }>;
type Failed = Extract<Exchange, { kind: 'failed' }>;

/** Where a request goes and what it carries. */
interface Attempt {
  readonly bases: readonly string[];
  readonly options: RequestOptions;
}

/** What to try instead when a server has no such page or refuses a parameter; undefined: its word is final. */
function corrected(attempt: Attempt, got: Received): Attempt | undefined {
  if (isWrongPath(got) && attempt.bases.length > 1) return { ...attempt, bases: attempt.bases.slice(1) };
  const options = fewerOptions(got, attempt.options);
  return options && { ...attempt, options };
}

function lost(got: Failed, base: string): AskOutcome {
  const reason = `${base} ${got.reason}`;
  return got.why === 'timeout' ? { status: 'timeout', reason } : unavailable(reason);
}

function outcomeOf(
  got: Received,
  base: string,
  endpoint: Endpoint,
  requested: string,
  elapsedMs: number,
): AskOutcome {
  if (got.status !== 200) return unavailable(`${base} ${refusal(got, endpoint.secrets)}`);
  const read = readCompletion(got.body, endpoint.secrets);
  if (typeof read === 'string') return unavailable(`${base} ${read}`);
  const { text, promptTokens, completionTokens } = read;
  const model = modelName(read.model === '' ? requested : cleanName(read.model, endpoint));
  const reply = { text, model, promptTokens, completionTokens, elapsedMs };
  return { status: read.cut ? 'truncated' : 'answered', reply };
}

function cleanName(name: string, endpoint: Endpoint): string {
  return endpoint.secrets.reduce((text, secret) => text.replaceAll(secret, '***'), name);
}

function refusal(got: Received, secrets: readonly string[]): string {
  if (got.status >= 300 && got.status < 400) return 'redirects elsewhere, which is not followed';
  const said = errorText(got.body, secrets);
  if (got.status === 401 || got.status === 403) {
    return `does not accept the key (${got.status}: ${said}); set model.apiKey`;
  }
  const context = overflowContext(got);
  if (context !== null) return `has a context of ${context} tokens, too small for the prompt`;
  return `answered ${got.status}: ${said}`;
}

/** A context size that an overflow reveals is believed over what the server's lists say. */
function learned(connection: Connection | undefined, got: Received): Connection | undefined {
  const contextTokens = overflowContext(got);
  return connection === undefined || contextTokens === null ? connection : { ...connection, contextTokens };
}

/** 503 is said while a model loads (llama.cpp) or a queue is full (Ollama), but also where a backend cannot be had. */
function isLoading(got: Received): boolean {
  return got.status === 503 && !/installation failed/i.test(got.body);
}

/** No such page, as against no such model. */
function isWrongPath(got: Received): boolean {
  return (got.status === 404 || got.status === 405) && !/model/i.test(got.body);
}

function unavailable(reason: string): AskOutcome {
  return { status: 'unavailable', reason: cleanText(reason, []) };
}

function stillLoading(base: string, afterMs: number): AskOutcome {
  return {
    status: 'timeout',
    reason: `${base} was still loading the model after ${formatDuration(afterMs)}`,
  };
}
