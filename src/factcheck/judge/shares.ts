import type { PartSize } from '../statement/parts.ts';
import { type Cut, cutAt } from './cut.ts';
import { positionAfter, positionAt } from './window.ts';

/** Pieces of a cut: so much at one end of it, one of so many equal pieces. */

export function ends(cut: Cut, side: 'first' | 'last', size: PartSize): readonly Cut[] {
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

export function filterTimes(cut: Cut, start: number, end: number): Cut {
  const [from, to] = [positionAt(cut.times, start), positionAfter(cut.times, end)];
  return cutAt(cut.window, cut.positions.subarray(from, to), { natural: cut.natural });
}

/** By the number of readings, and by time: both are meant by "the second half". */
export function pieces(cut: Cut, k: number, n: number): readonly Cut[] {
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
