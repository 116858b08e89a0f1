import type { ModelConfig } from '../config/schema.ts';
import type { Clock } from '../lib/clock.ts';
import { maskSecrets } from '../lib/secrets.ts';
import { formatDuration } from '../lib/time.ts';
import { chooseModel, findModel, type Listing, listModels, slotContext } from './catalogue.ts';
import { type Endpoint, parseEndpoint } from './endpoint.ts';
import { type Exchange, exchange, pause } from './http.ts';
import type { AnswerSchema, AskOutcome, Message, Model } from './model.ts';
import { isLoading, isWrongPath, outcomeOf, unavailable } from './outcome.ts';
import { parametersByServer } from './parameters.ts';
import { chatRequest, fewerOptions, overflowContext, type RequestOptions } from './request.ts';

export interface OpenAiDeps {
  readonly clock: Clock;
  /** Between two tries while a server says that it is still loading. */
  readonly pollMs?: number;
}

/** The settings of a model, with the one address of a server. */
export type ServerConfig = Omit<ModelConfig, 'url'> & { readonly url: string };

/** A model on one server, which can be looked at without a question. */
export interface ServerModel extends Model {
  /** Looks afresh whether somebody is there, and what it holds. Never throws but `aborted`. */
  look(
    signal: AbortSignal,
  ): Promise<
    | { readonly isThere: true; readonly contextTokens: number | null }
    | { readonly isThere: false; readonly reason: string }
  >;
}

/** Model servers unload an idle model after five minutes: one that answered more recently is warm. */
const WARM_MS = 4 * 60_000;
const LOOK_MS = 5000;
const MAX_ANSWER_BYTES = 4_000_000;

/** What was learned of the server; `sure` once it has listed its models. */
interface Connection {
  readonly bases: readonly string[];
  readonly name: string;
  readonly contextTokens: number | null;
  /** In billions; undefined: the list does not say, and nobody has asked otherwise; null: the server does not tell. */
  readonly parameters: number | null | undefined;
  readonly sure: boolean;
}

/** Where a request goes and what it carries. */
interface Attempt {
  readonly bases: readonly string[];
  readonly options: RequestOptions;
}

/**
 * A model behind any OpenAI-compatible chat endpoint; `config.url` is its address, in any form. The answer is
 * streamed, so that the time to load a cold model (`loadTimeout`, up to the first byte) and the time to
 * answer are told apart on every server, and a load is never cut short by the budget of an answer.
 */
export function createOpenAiModel(config: ServerConfig, deps: OpenAiDeps): ServerModel {
  const endpoint = parseEndpoint(config.url, config.apiKey);
  let connection: Connection | undefined;
  /** What was found last: a server that is away is still known by it. */
  let lastName = config.name;
  let options: RequestOptions = { dropped: [] };
  let lastAnswer = Number.NEGATIVE_INFINITY;

  async function connect(signal: AbortSignal): Promise<Connection | string> {
    if (connection?.sure) return connection;
    const found = await lookAround(endpoint, config, signal);
    if (typeof found !== 'string') {
      connection = found;
      lastName = found.name;
    }
    return found;
  }

  async function post(base: string, body: unknown, signal: AbortSignal): Promise<Exchange> {
    const warm = deps.clock() - lastAnswer < WARM_MS;
    const firstByteMs = warm ? config.answerTimeout : config.loadTimeout;
    const limits = { firstByteMs, bodyMs: config.answerTimeout, maxBytes: MAX_ANSWER_BYTES };
    return exchange(`${base}/chat/completions`, body, endpoint.headers, limits, signal);
  }

  /** Repeats the request until the server has said its last word on it. */
  async function converse(
    first: Attempt,
    bodyOf: (options: RequestOptions) => unknown,
    signal: AbortSignal,
  ): Promise<{ base: string; got: Exchange; options: RequestOptions }> {
    const giveUpAt = deps.clock() + config.loadTimeout;
    let attempt = first;
    for (;;) {
      const base = attempt.bases[0] ?? endpoint.where;
      const got = await post(base, bodyOf(attempt.options), signal);
      if (isLoading(got)) {
        if (deps.clock() >= giveUpAt) return { base, got: stillLoading(config), options: attempt.options };
        await pause(deps.pollMs ?? 1000, signal);
        continue;
      }
      const better = corrected(attempt, got);
      if (better === undefined) return { base, got, options: attempt.options };
      attempt = better;
    }
  }

  async function ask(
    messages: readonly Message[],
    schema: AnswerSchema,
    signal: AbortSignal,
  ): Promise<AskOutcome> {
    const started = deps.clock();
    const server = await connect(signal);
    if (typeof server === 'string') return unavailable(endpoint.where, server);
    const last = await converse(
      { bases: server.bases, options },
      (chosen) => chatRequest({ ...config, ...server }, messages, schema, chosen),
      signal,
    );
    const now = deps.clock();
    options = last.options;
    const outcome = outcomeOf(last.got, last.base, endpoint, server.name, now - started);
    // A context size that an overflow reveals is believed over what the server's lists say. After any other
    // refusal the server is looked at afresh: its models may have changed.
    const contextTokens = overflowContext(last.got);
    if (contextTokens !== null) connection = { ...server, contextTokens, sure: true };
    else if (outcome.status === 'unavailable') connection = undefined;
    if ('reply' in outcome) lastAnswer = now;
    return outcome;
  }

  return {
    get name() {
      return maskSecrets(connection?.name ?? lastName, endpoint.secrets);
    },
    where: endpoint.where,
    ask,
    async look(signal) {
      connection = undefined;
      const server = await connect(signal);
      if (typeof server === 'string')
        return { isThere: false, reason: maskSecrets(server, endpoint.secrets) };
      return { isThere: true, contextTokens: server.contextTokens };
    },
    contextTokens: async (signal) => {
      const server = await connect(signal);
      return typeof server === 'string' ? (config.contextSize ?? null) : server.contextTokens;
    },
    parameters: async (signal) => {
      const server = await connect(signal);
      if (typeof server === 'string') return null;
      if (server.parameters !== undefined) return server.parameters;
      const { bases, name } = server;
      const asked = { base: bases[0] ?? '', name, headers: endpoint.headers };
      const parameters = await parametersByServer(asked, signal);
      if (connection?.sure) connection = { ...connection, parameters };
      return parameters;
    },
    close: async () => {},
  };
}

/** Finds which base answers, which model to name, and how large its context is; a string: nobody is there. */
async function lookAround(
  endpoint: Endpoint,
  config: ServerConfig,
  signal: AbortSignal,
): Promise<Connection | string> {
  const timeoutMs = Math.min(LOOK_MS, config.answerTimeout);
  for (const base of endpoint.bases) {
    const listing = await listModels(base, endpoint.headers, timeoutMs, signal);
    if (listing.kind === 'failed' && listing.unreachable) return listing.reason;
    // A server that is too busy for its list, or has none, may answer a question all the same.
    if (listing.kind === 'failed' || listing.kind === 'other') continue;
    const { name, listed, parameters } = nameIn(listing, config.name);
    const bases = [base, ...endpoint.bases.filter((other) => other !== base)];
    const sure = listing.kind === 'models';
    const slot = sure ? await slotContext(base, endpoint.headers, timeoutMs, signal) : null;
    return { bases, name, contextTokens: config.contextSize ?? slot ?? listed, parameters, sure };
  }
  return {
    bases: endpoint.bases,
    name: config.name,
    contextTokens: config.contextSize ?? null,
    parameters: undefined,
    sure: false,
  };
}

/** The model to name in the request, and the context size that the list gives for it. */
function nameIn(
  listing: Listing,
  wanted: string,
): { name: string; listed: number | null; parameters: number | undefined } {
  const models = listing.kind === 'models' ? listing.models : [];
  const model = wanted === '' ? chooseModel(models) : findModel(models, wanted);
  return {
    name: wanted === '' ? (model?.id ?? '') : wanted,
    listed: model?.contextTokens ?? null,
    parameters: model?.parameters ?? undefined,
  };
}

/** What to try instead when a server has no such page or refuses a parameter; undefined: its word is final. */
function corrected(attempt: Attempt, got: Exchange): Attempt | undefined {
  if (got.kind === 'failed') return undefined;
  if (isWrongPath(got) && attempt.bases.length > 1) {
    return { ...attempt, bases: attempt.bases.slice(1) };
  }
  const options = fewerOptions(got, attempt.options);
  return options && { ...attempt, options };
}

function stillLoading(config: ServerConfig): Exchange {
  const reason = `was still loading the model after ${formatDuration(config.loadTimeout)}`;
  return { kind: 'failed', why: 'timeout', reason };
}
