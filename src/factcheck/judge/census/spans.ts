import type { Event } from '../../statement/events.ts';
import type { Part } from '../../statement/parts.ts';
import type { Evaluator } from '../evaluator.ts';
import { positionAfter, positionAt } from '../window.ts';
import type { Told } from './told.ts';

/** Readings in a row, from a position to before another. */
export type Span = readonly [from: number, to: number];

const WHOLE: Part = { part: 'whole' };
const ANY: Event = { event: 'finding', of: 'any', k: null };
/** What divides a window for those who tell of it. */
const DIVIDING: readonly Event[] = [
  ANY,
  { event: 'step', direction: 'up', of: WHOLE },
  { event: 'step', direction: 'down', of: WHOLE },
  { event: 'extreme', which: 'max', of: WHOLE },
  { event: 'extreme', which: 'min', of: WHOLE },
];
/** Halves, thirds, quarters. */
const PIECES = [2, 3, 4];
/** An event that may be any of many divides nothing. */
const MOST_OF_ONE = 3;
/** So many moments of a text are taken as ends of parts; with more, nearly all of the window lies between two of them. */
export const MOST_MOMENTS = 16;
/** So many of these are taken in pairs. */
const MOST_ENDS = 9;
/** So many stretches of readings are looked at. */
const MOST_SPANS = 600;

/** Positions of the readings at and beside the moments that a text names, and at what was found. */
export function namedPositions(told: Told, on: Evaluator): readonly number[] {
  const { window } = on;
  const moments = [
    ...window.findings.flatMap(({ at, until = at }) => [at, until]),
    ...told.times.flatMap((time) => on.instants(time).at.slice(0, MOST_OF_ONE)),
  ];
  const positions = moments.map((ms) => positionAt(window.times, ms));
  return [...new Set(positions)].slice(0, MOST_MOMENTS);
}

/** Every stretch of readings that a text may speak of: with and without the readings at its ends. */
export function spansOf(
  told: Told,
  on: Evaluator,
  named: readonly number[] = namedPositions(told, on),
): readonly Span[] {
  const n = on.window.values.length;
  const found = new Map<number, Span>();
  const add = (from: number, to: number) => {
    if (from < to && to <= n && from >= 0 && found.size < MOST_SPANS)
      found.set(from * (n + 1) + to, [from, to]);
  };
  add(0, n);
  for (const size of PIECES)
    for (let k = 1; k <= size; k += 1) {
      addRows({ part: 'piece', of: WHOLE, k, n: size }, on, add);
      add(longerFirst(k - 1, size, n), longerFirst(k, size, n));
    }
  add(Math.round(n / 4), Math.round((3 * n) / 4));
  for (const part of told.parts) addRows(part, on, add);
  for (const event of DIVIDING)
    for (const { start, until, end } of on.happenings(event).slice(0, MOST_OF_ONE)) {
      const [first, after] = [
        positionAt(on.window.times, start),
        positionAfter(on.window.times, until ?? end),
      ];
      for (const edge of [first, first + 1, after]) {
        add(0, edge);
        add(edge, n);
      }
      add(first, after);
    }
  // A moment may be cut or rounded, and the reading at it may belong to either side.
  const edges = [0, ...named.slice(0, MOST_ENDS).flatMap((at) => [at - 1, at, at + 1]), n].toSorted(
    (a, b) => a - b,
  );
  for (const [index, from] of edges.entries()) for (const to of edges.slice(index + 1)) add(from, to);
  return [...found.values()];
}

/** Where the k-th of some pieces ends when those that are longer by one come first. */
function longerFirst(k: number, pieces: number, n: number): number {
  return k * Math.floor(n / pieces) + Math.min(k, n % pieces);
}

/** The rows of a part, where its readings stand in a row. */
function addRows(part: Part, on: Evaluator, add: (from: number, to: number) => void): void {
  for (const { positions } of on.cuts(part)) {
    const [first, last] = [positions[0], positions.at(-1)];
    if (first === undefined || last === undefined || last - first !== positions.length - 1) continue;
    add(first, last + 1);
  }
}
