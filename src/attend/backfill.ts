import type { MonitorConfig } from '../config/schema.ts';
import { intake } from '../detect/baseline/intake.ts';
import { baselineSettings } from '../detect/settings.ts';
import { type Pipeline, type RunReport, runWindow } from '../run.ts';
import { parseCron, ticksAfter } from '../schedule/cron.ts';
import { readRange } from '../source/range.ts';
import type { Window } from '../source/source.ts';
import { type BaselinePool, freshBaseline, type HeldBaseline, pushAll } from '../store/baseline-pool.ts';

/**
 * Runs the windows of a monitor that end in (range.start, range.end] and that the ledger lacks, oldest first, and marks them as
 * backfilled. They have baselines of their own, learned from the monitor's `history` before them: those of the worker have seen
 * later points already, and stay as they are. Yields what came of each window; throws when the signal fires.
 */
export async function* backfill(
  monitor: MonitorConfig,
  range: Window,
  pipeline: Pipeline,
  signal: AbortSignal,
): AsyncGenerator<{ readonly window: Window; readonly report: RunReport }> {
  const { cron, timezone, window: length } = monitor;
  const ends = [...ticksAfter(parseCron(cron, timezone), range.start, range.end)];
  const [first] = ends;
  if (first === undefined) return;
  const baselines = await learnedBefore(monitor, first - length, pipeline, signal);
  const { store } = pipeline;
  const withoutBaselines: Pipeline = {
    ...pipeline,
    baselines,
    store: {
      ...store,
      finishRun: (run, finished, now) => store.finishRun(run, { ...finished, baselines: [] }, now),
    },
  };
  for (const end of ends) {
    const window = { start: end - length, end };
    yield {
      window,
      report: await runWindow(monitor, window, withoutBaselines, signal, { backfilled: true }),
    };
  }
}

/** Baselines that live as long as the backfill, taught up to a moment. */
async function learnedBefore(
  monitor: MonitorConfig,
  end: number,
  { sources }: Pipeline,
  signal: AbortSignal,
): Promise<BaselinePool> {
  const settings = baselineSettings(monitor);
  const pool = new Map<string, HeldBaseline>();
  const source = sources.get(monitor.source);
  const keyOf = (series: string) => ({ monitor: monitor.name, series, source: monitor.source });
  const history = { start: end - monitor.history, end };
  if (source !== undefined) {
    for await (const one of readRange(source, monitor.query, history, monitor.window, signal)) {
      const held = pool.get(one.series) ?? freshBaseline(keyOf(one.series), settings);
      pushAll(held.baseline, intake(held.baseline.lastTime, one, history));
      pool.set(one.series, held);
    }
  }
  return {
    keeps: () => true,
    take: async (key) => pool.get(key.series) ?? freshBaseline(key, settings),
    giveBack(held) {
      for (const one of held) pool.set(one.key.series, one);
    },
  };
}
