import type { Logger } from '../lib/log.ts';
import { createLane, type DropReason } from '../model/lane.ts';
import type { ModelStatus } from '../model/model.ts';
import type { Question } from '../run.ts';
import type { Store } from '../store/store.ts';
import { type Explainer, explain } from './explain.ts';
import { createModelWatch } from './model-watch.ts';

/**
 * Questions that wait for the model, one after the other. A result's `summary` may still change while its question
 * waits or is being asked: its `model_status` is empty then. It is final from the moment that the status is set, which
 * happens exactly once, whatever comes of the question.
 */
export interface QuestionLane {
  /**
   * Puts a question in line. Resolves when the summary of its row is final, or, where questions wait in a database that workers share,
   * at once; never rejects.
   */
  ask(question: Question): Promise<void>;
  /** Another worker may have written a question. */
  wake?(): void;
  /** Resolves when nothing waits and nothing is under way. */
  idle(): Promise<void>;
  /** Takes nothing more, ends what is under way, and writes of all that still waits that it was not asked. */
  stop(): Promise<void>;
}

/** Questions that may wait: far more than a model can answer before they are superseded. */
const LIMIT = 5000;

const DROPPED: Readonly<Record<DropReason, { readonly status: ModelStatus; readonly reason: string }>> = {
  superseded: { status: 'superseded', reason: 'a newer window of the series came before its turn' },
  overflow: { status: 'not_asked', reason: `more than ${LIMIT} questions were waiting` },
  stopped: { status: 'not_asked', reason: 'the worker was stopped before its turn' },
};

interface Waiting {
  readonly question: Question;
  readonly whenFinal: () => void;
}

export interface LaneParts {
  readonly store: Store;
  readonly log: Logger;
  /** Who is asked the next question, and how; undefined once the config wants no model any more. */
  readonly explainer: () => Explainer | undefined;
  /** Questions under way at once: one for each server that may be asked. */
  readonly atOnce: () => number;
}

/** As many questions at a time as there are servers; a newer window of a series takes the place of an older one that still waits. */
export function createQuestionLane({ store, log, explainer, atOnce }: LaneParts): QuestionLane {
  const recordNoReply = async (all: readonly Waiting[], status: ModelStatus, reason: string) => {
    const results = all.map(({ question }) => question.resultId);
    try {
      await store.recordNoReply(results, status, reason);
    } catch (err) {
      log.error(
        { results, err },
        'the rows still say that they wait for the model; the next start ends that',
      );
    }
  };

  const watch = createModelWatch(log);
  const lane = createLane<Waiting>({
    concurrency: atOnce,
    limit: LIMIT,
    async handle(waiting, signal) {
      const { resultId, view } = waiting.question;
      const about = { monitor: view.monitor, series: view.series, result: resultId };
      const asking = explainer();
      try {
        if (asking === undefined) {
          await recordNoReply([waiting], 'not_asked', 'the config has no model any more');
          return waiting.whenFinal();
        }
        const said = await explain(waiting.question, asking, signal);
        const { status, reason } = said;
        log.debug(
          { ...about, model: asking.model.name, model_status: status, model_reason: reason },
          'asked the model',
        );
        // Of a stop the model is not to blame.
        if (!signal.aborted) watch(said, asking.model);
      } catch (err) {
        log.error({ ...about, err }, 'the question failed');
        await recordNoReply([waiting], 'unavailable', 'an internal error, see the log');
      }
      waiting.whenFinal();
    },
    async drop(all, why) {
      const { status, reason } = DROPPED[why];
      await recordNoReply(all, status, reason);
      for (const { whenFinal } of all) whenFinal();
    },
  });

  return {
    ask: (question) =>
      new Promise((whenFinal) => {
        const { monitor, series } = question.view;
        lane.add(JSON.stringify([monitor, series]), { question, whenFinal });
      }),
    idle: lane.idle,
    stop: lane.stop,
  };
}
