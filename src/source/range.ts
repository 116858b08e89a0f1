import { readWithin } from './budget.ts';
import { withRelatives } from './relatives.ts';
import type { Query, SeriesWindow, Source, Window } from './source.ts';

/**
 * All points of a long range, oldest first, a stretch at a time, so that no read is too large for the source. What a
 * query of one's own returns from outside of its stretch is left out: it comes in its own, or is of no time that was.
 */
export async function* readRange(
  source: Source,
  query: Query,
  range: Window,
  stretchMs: number,
  signal: AbortSignal,
): AsyncGenerator<SeriesWindow> {
  // A file is read from its beginning whatever the stretch: once is enough.
  const length = source.kind === 'csv' ? range.end - range.start : stretchMs;
  for (let start = range.start; start < range.end; start += length) {
    const stretch = { start, end: Math.min(start + length, range.end) };
    const request = { query, window: stretch, untilNextMs: Number.POSITIVE_INFINITY };
    const answer = await readWithin(source, request, signal);
    yield* withRelatives(answer.map((series) => within(series, stretch)));
  }
}

function within(series: SeriesWindow, { start, end }: Window): SeriesWindow {
  const { times, values } = series;
  const isIn = (time: number) => time >= start && time < end;
  if (times.every(isIn)) return series;
  const isRowIn = (_: number, row: number) => isIn(times[row] ?? Number.NaN);
  return { ...series, times: times.filter(isRowIn), values: values.filter(isRowIn) };
}
