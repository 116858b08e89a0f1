import { createSources } from '../app.ts';
import type { Config, MonitorConfig } from '../config/schema.ts';
import { diagnose, missingNames } from '../diagnose.ts';
import { systemClock } from '../lib/clock.ts';
import { toPlumblineError } from '../lib/errors.ts';
import { isoTime } from '../lib/time.ts';
import { readWithin } from '../source/budget.ts';
import type { SeriesWindow, Source } from '../source/source.ts';

/** What a source says of a monitor's query. */
export interface LiveCheck {
  readonly monitor: string;
  readonly source: string;
  readonly ok: boolean;
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
  const about = { monitor: monitor.name, source: source.name };
  const end = systemClock() - monitor.delay;
  const window = { start: end - monitor.window, end };
  const { signal } = new AbortController();
  try {
    const request = { query: monitor.query, window, untilNextMs: Number.POSITIVE_INFINITY };
    const series = await readWithin(source, request, signal);
    if (series.length === 0) {
      return { ...about, ok: false, text: `no series: ${await diagnose(source, monitor.query, signal)}` };
    }
    // Of several names one may be misspelt: the others hide it.
    const missing = await missingNames(source, monitor.query, signal);
    return { ...about, ok: missing === null, text: missing ?? describeSeries(series) };
  } catch (thrown) {
    const { message, hint } = toPlumblineError(thrown);
    return { ...about, ok: false, text: hint === undefined ? message : `${message}. ${hint}` };
  }
}

function describeSeries(series: readonly SeriesWindow[]): string {
  const points = series.reduce((sum, { times }) => sum + times.length, 0);
  const newest = Math.max(...series.map(({ times }) => times.at(-1) ?? 0));
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
