import type { Logger } from '../lib/log.ts';
import type { Model, ModelStatus } from '../model/model.ts';

/** What became of a question, as its row has it. */
export interface Explained {
  readonly status: ModelStatus;
  readonly reason: string | null;
}

/** Hears what became of each question that was put to a model. */
export type ModelWatch = (said: Explained, model: Pick<Model, 'name' | 'where'>) => void;

/** Says once that the model gives no answer, and once that it does again: the rows have it each time. */
export function createModelWatch(log: Logger): ModelWatch {
  let isAway = false;
  return ({ status, reason }, { name, where }) => {
    const about = { model: name, where };
    const wasAway = isAway;
    isAway = status === 'unavailable' || status === 'timeout';
    if (isAway && !wasAway) {
      const text = 'the model gives no answer: until it does, code writes the summaries';
      log.warn({ ...about, model_status: status, model_reason: reason }, text);
    }
    if (wasAway && !isAway) log.info(about, 'the model answers again');
  };
}
