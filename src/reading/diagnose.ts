import { toPlumblineError } from '../lib/errors.ts';
import { withinBudget } from '../source/budget.ts';
import { whatIsMissing } from '../source/contents.ts';
import type { Query, Source } from '../source/source.ts';

/**
 * Why a query may find nothing, in one sentence: what it names that the source does not have. Looks at the source, and
 * says so if that fails; throws only when `signal` fires.
 */
export async function diagnose(source: Source, query: Query, signal: AbortSignal): Promise<string> {
  if (!('measurement' in query) || source.contents === undefined) {
    return 'the query gives no rows; look at its names and at the window';
  }
  try {
    const missing = await missingNames(source, query, signal);
    return missing ?? 'measurement, fields and tags are there, but had no point in the window';
  } catch (thrown) {
    signal.throwIfAborted();
    return `what ${source.name} has could not be looked up: ${toPlumblineError(thrown).message}`;
  }
}

/** What a query names that the source does not have; null: nothing, or it cannot be looked up there. Throws as `Source.read`. */
export async function missingNames(
  source: Source,
  query: Query,
  signal: AbortSignal,
): Promise<string | null> {
  const { contents } = source;
  if (!('measurement' in query) || contents === undefined) return null;
  const look = (within: AbortSignal) => contents(query, within);
  return whatIsMissing(query, await withinBudget(source, Number.POSITIVE_INFINITY, signal, look));
}
