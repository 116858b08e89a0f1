import type { SeriesWindow } from '../source/source.ts';

/** A series of the newest window of a monitor. */
export interface Neighbour {
  readonly series: Pick<SeriesWindow, 'series' | 'times' | 'values'>;
  /** End of that window, epoch ms: of what came later nothing is known. */
  readonly until: number;
}
