import type { ModelConfig } from '../config/schema.ts';
import { formatDuration } from '../lib/time.ts';
import { parametersIn } from '../prompt/detail.ts';
import { type Child, type ChildReply, startChild } from './embedded-child.ts';
import { findEmbeddedModel } from './embedded-files.ts';
import { createSupply, lasts, REST_MS, type Rest, type SupplyDeps } from './embedded-supply.ts';
import type { AnswerSchema, AskOutcome, Message, Model } from './model.ts';

export interface EmbeddedDeps extends SupplyDeps {
  readonly startChild?: () => Child;
  /** After so long without a question the model's memory is given back. */
  readonly idleMs?: number;
}

const DEFAULT_CONTEXT_TOKENS = 4096;
const DEFAULT_IDLE_MS = 10 * 60_000;
/** So many failures in a row are no accident: then it rests. */
const MAX_FAILURES = 3;

type Refusal = Extract<AskOutcome, { readonly reason: string }>;

/**
 * The model that needs no server: node-llama-cpp in a child process, which keeps the worker small and
 * survives no crash but its own. Loading it and answering have the two budgets of the config, and a set-up
 * that still fetches it counts as loading. One question at a time.
 */
export function createEmbeddedModel(config: ModelConfig, deps: EmbeddedDeps): Model {
  const contextSize = config.contextSize ?? DEFAULT_CONTEXT_TOKENS;
  const supply = createSupply({ waitMs: config.loadTimeout, ...deps });
  let child: Child | undefined;
  let fileName = '';
  let failures = 0;
  let rest: Rest | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  let lastTurn: Promise<unknown> = Promise.resolve();

  /** The process with the model loaded, or why there is none. */
  async function ready(signal: AbortSignal): Promise<Child | Refusal> {
    if (child?.running === true) return child;
    const files = await supply.files(signal);
    if (!files.ok) return unavailable(files.reason);
    if (lasts(rest, deps.clock())) return unavailable(rest.why);
    child = (deps.startChild ?? startChild)();
    fileName = files.name;
    const load = { type: 'load', modelFile: files.modelFile, contextSize } as const;
    const reply = await child.request(load, config.loadTimeout, signal);
    if (reply.type === 'loaded') return child;
    child.end();
    return reply.type === 'timeout' ? tooSlow('load', config.loadTimeout) : failed(reply);
  }

  function failed(reply: ChildReply): Refusal {
    const why = 'reason' in reply ? reply.reason : 'its process replied out of turn';
    failures += 1;
    if (failures >= MAX_FAILURES) {
      failures = 0;
      rest = { until: deps.clock() + REST_MS, why: `${why} (${MAX_FAILURES} times)` };
    }
    return unavailable(why);
  }

  async function answer(
    messages: readonly Message[],
    schema: AnswerSchema,
    signal: AbortSignal,
  ): Promise<AskOutcome> {
    clearTimeout(idleTimer);
    const engine = await ready(signal);
    if ('status' in engine) return engine;
    const started = deps.clock();
    const { maxTokens, temperature, seed } = config;
    const question = { type: 'ask', messages, schema, maxTokens, temperature, seed } as const;
    const reply = await engine.request(question, config.answerTimeout, signal);
    idleTimer = setTimeout(engine.end, deps.idleMs ?? DEFAULT_IDLE_MS).unref();
    if (reply.type === 'timeout') return tooSlow('answer', config.answerTimeout);
    if (reply.type === 'refused') return unavailable(reply.reason);
    if (reply.type !== 'answer') return failed(reply);
    failures = 0;
    const { text, promptTokens, completionTokens, truncated } = reply;
    const elapsedMs = deps.clock() - started;
    return {
      status: truncated ? 'truncated' : 'answered',
      reply: { text, model: fileName, promptTokens, completionTokens, elapsedMs },
    };
  }

  return {
    name: config.name === '' ? 'embedded' : config.name,
    where: 'embedded',
    ask(messages, schema, signal) {
      const turn = lastTurn.then(() => answer(messages, schema, signal));
      lastTurn = turn.catch(() => undefined);
      return turn;
    },
    contextTokens: async () => contextSize,
    // Its name is "embedded" or what the config calls it; the file says what it is. What is still being fetched is not waited for.
    async parameters() {
      const files = (deps.findModel ?? findEmbeddedModel)();
      return files.ok ? parametersIn(files.name) : null;
    },
    async close() {
      clearTimeout(idleTimer);
      supply.stop();
      child?.end();
    },
  };
}

function unavailable(reason: string): Refusal {
  return { status: 'unavailable', reason: `the embedded model is not available: ${reason}` };
}

function tooSlow(what: 'load' | 'answer', budgetMs: number): Refusal {
  return {
    status: 'timeout',
    reason: `the embedded model did not ${what} within ${formatDuration(budgetMs)}`,
  };
}
