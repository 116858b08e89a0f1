import { type ErrorCode, PlumblineError, toPlumblineError } from '../lib/errors.ts';
import type { Query, SeriesWindow, Source, Window } from './source.ts';

/** What was read, from where, and why not from the monitor's own source. */
export interface Reading {
  readonly series: readonly SeriesWindow[];
  /** Name of the source that answered. */
  readonly source: string;
  /** Null when the monitor's own source answered. */
  readonly fallbackReason: string | null;
}

/** The source is away or busy. Whatever else goes wrong is not papered over by other data. */
const UNAVAILABLE: ReadonlySet<ErrorCode> = new Set([
  'source_unreachable',
  'source_timeout',
  'source_server_error',
  'source_overloaded',
]);

/**
 * Reads one window, from `fallback` when the source is unreachable, silent, overloaded or answers 5xx. Any other
 * failure of the source (a wrong query, token or bucket; an answer cut short) is thrown as it is.
 */
export async function readWithFallback(
  source: Source,
  fallback: Source | undefined,
  query: Query,
  window: Window,
  signal: AbortSignal,
): Promise<Reading> {
  try {
    return { series: await source.read(query, window, signal), source: source.name, fallbackReason: null };
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    if (fallback === undefined || !UNAVAILABLE.has(error.code)) throw error;
    const series = await readInstead(fallback, query, window, signal, error);
    return { series, source: fallback.name, fallbackReason: `${error.code}: ${error.message}` };
  }
}

async function readInstead(
  fallback: Source,
  query: Query,
  window: Window,
  signal: AbortSignal,
  why: PlumblineError,
): Promise<readonly SeriesWindow[]> {
  try {
    return await fallback.read(query, window, signal);
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    if (error.code === 'aborted') throw error;
    throw new PlumblineError(error.code, `${why.message}; its fallback failed too: ${error.message}`, {
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      // The source may be back at the next attempt, whatever is wrong with the fallback.
      retryable: true,
      cause: error,
    });
  }
}
