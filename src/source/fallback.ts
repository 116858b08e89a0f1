import { type ErrorCode, PlumblineError, toPlumblineError } from '../lib/errors.ts';
import { type ReadRequest, readWithin } from './budget.ts';
import type { SeriesWindow, Source } from './source.ts';

/** What was read, from where, and why not from the monitor's own source. */
export interface Reading {
  readonly series: readonly SeriesWindow[];
  /** Name of the source that answered. */
  readonly source: string;
  /** Null when the monitor's own source answered. */
  readonly fallbackReason: string | null;
}

/**
 * Whether a failure is the source's, and not that of the window: it is away, busy, or lets nobody in. Any other window
 * would fail in the same way.
 */
export function isOutage({ code }: PlumblineError): boolean {
  return UNAVAILABLE.has(code) || MISSING.has(code);
}

/** What was looked for is not there, or not for us: a share that is not mounted, a file that is just being replaced. */
const MISSING: ReadonlySet<ErrorCode> = new Set(['source_unauthorized', 'source_not_found', 'source_file']);

/** The source is away or busy. Whatever else goes wrong is not papered over by other data. */
const UNAVAILABLE: ReadonlySet<ErrorCode> = new Set([
  'source_unreachable',
  'source_timeout',
  'source_server_error',
  'source_overloaded',
]);

/**
 * Reads one window, from `fallback` when the source is unreachable, silent or too slow, overloaded or answers 5xx. Any other
 * failure of the source (a wrong query, token or bucket; an answer cut short) is thrown as it is.
 */
export async function readWithFallback(
  source: Source,
  fallback: Source | undefined,
  request: ReadRequest,
  signal: AbortSignal,
): Promise<Reading> {
  const readFrom = (one: Source) => readWithin(one, request, signal);
  try {
    return { series: await readFrom(source), source: source.name, fallbackReason: null };
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    if (fallback === undefined || !UNAVAILABLE.has(error.code)) throw error;
    const series = await readInstead(() => readFrom(fallback), error);
    return { series, source: fallback.name, fallbackReason: `${error.code}: ${error.message}` };
  }
}

async function readInstead(
  read: () => Promise<readonly SeriesWindow[]>,
  why: PlumblineError,
): Promise<readonly SeriesWindow[]> {
  try {
    return await read();
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    if (error.code === 'aborted') throw error;
    // Whatever is wrong with the fallback, the window waits for its source.
    throw new PlumblineError(why.code, `${why.message}; its fallback failed too: ${error.message}`, {
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      retryable: true,
      cause: error,
    });
  }
}
