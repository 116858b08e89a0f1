import type { Part } from '../statement/parts.ts';
import { strictTest, testOf } from './conditions.ts';
import { betweenMoments, type Cut, cutAt, filterCut, lessNatural } from './cut.ts';
import { NEIGHBOURHOOD_SHARE } from './definitions.ts';
import type { Evaluator } from './evaluator.ts';
import { hoursOf, stretchesOf } from './moments.ts';
import { ends, pieces } from './shares.ts';
import {
  afterTime,
  beforeTime,
  between,
  joined,
  MAX_CUTS,
  nthDay,
  readingAt,
  rounded,
} from './timed-parts.ts';

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
