import { type Config, configSchema, type MonitorConfig } from '../../src/config/schema.ts';
import { PlumblineError } from '../../src/lib/errors.ts';
import type { Pipeline } from '../../src/run.ts';
import { NO_NOTES, type SeriesWindow, type Source, type Window } from '../../src/source/source.ts';
import { createBaselinePool } from '../../src/store/baseline-pool.ts';
import { openStore } from '../../src/store/sqlite/store.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const NOON = Date.parse('2026-11-01T12:00:00Z');

export type Reader = (window: Window) => readonly SeriesWindow[] | PlumblineError;

/** A source in memory: what it answers to a window, or the error that it throws. */
export function memorySource(name: string, reader: Reader): Source & { readonly reads: Window[] } {
  const reads: Window[] = [];
  return {
    name,
    kind: 'influxdb2',
    budget: { mostMs: 60_000, leastMs: 60_000 },
    reads,
    async read(_query, window, signal) {
      signal.throwIfAborted();
      reads.push(window);
      const answer = reader(window);
      if (answer instanceof PlumblineError) throw answer;
      return answer;
    },
  };
}

/** A sensor that reads once a minute; `at` gives its value, undefined leaves the point out. */
export function sensor(series: string, at: (minute: number) => number | undefined) {
  return ({ start, end }: Window): SeriesWindow => {
    const points: [number, number][] = [];
    for (let time = Math.ceil(start / MINUTE) * MINUTE; time < end; time += MINUTE) {
      const value = at(time / MINUTE);
      if (value !== undefined) points.push([time, value]);
    }
    const times = Float64Array.from(points, ([time]) => time);
    return { series, times, values: Float64Array.from(points, ([, value]) => value), notes: NO_NOTES };
  };
}

/** A quiet room: a slow wave with a little noise that repeats exactly. */
export const calm = (minute: number): number =>
  20 + Math.round(20 * Math.sin(minute / 200) + 10 * Math.sin(minute * 12.9898)) / 50;

/** A config with these monitors over a source `influx` and a source `spare`. */
export function configOf(...monitors: readonly Record<string, unknown>[]): Config {
  return configSchema.parse({
    sources: {
      influx: { kind: 'influxdb2', url: 'http://127.0.0.1:1', org: 'o', bucket: 'b' },
      spare: { kind: 'csv', path: 'spare.csv' },
    },
    monitors: monitors.map((monitor, i) => ({
      name: `m${i + 1}`,
      cron: '0 * * * *',
      window: '1h',
      delay: '0s',
      source: 'influx',
      query: { measurement: 'environment', fields: ['temperature'] },
      history: '0s',
      ...monitor,
    })),
    model: { url: 'none' },
  });
}

export function monitorOf(changes: Record<string, unknown> = {}): MonitorConfig {
  const [monitor] = configOf(changes).monitors;
  if (monitor === undefined) throw new Error('the config has a monitor');
  return monitor;
}

/** A pipeline over sources in memory, with a clock that the test moves. */
export function pipelineOf(sources: readonly Source[], path = ':memory:') {
  const time = { now: NOON };
  const store = openStore(path);
  const pipeline: Pipeline = {
    store,
    sources: new Map(sources.map((source) => [source.name, source])),
    baselines: createBaselinePool(store),
    clock: () => time.now,
    leaseMs: 30_000,
    worker: 'w1',
    historyFirstMs: 0,
  };
  return { pipeline, store, time };
}

export const away = new PlumblineError('source_unreachable', 'influx did not answer', { retryable: true });
export const never = new AbortController().signal;
