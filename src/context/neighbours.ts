import type { SeriesWindow, Window } from '../source/source.ts';

/** Series of another monitor, as far as its last window reached. */
export interface Neighbour {
  readonly series: SeriesWindow;
  /** End of that window, epoch ms: of what came later nothing is known. */
  readonly until: number;
}

/** What the last windows of monitors gave that others are related to, for as long as the process lives. */
export interface Neighbours {
  /** Keeps a window of a monitor, if any other is related to it and it is not older than the one that is kept. */
  put(monitor: string, window: Window, series: readonly SeriesWindow[]): void;
  /** What is known of these monitors, in their order: a few series of each. */
  of(monitors: readonly string[]): readonly Neighbour[];
}

/** Series of a monitor that are kept, the first by name, and the last rows of each. */
const MOST_SERIES = 6;
const MOST_ROWS = 2000;

/** `named`: the monitors that others are related to; nothing is kept of any other. */
export function createNeighbours(named: ReadonlySet<string>): Neighbours {
  const kept = new Map<string, readonly Neighbour[]>();
  return {
    put(monitor, { end }, series) {
      if (!named.has(monitor) || (kept.get(monitor)?.[0]?.until ?? Number.NEGATIVE_INFINITY) > end) return;
      const chosen = series.toSorted((a, b) => (a.series < b.series ? -1 : 1)).slice(0, MOST_SERIES);
      const last = chosen.map(({ series: name, times, values, notes }) => ({
        series: { series: name, times: times.slice(-MOST_ROWS), values: values.slice(-MOST_ROWS), notes },
        until: end,
      }));
      kept.set(monitor, last);
    },
    of: (monitors) => monitors.flatMap((name) => kept.get(name) ?? []),
  };
}
