import type { Window } from '../../source/source.ts';
import { type Beside, besideOf, type RelativePoints } from '../related/beside.ts';
import { rowFrom } from '../related/rows.ts';

/** Points of one series, times rising. */
export interface Points {
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** What stood beside each. */
  readonly beside?: Beside;
}

/** Points as they were read, with the series that were read beside them. */
export interface ReadPoints extends Points {
  readonly relatives?: readonly RelativePoints[];
}

/**
 * Those points of a window that a baseline takes: newer than its last one, up to the window's end, and not before
 * its beginning by more than the window's length. A query of one's own may return others, and a sensor's clock may be
 * years off: one such point taken in, and all that follow would be old, or the pause before them the longest ever.
 */
export function intake(lastTime: number, points: ReadPoints, { start, end }: Window): Points {
  const earliest = start - (end - start);
  const from = rowFrom(points.times, (time) => time > lastTime && time >= earliest);
  const to = rowFrom(points.times, (time) => time > end);
  const { times, values } = between(points, from, Math.max(from, to));
  const { relatives = [] } = points;
  if (relatives.length === 0) return { times, values };
  return { times, values, beside: besideOf(points.times, relatives, from, Math.max(from, to)) };
}

/** The points up to the window's end, at which an aggregate of its last interval may stand, and the times of the others, which have not come yet. */
export function untilEnd<Some extends Points>(points: Some, { end }: Window): [Some, later: Float64Array] {
  const to = rowFrom(points.times, (time) => time > end);
  return [between(points, 0, to), points.times.subarray(to)];
}

function between<Some extends Points>(points: Some, from: number, to: number): Some {
  if (from === 0 && to === points.times.length) return points;
  return { ...points, times: points.times.subarray(from, to), values: points.values.subarray(from, to) };
}
