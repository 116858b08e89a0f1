import type { ModelConfig } from '../config/schema.ts';
import type { Clock } from '../lib/clock.ts';
import { type Discovery, discoverModel, type Place } from './discover.ts';
import type { Model } from './model.ts';
import { createOpenAiModel } from './openai.ts';

export interface AutoDeps {
  readonly clock: Clock;
  readonly places: () => Promise<readonly Place[]>;
  /** What serves where no server does. */
  readonly embedded: Model;
  /** Is told, once a change, which model serves now and why the others don't. */
  readonly onChoice: (model: Model, tried: Discovery['tried']) => void;
}

/** The embedded model answers until a server appears: so often it is looked for. */
const LOOK_AGAIN_MS = 10 * 60_000;

/**
 * The model server that runs on this machine, found at the first question and again when it went away or when
 * only the embedded model serves.
 */
export function createAutoModel(config: ModelConfig, deps: AutoDeps): Model {
  const { clock, places, embedded, onChoice } = deps;
  let serving: Model | undefined;
  let lookAgainAt = Number.NEGATIVE_INFINITY;

  async function choose(signal: AbortSignal): Promise<Model> {
    if (serving !== undefined && clock() < lookAgainAt) return serving;
    const { found, tried } = await discoverModel(await places(), config.name, signal);
    const where = serving?.where;
    if (found === null) {
      serving = embedded;
    } else if (found.url !== where) {
      serving = createOpenAiModel({ ...config, url: found.url, name: found.name }, { clock });
    }
    const chosen = serving ?? embedded;
    lookAgainAt = chosen === embedded ? clock() + LOOK_AGAIN_MS : Number.POSITIVE_INFINITY;
    if (chosen.where !== where) onChoice(chosen, tried);
    return chosen;
  }

  return {
    get name() {
      return serving?.name ?? config.name;
    },
    get where() {
      return serving?.where ?? 'auto';
    },
    contextTokens: async (signal) => (await choose(signal)).contextTokens(signal),
    parameters: async (signal) => (await (await choose(signal)).parameters?.(signal)) ?? null,
    async ask(messages, schema, signal) {
      const model = await choose(signal);
      const outcome = await model.ask(messages, schema, signal);
      if (outcome.status === 'unavailable') lookAgainAt = Number.NEGATIVE_INFINITY;
      return outcome;
    },
    async close() {
      if (serving !== embedded) await serving?.close();
      await embedded.close();
    },
  };
}
