import { createSources } from '../app.ts';
import type { Config, MonitorConfig } from '../config/schema.ts';
import { systemClock } from '../lib/clock.ts';
import { toPlumblineError } from '../lib/errors.ts';
import { DAY_MS, formatDuration, isoTime } from '../lib/time.ts';
import { diagnose, missingNames } from '../reading/diagnose.ts';
import { readWithin } from '../source/budget.ts';
import type { SeriesWindow, Source, Window } from '../source/source.ts';

/** What a source says of a monitor's query. */
export interface LiveCheck {
  readonly monitor: string;
  readonly source: string;
  readonly ok: boolean;
  /** Time of the newest point that was read, epoch ms; null where there was none. */
  readonly newest: number | null;
  readonly text: string;
}

/** Reads the newest window of every monitor, and looks up what the queries name. One after the other; stores nothing. */
export async function checkLive(config: Config): Promise<readonly LiveCheck[]> {
  const sources = createSources(config, systemClock);
  const checks: LiveCheck[] = [];
  for (const monitor of config.monitors) {
    for (const name of [monitor.source, monitor.fallback]) {
      const source = name === undefined ? undefined : sources.get(name);
      if (source !== undefined) checks.push(await checkSource(monitor, source));
    }
  }
  return checks;
}

async function checkSource(monitor: MonitorConfig, source: Source): Promise<LiveCheck> {
  const about = { monitor: monitor.name, source: source.name, newest: null };
  const end = systemClock() - monitor.delay;
  const window = { start: end - monitor.window, end };
  const { signal } = new AbortController();
  try {
    const request = { query: monitor.query, window, untilNextMs: Number.POSITIVE_INFINITY };
    const series = await readWithin(source, request, signal);
    if (series.length === 0) {
      const why = await diagnose(source, monitor.query, signal);
      const age = await ageOfNewest(monitor, source, window, signal);
      return { ...about, ok: false, text: `no series: ${why}${age}` };
    }
    // Of several names one may be misspelt: the others hide it.
    const missing = await missingNames(source, monitor.query, signal);
    const newest = Math.max(...series.map(({ times }) => times.at(-1) ?? 0));
    return { ...about, ok: missing === null, newest, text: missing ?? describeSeries(series, newest) };
  } catch (thrown) {
    const { message, hint } = toPlumblineError(thrown);
    return { ...about, ok: false, text: hint === undefined ? message : `${message}. ${hint}` };
  }
}

/** How far back sensors that have fallen silent are looked for. */
const LOOK_BACK_MS = 30 * DAY_MS;

/** When the last point before an empty window was, in words; empty where that is not known. */
async function ageOfNewest(
  { query, window: length }: MonitorConfig,
  source: Source,
  window: Window,
  signal: AbortSignal,
): Promise<string> {
  if (!('measurement' in query) || source.kind === 'csv') return '';
  // The server counts, so that a month is a handful of rows; to the length of a window.
  const counted = { ...query, everyMs: length, aggregate: 'count' } as const;
  const before = { start: window.start - LOOK_BACK_MS, end: window.start };
  const request = { query: counted, window: before, untilNextMs: Number.POSITIVE_INFINITY };
  const series = await readWithin(source, request, signal);
  const newest = Math.max(...series.map(({ times }) => times.at(-1) ?? Number.NEGATIVE_INFINITY));
  if (!Number.isFinite(newest)) return `, nor in the ${formatDuration(LOOK_BACK_MS)} before it`;
  return `; its last one is ${formatDuration(window.end - newest - length)} old or older: is its sensor still writing?`;
}

function describeSeries(series: readonly SeriesWindow[], newest: number): string {
  const points = series.reduce((sum, { times }) => sum + times.length, 0);
  const [first] = series;
  const many = series.length === 1 ? '1 series' : `${series.length} series, the first`;
  return `${many} ${first?.series}, ${points} points, the newest of ${isoTime(newest)}`;
}

/** For people: a line each, what is wrong marked. */
export function liveText(checks: readonly LiveCheck[]): string {
  return checks
    .map(({ monitor, source, ok, text }) => `${ok ? 'ok   ' : 'WRONG'} ${monitor} from ${source}: ${text}`)
    .join('\n');
}
