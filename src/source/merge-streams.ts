import { PlumblineError } from '../lib/errors.ts';
import { isoTime } from '../lib/time.ts';
import { NO_NOTES, type SeriesWindow } from './source.ts';

/** The points of one tag set. */
export interface TaggedStream extends SeriesWindow {
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Several streams of points as one series, in time order: a sensor whose tags changed, or whose field was an
 * integer at first. Throws `source_rejected` where two of them have a value for the same time: they are two
 * sensors then, and whichever value was kept would be passed off as both.
 */
export function mergeStreams(series: string, streams: readonly TaggedStream[]): SeriesWindow {
  const [only, ...others] = streams;
  if (only !== undefined && others.length === 0) {
    return { series, times: only.times, values: only.values, notes: only.notes };
  }
  const length = streams.reduce((sum, { times }) => sum + times.length, 0);
  const times = new Float64Array(length);
  const values = new Float64Array(length);
  const stream = new Uint32Array(length);
  let at = 0;
  for (const [index, one] of streams.entries()) {
    times.set(one.times, at);
    values.set(one.values, at);
    stream.fill(index, at, at + one.times.length);
    at += one.times.length;
  }
  const order = Uint32Array.from(times.keys()).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  for (const [rank, row] of order.entries()) {
    const next = order[rank + 1];
    if (next === undefined || times[row] !== times[next]) continue;
    const sharing = [stream[row], stream[next]].flatMap((index) => streams[index ?? 0] ?? []);
    throw sharedTime(series, sharing, times[row] ?? Number.NaN);
  }
  const duplicates = streams.reduce((sum, { notes }) => sum + notes.duplicates, 0);
  return {
    series,
    times: Float64Array.from(order, (row) => times[row] ?? Number.NaN),
    values: Float64Array.from(order, (row) => values[row] ?? Number.NaN),
    notes: { ...NO_NOTES, duplicates },
  };
}

function sharedTime(series: string, streams: readonly TaggedStream[], time: number): PlumblineError {
  const names = streams.map((one) => one.series).join(' and ');
  return new PlumblineError(
    'source_rejected',
    `${names} both have a value at ${isoTime(time)}, and groupBy makes one series of them, ${series}`,
    {
      hint: `Add ${separatingTags(streams).join(' or ')} to groupBy, or set every and aggregate to say how several values become one.`,
    },
  );
}

/** The tags that streams do not share. */
function separatingTags(streams: readonly TaggedStream[]): string[] {
  const tags = new Set(streams.flatMap((stream) => Object.keys(stream.tags)));
  return [...tags].filter((tag) => new Set(streams.map((stream) => stream.tags[tag])).size > 1).sort();
}
