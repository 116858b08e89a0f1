import { setImmediate } from 'node:timers/promises';

/** Lets timers, signals and sockets have their turn in long computations; throws when told to stop. */
export async function breathe(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}
