import type { Neighbour } from '../neighbour.ts';
import { unpackPoints } from './packed-points.ts';

/** A row of `neighbours`. */
export interface NeighbourRow {
  readonly series: string;
  readonly window_end: string;
  readonly points: Buffer;
}

export function toNeighbour({ series, window_end, points }: NeighbourRow): Neighbour {
  const { times, values } = unpackPoints([{ points, beside: null }]);
  return { series: { series, times, values }, until: Date.parse(window_end) };
}
