import { stat } from 'node:fs/promises';
import type { CsvConfig } from '../../config/schema.ts';
import type { Clock } from '../../lib/clock.ts';
import { aggregate } from '../aggregate.ts';
import { addNotes, PointCollector } from '../points.ts';
import {
  NO_NOTES,
  type Query,
  type SeriesWindow,
  type Source,
  type SourceNotes,
  type Window,
} from '../source.ts';
import { type CsvExtent, readCsvExtent } from './extent.ts';
import type { CsvReadOptions } from './options.ts';
import { readCsvSeries } from './series.ts';

/** No file takes so long, but one on a network drive whose server is gone. */
const FILE_MS = 10 * 60_000;

/**
 * A CSV file as a source. A structured query selects columns (wide) or field names (long); text in a query
 * language means every numeric column. With `replay` the file's newest row is the moment of this call, and the
 * file begins again one usual interval after its end. Before its first row there is nothing: what was played already would
 * teach a baseline the very rows that it is to judge.
 */
export function createCsvSource(name: string, config: CsvConfig, clock: Clock): Source {
  const read = config.replay ? createReplay(config, clock()) : readOnce(config, clock);
  return {
    name,
    kind: 'csv',
    budget: { mostMs: FILE_MS, leastMs: FILE_MS },
    isPlayed: config.replay,
    read: async (query, window, signal) => {
      const series = await read(query, window, signal);
      if (!('measurement' in query) || query.everyMs === undefined) return series;
      const { everyMs, aggregate: kind } = query;
      return series.map((one) => aggregate(one, everyMs, kind, window));
    },
  };
}

type ReadWindow = (query: Query, window: Window, signal: AbortSignal) => Promise<SeriesWindow[]>;

function readOnce(config: CsvConfig, clock: Clock): ReadWindow {
  return (query, window, signal) =>
    readCsvSeries(config.path, { ...settingsOf(config), query, window, now: clock() }, signal);
}

/** How the file of a source is to be read. */
export function settingsOf(config: CsvConfig): CsvReadOptions {
  const { kind: _kind, path: _path, replay: _replay, ...settings } = config;
  return settings;
}

/** Reads windows of the loop without an end in which the newest row stands at `startedAt`. */
function createReplay(config: CsvConfig, startedAt: number): ReadWindow {
  const extentOf = rememberExtent(config);
  return async (query, window, signal) => {
    const { first, last, interval } = await extentOf(signal);
    const period = last - first + interval;
    const collector = new PointCollector(config);
    const notes = new Map<string, SourceNotes>();
    let whole: SeriesWindow[] | undefined;
    const firstRound = Math.max(0, Math.ceil((window.start - startedAt) / period));
    for (let round = firstRound; startedAt + round * period - (last - first) < window.end; round += 1) {
      const shift = startedAt - last + round * period;
      const part = { start: window.start - shift, end: window.end - shift };
      const coversAll = part.start <= first && part.end > last;
      const series =
        (coversAll ? whole : undefined) ??
        (await readCsvSeries(config.path, { ...settingsOf(config), query, window: part }, signal));
      if (coversAll) whole = series;
      for (const one of series) {
        const points = collector.series(one.series);
        for (const [at, time] of one.times.entries()) {
          collector.append(points, time + shift, one.values[at] ?? Number.NaN);
        }
        notes.set(one.series, addNotes(notes.get(one.series) ?? NO_NOTES, one.notes));
      }
    }
    return collector.finish().map((one) => ({ ...one, notes: notes.get(one.series) ?? one.notes }));
  };
}

/** The file's first and last time, looked for again only when the file has changed. */
function rememberExtent(config: CsvConfig): (signal: AbortSignal) => Promise<CsvExtent> {
  let known: { readonly version: string; readonly extent: CsvExtent } | undefined;
  return async (signal) => {
    const version = await stat(config.path).then(
      ({ size, mtimeMs }) => `${size} ${mtimeMs}`,
      () => 'missing',
    );
    if (known?.version !== version)
      known = { version, extent: await readCsvExtent(config.path, settingsOf(config), signal) };
    return known.extent;
  };
}
