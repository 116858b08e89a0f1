import type { Store } from './store.ts';

/** What was written: a run came to an end or was given up, an answer came in, or somebody judged a result. */
export interface Change {
  readonly kind: 'run' | 'answer' | 'feedback' | 'news' | 'question';
  /** Of a run. */
  readonly monitor?: string;
}

/** The same store; `tell` hears of what it has written, after it is written. */
export function watchedStore(store: Store, tell: (change: Change) => void): Store {
  function telling<Args extends readonly unknown[], T>(
    write: (...args: Args) => Promise<T>,
    changeOf: (...args: Args) => Change,
  ): (...args: Args) => Promise<T> {
    return async (...args) => {
      const written = await write(...args);
      tell(changeOf(...args));
      return written;
    };
  }
  const answer = (): Change => ({ kind: 'answer' });
  return {
    ...store,
    finishRun: telling(store.finishRun, ({ monitor }) => ({ kind: 'run', monitor })),
    failRun: telling(store.failRun, ({ monitor }) => ({ kind: 'run', monitor })),
    releaseRun: telling(store.releaseRun, ({ monitor }) => ({ kind: 'run', monitor })),
    skipRuns: telling(store.skipRuns, (monitor) => ({ kind: 'run', monitor })),
    recordAnswer: telling(store.recordAnswer, answer),
    recordUnusableReply: telling(store.recordUnusableReply, answer),
    recordNoReply: telling(store.recordNoReply, answer),
    recordFeedback: telling(store.recordFeedback, () => ({ kind: 'feedback' })),
    recordClaimFeedback: telling(store.recordClaimFeedback, () => ({ kind: 'feedback' })),
    hastenDeliveries: telling(store.hastenDeliveries, () => ({ kind: 'news' })),
    enqueue: telling(store.enqueue, () => ({ kind: 'news' })),
    recordDigest: telling(store.recordDigest, () => ({ kind: 'news' })),
    endDelivery: telling(store.endDelivery, () => ({ kind: 'news' })),
  };
}
