import { setTimeout as pause } from 'node:timers/promises';
import { PlumblineError, toPlumblineError } from '../../lib/errors.ts';
import { maskSecrets } from '../../lib/secrets.ts';
import { databaseError, isReadOnly, type Remedy, remedyFor } from './errors.ts';

/** How long an operation is tried again where the server is away or restarts. */
const PATIENCE_MS = 15_000;
/** How often, where it only was in the way of another: whoever is so often has met something else. */
const MOST_TRIES = 10;
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 1000;

export interface PatienceOptions {
  /** How long work is tried again, ms. */
  readonly patienceMs?: number;
  /** True where nothing may be written. */
  readonly readOnly?: boolean;
  /** Texts that no error may show. */
  readonly secrets?: readonly string[];
}

/** An error that says back the password that it was told, as some proxies do, without it; any other one as it is. */
function withoutSecrets(thrown: unknown, secrets: readonly string[]): unknown {
  if (!(thrown instanceof Error)) return thrown;
  for (const key of Object.getOwnPropertyNames(thrown)) {
    const text: unknown = Reflect.get(thrown, key);
    if (typeof text === 'string') Reflect.set(thrown, key, maskSecrets(text, secrets));
  }
  return thrown;
}

/** Does work again where that may help, within bounds, and says in a `PlumblineError` why it failed at last. */
export function createPatience(
  location: string,
  { patienceMs = PATIENCE_MS, readOnly = false, secrets = [] }: PatienceOptions,
): <T>(work: () => Promise<T>) => Promise<T> {
  const toError = (raw: unknown): PlumblineError => {
    const thrown = withoutSecrets(raw, secrets);
    return readOnly && isReadOnly(thrown)
      ? new PlumblineError('database_damaged', `${location} was opened to be read only`, { cause: thrown })
      : (databaseError(thrown, location) ?? toPlumblineError(thrown));
  };

  const remedy = (thrown: unknown, tries: number, until: number): Remedy => {
    if (thrown instanceof PlumblineError || (readOnly && isReadOnly(thrown))) return 'none';
    const found = remedyFor(thrown);
    const isOver = performance.now() > until || (found === 'again' && tries >= MOST_TRIES);
    return isOver ? 'none' : found;
  };

  return async (work) => {
    const until = performance.now() + patienceMs;
    for (let tries = 1; ; tries += 1) {
      try {
        return await work();
      } catch (thrown) {
        const next = remedy(thrown, tries, until);
        if (next === 'none') throw thrown instanceof PlumblineError ? thrown : toError(thrown);
      }
      await pause(pauseBefore(tries));
    }
  };
}

/** Doubled each time; two that were in each other's way would meet again after the same pause. */
function pauseBefore(tries: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS) * (0.5 + Math.random());
}
