import type { MonitorConfig } from '../config/schema.ts';
import type { SeriesWindow, Window } from '../source/source.ts';
import { thinned } from '../statistics/thin.ts';
import type { WebParts } from './parts.ts';
import type { Reader } from './reader.ts';

/** A signal as it is drawn: thinned by its extremes, null where data is missing. */
export interface Signal {
  readonly rawPoints: number;
  readonly times: number[];
  readonly values: (number | null)[];
}

/** What one read of a monitor gave. */
interface Kept {
  readonly source: string;
  readonly fallbackReason: string | null;
  readonly signals: ReadonlyMap<string, Signal>;
  readonly points: number;
  readonly until: number;
}

/** Kept thinned, about 10 MB; the oldest make room. */
const POINTS_KEPT = 400_000;
/** A read is good for so long: the newest window comes in meanwhile. */
const FRESH_MS = 60_000;

export type Signals = ReturnType<typeof createSignals>;

/** The signals of series, read from their sources. One read serves all series of a monitor where they are few or thinned well. */
export function createSignals(reader: Reader, { clock }: Pick<WebParts, 'clock'>) {
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<Kept>>();

  /** The series named, and what else of the read there is room for. Throws as the source does. */
  return async function signalOf(
    monitor: MonitorConfig,
    series: string,
    span: Window,
    points: number,
  ): Promise<{ readonly read: Kept; readonly signal: Signal | undefined }> {
    const key = JSON.stringify([monitor.name, span.start, span.end, points]);
    const own = JSON.stringify([key, series]);
    for (const one of [key, own]) {
      const held = kept.get(one);
      if (held !== undefined && held.until > clock() && held.signals.has(series)) {
        return { read: held, signal: held.signals.get(series) };
      }
    }
    // Whoever asks for another series of the same read waits for that one.
    const waited = await underWay.get(key)?.catch(() => undefined);
    if (waited?.signals.has(series)) return { read: waited, signal: waited.signals.get(series) };
    const reading = read(monitor, series, span, points);
    underWay.set(key, reading);
    try {
      const done = await reading;
      keep(done.signals.size > 1 ? key : own, done);
      return { read: done, signal: done.signals.get(series) };
    } finally {
      if (underWay.get(key) === reading) underWay.delete(key);
    }
  };

  async function read(monitor: MonitorConfig, series: string, span: Window, points: number): Promise<Kept> {
    const { series: all, source, fallbackReason } = await reader(monitor, span);
    const first = all.filter((one) => one.series === series);
    const others = all.filter((one) => one.series !== series);
    const few = all.length * points <= POINTS_KEPT / 4;
    const signals = new Map(
      (few ? [...first, ...others] : first).map((one) => [one.series, drawn(one, span, points)]),
    );
    const sum = [...signals.values()].reduce((total, { times }) => total + times.length, 0);
    return { source, fallbackReason, signals, points: sum, until: clock() + FRESH_MS };
  }

  function keep(key: string, read: Kept): void {
    kept.delete(key);
    kept.set(key, read);
    let points = [...kept.values()].reduce((total, one) => total + one.points, 0);
    for (const [oldest, one] of kept) {
      if (points <= POINTS_KEPT || oldest === key) break;
      kept.delete(oldest);
      points -= one.points;
    }
  }
}

/** A gap is as long as so many usual intervals. */
const GAP = 4;

/** The readings within the span, thinned; a gap leaves the line open. */
function drawn({ times, values }: SeriesWindow, { start, end }: Window, points: number): Signal {
  let from = 0;
  let to = times.length;
  while (from < to && (times[from] ?? 0) < start) from += 1;
  while (to > from && (times[to - 1] ?? 0) >= end) to -= 1;
  const inside = times.subarray(from, to);
  const stretch = inside.length <= points ? 0 : (end - start) / Math.max(1, Math.floor(points / 2));
  const longest = Math.max(GAP * usualInterval(inside), 2.5 * stretch);
  const signal: Signal = { rawPoints: inside.length, times: [], values: [] };
  const shown =
    inside.length <= points
      ? Array.from(inside, (time, i) => [time, valueOrNull(values[from + i])] as const)
      : thinned(inside, values.subarray(from, to), points);
  for (const [time, value] of shown) {
    const last = signal.times.at(-1);
    if (last !== undefined && time - last > longest) {
      signal.times.push(last + (time - last) / 2);
      signal.values.push(null);
    }
    signal.times.push(time);
    signal.values.push(value);
  }
  return signal;
}

function valueOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** Median distance of two readings that follow each other, ms; infinite of fewer than two. */
function usualInterval(times: Float64Array): number {
  if (times.length < 2) return Number.POSITIVE_INFINITY;
  const distances = Float64Array.from(
    { length: times.length - 1 },
    (_, i) => (times[i + 1] ?? 0) - (times[i] ?? 0),
  );
  return distances.sort()[distances.length >> 1] ?? Number.POSITIVE_INFINITY;
}
