import { toPlumblineError } from './lib/errors.ts';
import { whatIsMissing } from './source/contents.ts';
import type { Query, Source } from './source/source.ts';

/**
 * Why a query may find nothing, in one sentence: what it names that the source does not have. Looks at the source, and
 * says so if that fails; throws only when `signal` fires.
 */
export async function diagnose(source: Source, query: Query, signal: AbortSignal): Promise<string> {
  if (!('measurement' in query) || source.contents === undefined) {
    return 'the query gives no rows; look at its names and at the window';
  }
  try {
    const missing = whatIsMissing(query, await source.contents(query, signal));
    return missing ?? 'measurement, fields and tags are there, but had no point in the window';
  } catch (thrown) {
    signal.throwIfAborted();
    return `what ${source.name} has could not be looked up: ${toPlumblineError(thrown).message}`;
  }
}
