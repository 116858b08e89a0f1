/** Questions waiting for a model. */
export interface Lane<T> {
  /** Puts an item in line; one of the same key that still waits is superseded by it. */
  add(key: string, item: T): void;
  /** Resolves when nothing waits and nothing is under way. */
  idle(): Promise<void>;
  /** Takes nothing more, aborts what is under way, hands all that still waits to `drop`, at once. */
  stop(): Promise<void>;
}

export type DropReason = 'superseded' | 'overflow' | 'stopped';

export interface LaneOptions<T> {
  /** How many at a time, asked before each: one, for a model on the same machine. */
  readonly concurrency: () => number;
  /** How many may wait; beyond that the oldest is dropped. */
  readonly limit: number;
  /** Does one item; must not throw. */
  readonly handle: (item: T, signal: AbortSignal) => Promise<void>;
  /** Is told of items that will never be handled; must not throw. */
  readonly drop: (items: readonly T[], why: DropReason) => Promise<void>;
}

/** A queue in the order of arrival in which a newer item takes the place of an older one with the same key. */
export function createLane<T>({ concurrency, limit, handle, drop }: LaneOptions<T>): Lane<T> {
  const waiting = new Map<string, T>();
  const underWay = new Set<Promise<void>>();
  const abort = new AbortController();

  const track = (work: Promise<void>): void => {
    const tracked = work.finally(() => {
      underWay.delete(tracked);
      fill();
    });
    underWay.add(tracked);
  };

  let running = 0;
  const fill = (): void => {
    for (const [key, item] of waiting) {
      if (running >= concurrency() || abort.signal.aborted) return;
      waiting.delete(key);
      running += 1;
      track(
        handle(item, abort.signal).finally(() => {
          running -= 1;
        }),
      );
    }
  };

  const takeOut = (key: string, why: DropReason): void => {
    const item = waiting.get(key);
    if (item === undefined) return;
    waiting.delete(key);
    track(drop([item], why));
  };

  const idle = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.all(underWay);
  };

  return {
    add(key, item) {
      if (abort.signal.aborted) {
        track(drop([item], 'stopped'));
        return;
      }
      takeOut(key, 'superseded');
      const [oldest] = waiting.keys();
      if (waiting.size >= limit && oldest !== undefined) takeOut(oldest, 'overflow');
      waiting.set(key, item);
      fill();
    },
    idle,
    async stop() {
      abort.abort();
      const left = [...waiting.values()];
      waiting.clear();
      if (left.length > 0) track(drop(left, 'stopped'));
      await idle();
    },
  };
}
