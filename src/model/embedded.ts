import type { ModelConfig } from '../config/schema.ts';
import type { Clock } from '../lib/clock.ts';
import { formatDuration } from '../lib/time.ts';
import { aborted, type Child, type ChildReply, startChild } from './embedded-child.ts';
import { type EmbeddedFiles, findEmbeddedModel } from './embedded-files.ts';
import type { EmbeddedSetup } from './embedded-setup.ts';
import type { AnswerSchema, AskOutcome, Message, Model } from './model.ts';

export interface EmbeddedDeps {
  readonly clock: Clock;
  /** Fetches what is missing at the first question. Without it a missing model is `unavailable`. */
  readonly startSetup?: (() => EmbeddedSetup) | undefined;
  readonly findModel?: () => EmbeddedFiles;
  readonly startChild?: () => Child;
  /** After so long without a question the model's memory is given back. */
  readonly idleMs?: number;
}

const DEFAULT_CONTEXT_TOKENS = 4096;
const DEFAULT_IDLE_MS = 10 * 60_000;
/** So many failures in a row are no accident: then it rests. */
const MAX_FAILURES = 3;
const PAUSE_MS = 60 * 60_000;

type Ready = { readonly child: Child; readonly name: string };
type Refusal = Extract<AskOutcome, { readonly reason: string }>;

/**
 * The model that needs no server: node-llama-cpp in a child process, which keeps the worker small and
 * survives no crash but its own. Loading it and answering have the two budgets of the config, and a set-up
 * that still fetches it counts as loading. One question at a time.
 */
export function createEmbeddedModel(config: ModelConfig, deps: EmbeddedDeps): Model {
  const contextSize = config.contextSize ?? DEFAULT_CONTEXT_TOKENS;
  const find = deps.findModel ?? findEmbeddedModel;
  let loaded: Ready | undefined;
  let setup: EmbeddedSetup | undefined;
  let failures = 0;
  let pause: { readonly until: number; readonly why: string } | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  let lastTurn: Promise<unknown> = Promise.resolve();

  async function filesOrReason(signal: AbortSignal): Promise<EmbeddedFiles> {
    const files = find();
    if (files.ok || deps.startSetup === undefined) return files;
    setup ??= deps.startSetup();
    const why = await withinBudget(setup.done, config.loadTimeout, signal);
    if (signal.aborted) throw aborted(signal);
    if (why === 'pending') return { ok: false, reason: 'it is still being fetched' };
    setup = undefined;
    if (why === null) return find();
    pause = { until: deps.clock() + PAUSE_MS, why };
    return { ok: false, reason: why };
  }

  async function ready(signal: AbortSignal): Promise<Ready | Refusal> {
    if (loaded?.child.running === true) return loaded;
    if (pause !== undefined && deps.clock() < pause.until) return unavailable(pause.why);
    const files = await filesOrReason(signal);
    if (!files.ok) return unavailable(files.reason);
    const child = (deps.startChild ?? startChild)();
    const load = { type: 'load', modelFile: files.modelFile, contextSize } as const;
    const reply = await child.request(load, config.loadTimeout, signal);
    if (reply.type === 'loaded') {
      loaded = { child, name: files.name };
      return loaded;
    }
    child.end();
    if (reply.type === 'timeout') return tooSlow('load', config.loadTimeout);
    return failed(reply);
  }

  function failed(reply: ChildReply): Refusal {
    const why = 'reason' in reply ? reply.reason : 'its process replied out of turn';
    failures += 1;
    if (failures >= MAX_FAILURES) {
      failures = 0;
      pause = { until: deps.clock() + PAUSE_MS, why: `${why} (${MAX_FAILURES} times)` };
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
    const reply = await engine.child.request(question, config.answerTimeout, signal);
    idleTimer = setTimeout(unload, deps.idleMs ?? DEFAULT_IDLE_MS).unref();
    if (reply.type === 'timeout') return tooSlow('answer', config.answerTimeout);
    if (reply.type === 'refused') return unavailable(reply.reason);
    if (reply.type !== 'answer') return failed(reply);
    failures = 0;
    const { text, promptTokens, completionTokens, truncated } = reply;
    const elapsedMs = deps.clock() - started;
    return {
      status: truncated ? 'truncated' : 'answered',
      reply: { text, model: engine.name, promptTokens, completionTokens, elapsedMs },
    };
  }

  function unload(): void {
    loaded?.child.end();
    loaded = undefined;
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
    async close() {
      clearTimeout(idleTimer);
      setup?.stop();
      unload();
    },
  };
}

/** The promise's value, or `pending` when the budget ends or the signal fires first. */
async function withinBudget<T>(promise: Promise<T>, ms: number, signal: AbortSignal): Promise<T | 'pending'> {
  const budget = AbortSignal.any([signal, AbortSignal.timeout(ms)]);
  const end = new Promise<'pending'>((resolve) => {
    if (budget.aborted) resolve('pending');
    budget.addEventListener('abort', () => resolve('pending'));
  });
  return Promise.race([promise, end]);
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
