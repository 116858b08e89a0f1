import type { Query, SeriesWindow, Source, Window } from './source.ts';

/** All points of a long range, oldest first, a stretch at a time, so that no read is too large for the source. */
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
    yield* await source.read(query, { start, end: Math.min(start + length, range.end) }, signal);
  }
}
