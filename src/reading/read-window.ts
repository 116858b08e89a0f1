import type { MonitorConfig } from '../config/schema.ts';
import { distanceAfter } from '../schedule/due.ts';
import { type Reading, readWithFallback } from '../source/fallback.ts';
import { withRelatives } from '../source/relatives.ts';
import type { Source, Window } from '../source/source.ts';
import type { KnownSeries } from '../store/result.ts';
import type { Results } from '../store/store.ts';
import { diagnose } from './diagnose.ts';
import { withVanished } from './vanished.ts';

/** Where a monitor's windows come from, and what is known of their series. */
export interface Places {
  readonly monitor: MonitorConfig;
  readonly sources: ReadonlyMap<string, Source>;
  readonly store: Pick<Results, 'knownSeries'>;
}

/** What a run goes by. */
export interface WindowReading extends Reading {
  /** The series that its source had before. */
  readonly known: readonly KnownSeries[];
}

/**
 * The window's series, and an empty one for each that used to be in the same source and is not. `again`: the window was
 * judged on a stand-in, and only the monitor's own source is asked.
 */
export async function readWindow(
  places: Places,
  window: Window,
  again: boolean,
  signal: AbortSignal,
): Promise<WindowReading> {
  const { monitor, sources, store } = places;
  const fallback = again ? undefined : await fallbackOf(places);
  const source = sourceNamed(monitor.source, sources);
  const untilNextMs = distanceAfter(monitor, window.end);
  const request = { query: monitor.query, window, untilNextMs };
  const reading = await readWithFallback(source, fallback, request, signal);
  const known = await store.knownSeries(monitor.name, reading.source);
  const series = withVanished(withRelatives(reading.series), known, monitor, window);
  return { ...reading, series, known };
}

/**
 * The source to read while the monitor's own is away. A recording that is played is nobody's sensors: it only shows what it
 * would be like, until the source has answered once, unless the config gives it a role.
 */
async function fallbackOf({ monitor, sources, store }: Places): Promise<Source | undefined> {
  if (monitor.fallback === undefined) return undefined;
  const fallback = sourceNamed(monitor.fallback, sources);
  if (fallback.isPlayed !== true || monitor.fallbackRole !== undefined) return fallback;
  const known = await store.knownSeries(monitor.name, monitor.source);
  return known.length === 0 ? fallback : undefined;
}

/** Why there is no series, where the monitor's own source never had one. */
export async function whyNothing(
  { monitor, sources }: Pick<Places, 'monitor' | 'sources'>,
  { series, source: name, known }: WindowReading,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (series.length > 0 || known.length > 0 || name !== monitor.source) return undefined;
  return `no point was ever seen: ${await diagnose(sourceNamed(name, sources), monitor.query, signal)}`;
}

function sourceNamed(name: string, sources: ReadonlyMap<string, Source>): Source {
  const source = sources.get(name);
  if (source === undefined) throw new Error(`source ${name} is not configured`);
  return source;
}
