import type { Config } from '../config/schema.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/log.ts';
import type { Model, ServerState } from '../model/model.ts';
import type { Store } from '../store/store.ts';
import type { Explainer } from './explain.ts';
import { createQuestionLane, type QuestionLane } from './question-lane.ts';
import { createSharedLane } from './shared-lane.ts';

export interface AskingParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** How long a question that workers share is ours without a sign of life. */
  readonly leaseMs: number;
  /** Undefined where the config wants none. */
  readonly createModel: (config: Config) => Model | undefined;
}

/** Whom questions are put to: one lane, in which they wait, and the model and prompt that the config names at the moment. */
export interface Asking {
  /** Undefined until a config first wanted a model. */
  readonly lane: QuestionLane | undefined;
  /** Whether the config wants one now. */
  readonly wanted: boolean;
  /** From the next question on it is asked like this; one under way ends as it began, and waiting ones stay in line. */
  takeOver(config: Config, templates: Explainer['templates']): void;
  /** What is known of each of several servers; empty where there is one or none. */
  servers(): readonly ServerState[];
  close(): Promise<void>;
}

export function createAsking({ store, clock, log, leaseMs, createModel }: AskingParts): Asking {
  const former = new Set<Model>();
  let lane: QuestionLane | undefined;
  let explainer: Explainer | undefined;
  let settings = '';

  /** Ends models that nobody asks any more: called when no question is under way. */
  const closeFormer = async (): Promise<void> => {
    const all = [...former];
    former.clear();
    await Promise.all(all.map((model) => model.close()));
  };

  const newLane = (): QuestionLane => {
    const parts = { store, log, explainer: nextExplainer, atOnce };
    const { shared } = store;
    if (shared === undefined) return createQuestionLane(parts);
    return createSharedLane({ ...parts, shared, leaseMs });
  };

  /** A model of before is asked to its end, and closed, before others than the next question begin. */
  const atOnce = (): number => (former.size > 0 ? 1 : (explainer?.model.atOnce?.() ?? 1));

  const nextExplainer = (): Explainer | undefined => {
    void closeFormer();
    return explainer;
  };

  return {
    get lane() {
      return lane;
    },
    get wanted() {
      return explainer !== undefined;
    },
    takeOver(config, templates) {
      const wanted = JSON.stringify(config.model);
      const isSame = wanted === settings;
      const model = isSame ? explainer?.model : createModel(config);
      settings = wanted;
      if (!isSame && explainer !== undefined) former.add(explainer.model);
      const { maxTokens, detail } = config.model;
      explainer = model && { ...config.factcheck, store, model, templates, detail, maxTokens, clock };
      if (explainer !== undefined) lane ??= newLane();
      // A model that is never asked again would wait for its end for ever.
      void lane?.idle().then(closeFormer);
    },
    servers: () => explainer?.model.servers?.() ?? [],
    async close() {
      await lane?.stop();
      await closeFormer();
      await explainer?.model.close();
    },
  };
}
