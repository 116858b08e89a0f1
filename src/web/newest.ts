import { setImmediate } from 'node:timers/promises';
import type { NewestResult } from '../store/result.ts';
import type { WebParts } from './parts.ts';

/** More series than these are not listed at once. */
const MOST_SERIES = 20_000;

/** Series that are looked at before others have their turn: a millisecond or two. */
export const PORTION = 100;

/** What needs attention first; what is not judged stands below what is, and what is normal last. */
const URGENCY = ['anomalous', 'missing', 'suspect', 'unknown', 'normal'];

/** The newest of each series, in portions: runs, signals and other callers have their turn in between. */
export async function* newestOfAll({
  store,
}: Pick<WebParts, 'store'>): AsyncGenerator<readonly NewestResult[]> {
  let after: NewestResult | undefined;
  for (let count = 0; count < MOST_SERIES; count += PORTION) {
    const portion = await store.newestResults(after, PORTION);
    if (portion.length === 0) return;
    yield portion;
    after = portion.at(-1);
    await setImmediate();
  }
}

/** Orders series by what needs attention first; `since` as ISO 8601, or epoch ms. */
export function byUrgency<
  Row extends {
    readonly verdict: string;
    readonly since: string | number | null;
    readonly series: string;
    readonly monitor: string;
  },
>(a: Row, b: Row): number {
  const urgency = URGENCY.indexOf(a.verdict) - URGENCY.indexOf(b.verdict);
  if (urgency !== 0) return urgency;
  // Of two that are unwell the news is what is newer.
  const news = a.verdict === 'normal' ? 0 : String(b.since ?? '').localeCompare(String(a.since ?? ''));
  return news || a.series.localeCompare(b.series) || a.monitor.localeCompare(b.monitor);
}
