import type { SeriesWindow, StructuredQuery, Window } from './source.ts';

/**
 * What the servers do for a query with `every`, done here for a file: one point for each interval that has a
 * value, at the interval's start (the window's, for the first). Intervals count from the epoch, as theirs do.
 */
export function aggregate(
  series: SeriesWindow,
  everyMs: number,
  kind: StructuredQuery['aggregate'],
  window: Window,
): SeriesWindow {
  const times: number[] = [];
  const values: number[] = [];
  let interval = Number.NaN;
  let members: number[] = [];
  const close = (): void => {
    if (members.length === 0) return;
    times.push(Math.max(interval * everyMs, window.start));
    values.push(combine(members, kind));
    members = [];
  };
  for (const [at, time] of series.times.entries()) {
    const value = series.values[at] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (Math.floor(time / everyMs) !== interval) {
      close();
      interval = Math.floor(time / everyMs);
    }
    members.push(value);
  }
  close();
  return { ...series, times: Float64Array.from(times), values: Float64Array.from(values) };
}

function combine(values: readonly number[], kind: StructuredQuery['aggregate']): number {
  const sum = (): number => values.reduce((total, value) => total + value, 0);
  switch (kind) {
    case 'mean':
      return sum() / values.length;
    case 'median':
      return median(values);
    case 'min':
      return values.reduce((least, value) => Math.min(least, value));
    case 'max':
      return values.reduce((most, value) => Math.max(most, value));
    case 'sum':
      return sum();
    case 'count':
      return values.length;
    case 'first':
      return values.at(0) ?? Number.NaN;
    case 'last':
      return values.at(-1) ?? Number.NaN;
  }
}

/** The middle of the sorted values; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
}
