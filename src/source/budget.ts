import { Deadline } from '../lib/deadline.ts';
import { PlumblineError } from '../lib/errors.ts';
import { formatDuration } from '../lib/time.ts';
import type { Query, SeriesWindow, Source, Window } from './source.ts';
import { aborted } from './source-errors.ts';

/** How long one read may take in all, milliseconds; silence ends it earlier. */
export interface ReadBudget {
  readonly mostMs: number;
  /** What a read always gets, however soon the next one is due. */
  readonly leastMs: number;
}

/** What is to be read, and how long it is until the next such read is due: infinite where none is to come. */
export interface ReadRequest {
  readonly query: Query;
  readonly window: Window;
  readonly untilNextMs: number;
}

/** A server that sends a byte now and then is never silent: so many times the longest silence is enough for it. */
const SILENCES = 4;

/** The budget of a server: `budget` of the config, or what follows from `timeout`. */
export function budgetOf({
  timeout,
  budget,
}: {
  readonly timeout: number;
  readonly budget?: number | undefined;
}): ReadBudget {
  const mostMs = budget ?? SILENCES * timeout;
  return { mostMs, leastMs: Math.min(timeout, mostMs) };
}

/** One read within its budget, and before the next one is due; errors as those of `withinBudget`. */
export function readWithin(
  source: Source,
  { query, window, untilNextMs }: ReadRequest,
  signal: AbortSignal,
): Promise<readonly SeriesWindow[]> {
  return withinBudget(source, untilNextMs, signal, (within) => source.read(query, window, within));
}

/**
 * What a source is asked, within its budget. Ends in time whatever the source does meanwhile: with `source_timeout` when the
 * budget has run out, else as the work does.
 */
export async function withinBudget<T>(
  source: Source,
  untilNextMs: number,
  signal: AbortSignal,
  work: (within: AbortSignal) => Promise<T>,
): Promise<T> {
  const { mostMs, leastMs } = source.budget;
  const budgetMs = Math.max(leastMs, Math.min(mostMs, untilNextMs));
  const deadline = new Deadline(budgetMs, signal);
  try {
    return await deadline.wait(work(deadline.signal));
  } catch (thrown) {
    if (signal.aborted) throw aborted(source.name);
    throw deadline.expired ? tooSlow(source, budgetMs, thrown) : thrown;
  } finally {
    deadline.end();
  }
}

function tooSlow({ name }: Source, budgetMs: number, cause: unknown): PlumblineError {
  return new PlumblineError(
    'source_timeout',
    `source ${name} had not sent everything after ${formatDuration(budgetMs)}`,
    {
      hint: 'Shorten the window, aggregate with every, raise budget of the source, or let the monitor run less often.',
      retryable: true,
      cause,
    },
  );
}
