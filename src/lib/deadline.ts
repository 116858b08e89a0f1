import { setMaxListeners } from 'node:events';

/**
 * The limit of one wait: a time, and whatever else may end it earlier. What has to end with it gets its `signal`.
 *
 * It takes the place of `AbortSignal.any` and `AbortSignal.timeout`, because Node holds those, and the signals that
 * `fetch` makes of them, by weak references only: once the headers of an answer are in, a garbage collection may
 * take them away, and the body is then waited for without any limit. A deadline is held by its timer and by its
 * parent, and `wait` and `chunksOf` end with it whatever the other side does.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #parent: AbortSignal;
  readonly #onParent = (): void => {
    clearTimeout(this.#timer);
    this.#controller.abort(this.#parent.reason);
  };
  #limitMs: number;
  #timer: NodeJS.Timeout;
  #expired = false;

  /** Begins at once. It ends when `parent` does, or else after `limitMs`; call `end` when the wait is over. */
  constructor(limitMs: number, parent: AbortSignal) {
    this.#limitMs = limitMs;
    this.#parent = parent;
    this.#timer = this.#start();
    // Any number of waits may be under way beneath one parent, and each lets go of it: no leak to be warned of.
    setMaxListeners(0, parent);
    if (parent.aborted) this.#onParent();
    else parent.addEventListener('abort', this.#onParent);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether the time has run out, and not the parent or the wait come to an end. */
  get expired(): boolean {
    return this.#expired;
  }

  /** Gives the whole time anew, or from now on another one: for limits on silence and on the parts of a wait. */
  restart(limitMs = this.#limitMs): void {
    if (this.signal.aborted) return;
    if (limitMs === this.#limitMs) {
      this.#timer.refresh();
      return;
    }
    clearTimeout(this.#timer);
    this.#limitMs = limitMs;
    this.#timer = this.#start();
  }

  /** What the promise comes to; rejects with the signal's reason when the deadline comes first. */
  wait<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(this.signal.reason);
      if (this.signal.aborted) stop();
      this.signal.addEventListener('abort', stop);
      promise.then(resolve, reject).finally(() => this.signal.removeEventListener('abort', stop));
    });
  }

  /** The wait is over: frees timer and parent, and ends what is still under way. */
  end(): void {
    clearTimeout(this.#timer);
    this.#parent.removeEventListener('abort', this.#onParent);
    this.#controller.abort();
  }

  #start(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#expired = true;
      this.#controller.abort(new Error(`nothing within ${this.#limitMs} ms`));
    }, this.#limitMs);
  }
}

/**
 * The pieces of a body as they arrive. Throws the signal's reason as soon as it fires; a body that is not read to its
 * end, for whatever reason, is cancelled, which closes its connection.
 */
export async function* chunksOf(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  // A read that waits comes back empty then. That the body is broken already is told by the read, not here.
  const cancel = (): void => void reader.cancel(signal.reason).catch(() => undefined);
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}
