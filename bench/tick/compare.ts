import { join } from 'node:path';
import { interleave, median, medianRatio, rounded, type Timing, timed } from './measure.ts';
import { type Place, windowAt } from './places.ts';
import type { PythonPipeline, PythonSteps } from './python.ts';
import { createTicker } from './ticker.ts';

/** What all comparisons share. */
export interface Arena {
  /** The loopback server that plays InfluxDB and the model. */
  readonly url: string;
  /** For databases and files; removed at the end. */
  readonly folder: string;
  /** Undefined where Python cannot be had. */
  readonly python: PythonPipeline | undefined;
}

/** Ticks at one place against the bare query and the Python pipeline, as far as they have a part in it. */
export async function compare(
  name: string,
  points: number,
  rounds: number,
  place: Place,
  { folder, python }: Arena,
) {
  const { bare, job, stepMs } = place;
  const ticker = await createTicker(place.source, points * 1000, join(folder, `${name}-${points}.db`));
  const queries: Timing[] = [];
  const ticks: Timing[] = [];
  const pipelines: PythonSteps[] = [];
  let bytes = 0;
  const contestants = [
    async (round: number) => {
      ticks.push(await timed(() => ticker.tick(windowAt(points, round, stepMs))));
    },
    async (round: number) => {
      if (bare !== undefined) queries.push(await timed(() => bare(windowAt(points, round, stepMs))));
    },
    async (round: number) => {
      if (job === undefined || python === undefined) return;
      pipelines.push(await python.run(job(windowAt(points, round, stepMs))));
    },
  ];
  // Each answer is asked for once before: a server makes it, or reads it from its disk, only then.
  const prepare = async (round: number) => {
    bytes = (await bare?.(windowAt(points, round, stepMs))) ?? 0;
  };
  await interleave(rounds, prepare, contestants);
  await ticker.close();
  return {
    points,
    ...(bytes > 0 && { megabytes: rounded(bytes / 1e6, 2) }),
    ...figures(ticks, queries, pipelines),
  };
}

/** Medians of all rounds but the first, in which everything warms up and the baseline is learned. */
function figures(ticks: readonly Timing[], queries: readonly Timing[], pipelines: readonly PythonSteps[]) {
  const tickMs = ticks.slice(1).map(({ ms }) => ms);
  const bareMs = queries.slice(1).map(({ ms }) => ms);
  const pythonMs = pipelines.slice(1).map(({ readMs, promptMs, postMs }) => readMs + promptMs + postMs);
  return {
    tickMs: rounded(median(tickMs), 1),
    tickCpuMs: rounded(median(ticks.slice(1).map(({ cpuMs }) => cpuMs)), 1),
    ...(bareMs.length > 0 && {
      bareMs: rounded(median(bareMs), 1),
      bareCpuMs: rounded(median(queries.slice(1).map(({ cpuMs }) => cpuMs)), 1),
      tickToBare: rounded(medianRatio(tickMs, bareMs), 2),
    }),
    ...(pythonMs.length > 0 && {
      pythonMs: rounded(median(pythonMs), 1),
      pythonToTick: rounded(medianRatio(pythonMs, tickMs), 2),
    }),
  };
}
