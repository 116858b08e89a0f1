import { createApp } from '../app.ts';
import { backfill } from '../attend/backfill.ts';
import type { Config, MonitorConfig } from '../config/schema.ts';
import { systemClock } from '../lib/clock.ts';
import { PlumblineError } from '../lib/errors.ts';
import { createLogger } from '../lib/log.ts';
import { HEADER, type ReplaySummary } from '../replay/replay-file.ts';
import { createSourceReplay } from '../replay/replay-source.ts';
import type { Pipeline } from '../run.ts';
import { nextWindows } from '../schedule/due.ts';
import type { Window } from '../source/source.ts';
import { median } from '../statistics/robust.ts';
import { EXIT, reportError } from './exit.ts';
import { type ReplayOutput, tellSummaries, writeRows } from './replay-output.ts';

const WINDOWS_COMPARED = 12;

/** Replays what the sources of the monitors have in a range, and with `store` keeps the runs that the ledger lacks. */
export async function replayMonitors(
  config: Config,
  range: Window,
  { store, ...output }: ReplayOutput & { readonly store: boolean },
): Promise<void> {
  const quiet = { ...config, model: { ...config.model, url: 'none' } };
  const log = createLogger('silent', 'json');
  const database = store ? {} : { databasePath: ':memory:' };
  const app = await createApp(quiet, { log, ...database });
  const { signal } = new AbortController();
  const started = performance.now();
  const summaries: ReplaySummary[] = [];
  try {
    await writeRows(replayAll(app.config.monitors, range, app.pipeline, summaries, signal), output);
    tellSummaries(summaries, (performance.now() - started) / 1000, output);
    if (!store) return;
    for (const monitor of app.config.monitors) await keep(monitor, range, app.pipeline, signal);
  } finally {
    await app.close();
  }
}

/** How far a monitor's windows are apart, by the next ones: usually, where its cron expression pauses at night. */
export function tickIntervalMs(monitor: MonitorConfig): number {
  const ends = nextWindows(monitor, systemClock(), WINDOWS_COMPARED).map(({ end }) => end);
  return median(Float64Array.from(ends.slice(1), (end, at) => end - (ends[at] ?? end)));
}

async function* replayAll(
  monitors: readonly MonitorConfig[],
  range: Window,
  { sources }: Pipeline,
  summaries: ReplaySummary[],
  signal: AbortSignal,
): AsyncGenerator<string> {
  yield `series,${HEADER}`;
  for (const monitor of monitors) {
    const source = sources.get(monitor.source);
    if (source === undefined) throw new PlumblineError('internal', `source ${monitor.source} is not built`);
    const run = createSourceReplay(monitor, source, range, tickIntervalMs(monitor));
    yield* run.lines(signal);
    summaries.push(...run.summaries());
  }
}

/** Tells on standard error what became of the windows. */
async function keep(
  monitor: MonitorConfig,
  range: Window,
  pipeline: Pipeline,
  signal: AbortSignal,
): Promise<void> {
  const count = { done: 0, taken: 0, failed: 0 };
  for await (const { report } of backfill(monitor, range, pipeline, signal)) {
    count[report.status]++;
    if (report.status !== 'failed') continue;
    process.exitCode = EXIT.failed;
    reportError(report.error);
    // A source that is away would be away for the next window too.
    if (report.error.retryable) break;
  }
  console.error(
    `${monitor.name}: ${count.done} windows stored, ${count.taken} in the ledger already, ${count.failed} failed.`,
  );
}
