import type { Moment } from '../statement/literals.ts';
import type { Part, PartSize } from '../statement/parts.ts';
import type { Time } from '../statement/times.ts';
import { strictTest, testOf } from './conditions.ts';
import { betweenMoments, type Cut, cutAt, filterCut, lessNatural, rowOf } from './cut.ts';
import { NEIGHBOURHOOD_SHARE } from './definitions.ts';
import type { Evaluator } from './evaluator.ts';
import { hoursOf, precisionOf, stretchesOf } from './moments.ts';
import { positionAfter, positionAt } from './window.ts';

/** So many ways to draw a part are looked at: the moments or events that may be its ends. */
const MAX_CUTS = 6;

/** Ways to draw a part of parts multiply; with more than so many it is left open what is meant. */
export const MOST_WAYS = 200;

/** The readings that a part means; no cut at all where the window has no such part, or it could be nearly any. */
export function cutsOf(part: Part, on: Evaluator): readonly Cut[] {
  const cuts = drawn(part, on);
  return cuts.length > MOST_WAYS ? [] : cuts;
}

function drawn(part: Part, on: Evaluator): readonly Cut[] {
  const { window } = on;
  switch (part.part) {
    case 'whole':
      return [on.whole];
    case 'between':
      return between(part.from, part.to, on);
    case 'before':
      return beforeTime(part.time, on);
    case 'after':
      return afterTime(part.time, on);
    case 'during':
    case 'event':
      return on
        .happenings(part.event)
        .slice(0, MAX_CUTS)
        .map(({ start, end, until = end, natural }) => betweenMoments(window, start, until, natural));
    case 'first':
    case 'last':
      return on.cuts(part.of).flatMap((cut) => ends(cut, part.part, part.size));
    case 'piece':
      return on.cuts(part.of).flatMap((cut) => pieces(cut, part.k, part.n));
    case 'hours':
      return joined(hoursOf(part.hours, part.on, window), on);
    case 'calendar': {
      const told = stretchesOf(part.moment, window);
      const held = joined(told, on);
      return held.length > 0 ? held : joined(rounded(told, part.moment), on);
    }
    case 'day':
      return nthDay(part.k, on);
    case 'where': {
      const test = testOf(part.condition, on);
      if (test === undefined) return [];
      const strict = strictTest(part.condition, on);
      const cuts = on.cuts(part.of).map((cut) => filterCut(cut, test.holds));
      if (strict === undefined) return cuts;
      const others = on.cuts(part.of).map((cut) => lessNatural(filterCut(cut, strict.holds)));
      return [...cuts, ...others.filter((cut, nth) => cut.positions.length !== cuts[nth]?.positions.length)];
    }
    case 'without':
      return without(on.cuts(part.of), on.cuts(part.out));
    case 'both':
      return both(on.cuts(part.a), on.cuts(part.b));
    case 'reading':
      return on
        .instants(part.at)
        .at.slice(0, MAX_CUTS)
        .map((ms, index) => readingAt(ms, on, index === 0));
    case 'unknown':
      return [];
    case 'around': {
      const reach = (window.to - window.from) * NEIGHBOURHOOD_SHARE;
      return on
        .instants(part.at)
        .at.slice(0, MAX_CUTS)
        .map((ms, index) => betweenMoments(window, ms - reach, ms + reach, index === 0));
    }
  }
}

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
function between(from: Time | null, to: Time | null, on: Evaluator): readonly Cut[] {
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
function beforeTime(time: Time, on: Evaluator): readonly Cut[] {
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
function afterTime(time: Time, on: Evaluator): readonly Cut[] {
  const { window } = on;
  return bounds(time, window.from, on)
    .slice(0, 3)
    .flatMap(([ms, precision], index) => [
      betweenMoments(window, ms + precision + 1, window.to, index === 0),
      ...(precision > 0 ? [betweenMoments(window, ms + 1, window.to, index === 0)] : []),
      betweenMoments(window, ms, window.to, false),
    ]);
}

function ends(cut: Cut, side: 'first' | 'last', size: PartSize): readonly Cut[] {
  const n = cut.positions.length;
  const take = (count: number, natural: boolean) =>
    cutAt(
      cut.window,
      side === 'first' ? cut.positions.subarray(0, count) : cut.positions.subarray(Math.max(0, n - count)),
      {
        natural: natural && cut.natural,
      },
    );
  switch (size.size) {
    case 'readings':
      return size.count > n ? [] : [take(size.count, true)];
    case 'share': {
      const exact = n * size.share;
      const counts = [...new Set([Math.round(exact), Math.floor(exact), Math.ceil(exact)])];
      return counts.map((count) => take(count, true));
    }
    case 'seconds': {
      const ms = size.seconds * 1000;
      const span = (start: number, end: number) => filterTimes(cut, start, end);
      const [first, last] = [cut.times[0] ?? 0, cut.times.at(-1) ?? 0];
      // "the last ten minutes" of readings a minute apart are ten of them, or eleven.
      return side === 'first'
        ? [span(first, first + ms - 1), span(first, first + ms)]
        : [span(last - ms + 1, last), span(last - ms, last)];
    }
  }
}

function filterTimes(cut: Cut, start: number, end: number): Cut {
  const [from, to] = [positionAt(cut.times, start), positionAfter(cut.times, end)];
  return cutAt(cut.window, cut.positions.subarray(from, to), { natural: cut.natural });
}

/** By the number of readings, and by time: both are meant by "the second half". */
function pieces(cut: Cut, k: number, n: number): readonly Cut[] {
  const count = cut.positions.length;
  const edge = (j: number, round: (x: number) => number) => round((count * j) / n);
  const byCount = [Math.round, Math.floor, Math.ceil].map(
    (round) => [edge(k - 1, round), edge(k, round)] as const,
  );
  const [first, last] = [cut.times[0] ?? 0, cut.times.at(-1) ?? 0];
  const at = (j: number) => first + ((last - first) * j) / n;
  const byTime = [positionAt(cut.times, at(k - 1)), k === n ? count : positionAt(cut.times, at(k))] as const;
  const seen = new Set<string>();
  return [...byCount, byTime, ...unevenly(count, k, n)].flatMap(([from, to], way) => {
    const key = `${from}-${to}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const natural = cut.natural && way <= byCount.length;
    return [cutAt(cut.window, cut.positions.subarray(from, to), { natural })];
  });
}

/** What does not divide is given to the first pieces, one to each, or all to the last. */
function unevenly(count: number, k: number, n: number): readonly (readonly [number, number])[] {
  const least = Math.floor(count / n);
  const longerFirst = (j: number) => j * least + Math.min(j, count % n);
  return [
    [longerFirst(k - 1), longerFirst(k)],
    [(k - 1) * least, k === n ? count : k * least],
  ];
}

/** The k-th day by the calendar, then by the clock from the first reading on. */
function nthDay(k: number, { window, whole }: Evaluator): readonly Cut[] {
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
function rounded(
  told: readonly (readonly [number, number])[],
  { minute, second }: Moment,
): readonly (readonly [number, number])[] {
  return minute === undefined || second !== undefined
    ? []
    : told.map(([start, end]) => [start - HALF_MINUTE, end] as const);
}

const HALF_MINUTE = 30_000;

/** Several stretches of time as one part: the evenings. Then each alone. */
function joined(stretches: readonly (readonly [number, number])[], on: Evaluator): readonly Cut[] {
  const single = stretches.map(([start, end]) =>
    betweenMoments(on.window, start, end, stretches.length === 1),
  );
  const held = single.filter(({ positions }) => positions.length > 0);
  if (held.length < 2) return held;
  const positions = Uint32Array.from(held.flatMap((cut) => [...cut.positions]));
  const all = cutAt(on.window, positions, { start: held[0]?.start ?? 0, end: held.at(-1)?.end ?? 0 });
  return [all, ...held.map(lessNatural)];
}

function without(of: readonly Cut[], out: readonly Cut[]): readonly Cut[] {
  return of.flatMap((cut) =>
    out.map((removed) => {
      const isGone = membership(removed);
      const left = filterCut(cut, (position) => !isGone(position));
      return removed.natural ? left : lessNatural(left);
    }),
  );
}

function both(a: readonly Cut[], b: readonly Cut[]): readonly Cut[] {
  return a.flatMap((first) =>
    b.map((second) =>
      cutAt(first.window, first.positions.filter(membership(second)), {
        start: Math.max(first.start, second.start),
        end: Math.min(first.end, second.end),
        natural: first.natural && second.natural,
      }),
    ),
  );
}

/** Whether a position belongs to a cut. */
function membership({ positions, window }: Cut): (position: number) => boolean {
  const [first, last] = [positions[0] ?? 0, positions.at(-1) ?? -1];
  if (last - first === positions.length - 1) return (position) => position >= first && position <= last;
  const isIn = new Uint8Array(window.positions.length);
  for (const position of positions) isIn[position] = 1;
  return (position) => isIn[position] === 1;
}

/** The reading at a moment, or the one that is nearest to it. */
function readingAt(ms: number, on: Evaluator, natural: boolean): Cut {
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
