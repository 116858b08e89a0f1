import type { MonitorConfig } from '../config/schema.ts';
import type { Inspection } from '../detect/inspect.ts';
import type { SeriesWindow, Window } from '../source/source.ts';
import type { Neighbour } from '../store/neighbour.ts';
import type { Store } from '../store/store.ts';

/** Series of a monitor that are kept for others, the first by name, and the last rows of each. */
const MOST_SERIES = 6;
const MOST_ROWS = 2000;

/** Who keeps neighbours, and what is related to by name; absent where each monitor is alone, as in a replay. */
interface Kept {
  readonly store: Pick<Store, 'keepNeighbours' | 'neighboursOf'>;
  readonly named?: ReadonlySet<string>;
}

/**
 * What is known of the monitors that this one is related to, where anything of it is to be looked around. What it has read itself is kept
 * for those that are related to it, before anybody asks: of two that run at the same minute the later one sees the other.
 */
export async function neighboursOf(
  { name, relatedTo, fallbackRole }: MonitorConfig,
  { end }: Window,
  { fallbackReason }: { readonly fallbackReason: string | null },
  inspected: readonly { readonly series: SeriesWindow; readonly inspection: Inspection }[],
  { store, named }: Kept,
): Promise<readonly Neighbour[]> {
  // What a stand-in gives is of no room that others could be in.
  if (named === undefined || (fallbackReason !== null && fallbackRole !== 'bridge')) return [];
  if (named.has(name)) await store.keepNeighbours(name, end, toKeep(inspected.map(({ series }) => series)));
  const isStruck = inspected.some(
    ({ inspection: { findings, statistics } }) => findings.length > 0 || statistics.count === 0,
  );
  return isStruck && relatedTo.length > 0 ? store.neighboursOf(relatedTo) : [];
}

/** What is kept of a window for the monitors that are related to its own: a few series, the last rows of each. */
function toKeep(
  series: readonly SeriesWindow[],
): readonly Pick<SeriesWindow, 'series' | 'times' | 'values'>[] {
  return series
    .toSorted((a, b) => (a.series < b.series ? -1 : 1))
    .slice(0, MOST_SERIES)
    .map(({ series: name, times, values }) => ({
      series: name,
      times: times.slice(-MOST_ROWS),
      values: values.slice(-MOST_ROWS),
    }));
}
