import type { Moment } from '../statement/literals.ts';
import type { Time } from '../statement/times.ts';
import { betweenMoments, type Cut, cutAt, lessNatural, rowOf } from './cut.ts';
import type { Evaluator } from './evaluator.ts';
import { precisionOf } from './moments.ts';
import { filterTimes } from './shares.ts';
import { positionAt } from './window.ts';

/** Parts of the window that are told by times: from one to another, before or after one, days, hours, the reading at a moment. */

/** So many ways to draw a part are looked at: the moments or events that may be its ends. */
export const MAX_CUTS = 6;

/** Moments that a written time may mean as the end of a part, each with what it was written to, ms. */
function bounds(
  time: Time | null,
  open: number,
  on: Evaluator,
): readonly (readonly [ms: number, precision: number])[] {
  if (time === null) return [[open, 0]];
  const precision = time.time === 'moment' ? precisionOf(time.moment) - 1 : 0;
  return on
    .instants(time)
    .at.slice(0, MAX_CUTS)
    .map((ms) => [ms, precision] as const);
}

/** Both ends included; then without the last reading, since "from 10:00 to 11:00" may leave it out. */
export function between(from: Time | null, to: Time | null, on: Evaluator): readonly Cut[] {
  const { window } = on;
  const cuts: Cut[] = [];
  for (const [start, early] of bounds(from, window.from, on)) {
    const later = bounds(to, window.to, on).filter(([end]) => end >= start);
    // "from 10:05 to 10:20" is of one day, whichever.
    for (const [end, precision] of isOfAnyDay(from) && isOfAnyDay(to) ? later.slice(0, 1) : later) {
      cuts.push(betweenMoments(window, start, end + precision, cuts.length === 0));
      // Readings closer than a minute: "to 10:05" may end with its first instant.
      if (precision > 0) cuts.push(betweenMoments(window, start, end, true));
      if (to !== null) cuts.push(betweenMoments(window, start, end - 1, false));
      // A minute may be rounded: 20:38:59 is 20:39.
      const [half, late] = [early, precision].map((ms) => (ms < HOUR ? Math.ceil(ms / 2) : 0));
      if (half !== 0 || late !== 0)
        cuts.push(betweenMoments(window, start - (half ?? 0), end + (late ?? 0), false));
    }
  }
  return cuts;
}

/** A time of the clock alone. */
function isOfAnyDay(time: Time | null): boolean {
  return time?.time === 'moment' && time.moment.hour !== undefined && time.moment.day === undefined;
}

/** All that precedes a time; then without what is of its minute when that is rounded. */
export function beforeTime(time: Time, on: Evaluator): readonly Cut[] {
  const { window } = on;
  return bounds(time, window.from, on).flatMap(([ms, precision], index) => [
    betweenMoments(window, window.from, ms - 1, index === 0),
    ...(precision > 0 && precision < HOUR
      ? [betweenMoments(window, window.from, ms - Math.ceil(precision / 2) - 1, false)]
      : []),
  ]);
}

const HOUR = 3_600_000 - 1;

/** All that follows a time, from the end of what was written or from its first instant; then with the reading of the time itself. */
export function afterTime(time: Time, on: Evaluator): readonly Cut[] {
  const { window } = on;
  return bounds(time, window.from, on)
    .slice(0, 3)
    .flatMap(([ms, precision], index) => [
      betweenMoments(window, ms + precision + 1, window.to, index === 0),
      ...(precision > 0 ? [betweenMoments(window, ms + 1, window.to, index === 0)] : []),
      betweenMoments(window, ms, window.to, false),
    ]);
}

/** The k-th day by the calendar, then by the clock from the first reading on. */
export function nthDay(k: number, { window, whole }: Evaluator): readonly Cut[] {
  const first = Math.floor(window.from / DAY_MS);
  const last = Math.floor(window.to / DAY_MS);
  const day = k < 0 ? last + k + 1 : first + k - 1;
  if (day < first || day > last) return [];
  const start = k < 0 ? window.to + k * DAY_MS : window.from + (k - 1) * DAY_MS;
  return [
    betweenMoments(window, day * DAY_MS, (day + 1) * DAY_MS - 1, true),
    filterTimes(whole, start, start + DAY_MS - 1),
  ].filter(({ positions }) => positions.length > 0);
}

const DAY_MS = 86_400_000;

/** A minute may be rounded: 20:38:59 is 20:39. */
export function rounded(
  told: readonly (readonly [number, number])[],
  { minute, second }: Moment,
): readonly (readonly [number, number])[] {
  return minute === undefined || second !== undefined
    ? []
    : told.map(([start, end]) => [start - HALF_MINUTE, end] as const);
}

const HALF_MINUTE = 30_000;

/** Several stretches of time as one part: the evenings. Then each alone. */
export function joined(stretches: readonly (readonly [number, number])[], on: Evaluator): readonly Cut[] {
  const single = stretches.map(([start, end]) =>
    betweenMoments(on.window, start, end, stretches.length === 1),
  );
  const held = single.filter(({ positions }) => positions.length > 0);
  if (held.length < 2) return held;
  const positions = Uint32Array.from(held.flatMap((cut) => [...cut.positions]));
  const all = cutAt(on.window, positions, { start: held[0]?.start ?? 0, end: held.at(-1)?.end ?? 0 });
  return [all, ...held.map(lessNatural)];
}

/** The reading at a moment, or the one that is nearest to it. */
export function readingAt(ms: number, on: Evaluator, natural: boolean): Cut {
  const { window } = on;
  const next = positionAt(window.times, ms);
  const [before, after] = [
    window.times[next - 1] ?? Number.NEGATIVE_INFINITY,
    window.times[next] ?? Number.POSITIVE_INFINITY,
  ];
  const position = after - ms <= ms - before ? next : next - 1;
  const isThere = Math.min(after - ms, ms - before) <= Math.max(60_000, window.intervalMs);
  return rowOf(window, position, isThere ? position + 1 : position, { natural });
}
