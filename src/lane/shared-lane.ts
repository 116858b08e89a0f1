import type { Logger } from '../lib/log.ts';
import type { ModelStatus } from '../model/model.ts';
import { unpackQuestion } from '../questions/content.ts';
import type { QuestionClaim, Shared } from '../store/shared.ts';
import type { Store } from '../store/store.ts';
import { type Explainer, explain } from './explain.ts';
import { createModelWatch } from './model-watch.ts';
import type { QuestionLane } from './question-lane.ts';

export interface SharedLaneParts {
  readonly store: Store;
  readonly shared: Shared;
  readonly log: Logger;
  readonly leaseMs: number;
  /** Questions under way at once: one for each server that may be asked. */
  readonly atOnce: () => number;
  /** Who is asked the next question, and how; undefined once the config wants no model any more. */
  readonly explainer: () => Explainer | undefined;
}

/** Nobody may have told of a question: they are looked for all the same. */
const LOOK_MS = 5000;
const RENEWALS_A_LEASE = 3;

/**
 * Questions of all workers on a database, which wait there: this worker takes one after the other, as long as it has a model. One that
 * it can't bring to its end, because it is stopped or killed, is taken up by another.
 */
export function createSharedLane(parts: SharedLaneParts): QuestionLane & { wake(): void } {
  const { store, shared, log, leaseMs, explainer } = parts;
  const { questions, clock } = shared;
  const abort = new AbortController();
  const watch = createModelWatch(log);
  const underWay = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;

  const wake = (): void => {
    clearTimeout(timer);
    if (abort.signal.aborted) return;
    while (underWay.size < parts.atOnce()) {
      const work = askAll().finally(() => {
        underWay.delete(work);
      });
      underWay.add(work);
    }
    timer = setTimeout(wake, LOOK_MS).unref();
  };

  async function askAll(): Promise<void> {
    try {
      while (!abort.signal.aborted) {
        // There are fewer servers than there were.
        if (underWay.size > parts.atOnce()) return;
        const asking = explainer();
        const claim = asking && (await questions.claim(clock(), leaseMs));
        if (asking === undefined || claim === undefined) return;
        await answer(claim, asking);
      }
    } catch (err) {
      log.error({ err }, 'the questions that wait could not be read; tried again');
    }
  }

  async function answer(claim: QuestionClaim, asking: Explainer): Promise<void> {
    const { resultId } = claim;
    const unpacked = unpackQuestion(claim.content);
    if ('refused' in unpacked) {
      log.warn({ result: resultId }, unpacked.refused);
      return store.recordNoReply([resultId], 'not_asked', unpacked.refused);
    }
    const question = unpacked.content;
    const about = { monitor: question.view.monitor, series: question.view.series, result: resultId };
    const lease = setInterval(() => {
      questions.renew(claim, clock() + leaseMs).catch(() => false);
    }, leaseMs / RENEWALS_A_LEASE).unref();
    try {
      const said = await explain({ ...question, resultId }, asking, abort.signal);
      const { status: model_status, reason: model_reason } = said;
      log.debug({ ...about, model: asking.model.name, model_status, model_reason }, 'asked the model');
      watch(said, asking.model);
      await hasten(question.wordless);
    } catch (err) {
      await leave(claim, err, about);
    } finally {
      clearInterval(lease);
    }
  }

  /** After a stop another worker asks; a question that fails by itself would fail there too. */
  async function leave(claim: QuestionClaim, err: unknown, about: object): Promise<void> {
    if (abort.signal.aborted) return questions.release(claim);
    log.error({ ...about, err }, 'the question failed');
    const status: ModelStatus = 'unavailable';
    await store.recordNoReply([claim.resultId], status, 'an internal error, see the log');
  }

  /** The words are there, or will not come: nothing is to be waited for. */
  async function hasten(
    wordless: readonly { readonly key: string; readonly until: number }[],
  ): Promise<void> {
    if (wordless.length === 0) return;
    const until = Math.max(...wordless.map((one) => one.until));
    await store.hastenDeliveries(
      wordless.map(({ key }) => key),
      until,
      clock(),
    );
  }

  return {
    wake,
    /** It waits in the database already. */
    async ask() {
      wake();
      shared.tell({ kind: 'question' });
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    async stop() {
      abort.abort();
      clearTimeout(timer);
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
