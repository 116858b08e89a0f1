import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Window } from '../../src/source/source.ts';
import { interleave, median, medianRatio, type Timing, timed } from './measure.ts';
import { bareQuery, createTicker, fluxFor, influxSource } from './ours.ts';
import type { PythonPipeline, PythonSteps } from './python.ts';

/** Where the contestants read and write. */
export interface Arena {
  /** The loopback server that plays InfluxDB and the model. */
  readonly url: string;
  readonly folder: string;
  /** Undefined where Python cannot be had. */
  readonly python: PythonPipeline | undefined;
}

/** The end of the first window; each tick's is a minute later. */
const FIRST_END = Date.parse('2026-11-22T00:00:00Z');
const TICK_MS = 60_000;
const SECOND_MS = 1000;

/** The newest `points` seconds at a tick. */
export function windowAt(points: number, tick: number): Window {
  const end = FIRST_END + tick * TICK_MS;
  return { start: end - points * SECOND_MS, end };
}

/** A tick against the bare query and against the Python pipeline, all three on the same windows of one InfluxDB. */
export async function compareInflux(points: number, rounds: number, { url, folder, python }: Arena) {
  const ticker = createTicker(influxSource(url), points * SECOND_MS, join(folder, `influx-${points}.db`));
  const bare: Timing[] = [];
  const ours: Timing[] = [];
  const theirs: PythonSteps[] = [];
  let bytes = 0;
  const query = async (round: number): Promise<void> => {
    const { result, ...timing } = await timed(() => bareQuery(url, windowAt(points, round)));
    bytes = result;
    bare.push(timing);
  };
  const tick = async (round: number): Promise<void> => {
    ours.push(await timed(() => ticker.tick(windowAt(points, round))));
  };
  const pipeline = async (round: number): Promise<void> => {
    const flux = fluxFor(windowAt(points, round));
    const steps = await python?.run({ url: `${url}/api/v2/query?org=lab`, flux, model: chatUrl(url) });
    if (steps !== undefined) theirs.push(steps);
  };
  // The server makes each answer when it is first asked for; that is not measured.
  await interleave(rounds, (round) => bareQuery(url, windowAt(points, round)), [query, tick, pipeline]);
  await ticker.close();
  return { points, megabytes: rounded(bytes / 1e6, 2), ...figures(ours, bare, theirs) };
}

/** A tick on a CSV file against the Python pipeline on the same file. */
export async function compareCsv(points: number, rounds: number, { url, folder, python }: Arena) {
  const file = join(folder, `points-${points}.csv`);
  writeCsv(file, points);
  const source = { kind: 'csv', path: file, tags: ['room'] };
  const ticker = createTicker(source, points * SECOND_MS, join(folder, `csv-${points}.db`));
  const ours: Timing[] = [];
  const theirs: PythonSteps[] = [];
  const tick = async (round: number): Promise<void> => {
    // A second later each time: the ledger takes no window twice.
    const end = FIRST_END + round * SECOND_MS;
    ours.push(await timed(() => ticker.tick({ start: end - points * SECOND_MS, end })));
  };
  const pipeline = async (): Promise<void> => {
    const steps = await python?.run({ file, model: chatUrl(url) });
    if (steps !== undefined) theirs.push(steps);
  };
  await interleave(rounds, async () => undefined, [tick, pipeline]);
  await ticker.close();
  return { points, ...figures(ours, [], theirs) };
}

export function chatUrl(url: string): string {
  return `${url}/v1/chat/completions`;
}

/** Medians of all rounds but the first, in which everything warms up and the baseline is learned. */
function figures(ours: readonly Timing[], bare: readonly Timing[], theirs: readonly PythonSteps[]) {
  const tickMs = ours.slice(1).map(({ ms }) => ms);
  const bareMs = bare.slice(1).map(({ ms }) => ms);
  const pythonMs = theirs.slice(1).map(({ readMs, promptMs, postMs }) => readMs + promptMs + postMs);
  const tickCpuMs = ours.slice(1).map(({ cpuMs }) => cpuMs);
  return {
    tickMs: rounded(median(tickMs), 1),
    tickCpuMs: rounded(median(tickCpuMs), 1),
    ...(bareMs.length > 0 && {
      bareMs: rounded(median(bareMs), 1),
      tickToBare: rounded(medianRatio(tickMs, bareMs), 2),
    }),
    ...(pythonMs.length > 0 && {
      pythonMs: rounded(median(pythonMs), 1),
      pythonToTick: rounded(medianRatio(pythonMs, tickMs), 2),
      pythonReadMs: rounded(median(theirs.slice(1).map(({ readMs }) => readMs)), 1),
    }),
  };
}

function writeCsv(file: string, points: number): void {
  const lines = ['time,room,temperature'];
  for (let point = points; point > 0; point--) {
    const time = new Date(FIRST_END - point * SECOND_MS).toISOString();
    lines.push(`${time},office,${(21 + Math.sin(point / 3600) + ((point * 7919) % 100) / 500).toFixed(2)}`);
  }
  writeFileSync(file, `${lines.join('\n')}\n`);
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
