import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Command, InvalidArgumentError } from 'commander';
import { detectorsSchema } from '../config/detectors.ts';
import type { MonitorConfig } from '../config/schema.ts';
import { inspectSettings, trackerSettings } from '../detect/settings.ts';
import type { InspectSettings } from '../detect/window-test.ts';
import { systemClock } from '../lib/clock.ts';
import { PlumblineError } from '../lib/errors.ts';
import { parseDurationMs } from '../lib/time.ts';
import { createFileReplay, type ReplaySummary } from '../replay/replay-file.ts';
import { nextWindows } from '../schedule/due.ts';
import { PIECE_BYTES } from '../source/csv-file.ts';
import { openCsvRows } from '../source/csv-rows.ts';
import { median } from '../statistics/robust.ts';
import { configOption, requireConfig } from './config.ts';
import { EXIT } from './exit.ts';
import { timeArgument } from './options.ts';
import { createProgressBar } from './progress.ts';
import { describeReplay, replayJson } from './replay-summary.ts';

const WINDOWS_COMPARED = 12;

interface Options {
  readonly config: string;
  readonly time?: string;
  readonly value?: string;
  readonly min?: number;
  readonly max?: number;
  readonly monitor?: string;
  readonly every: number;
  readonly window: number;
  readonly out?: string;
  readonly until?: number;
  readonly json: boolean;
}

/** `plumbline replay`: a whole file through the detectors, as if it had come in live. */
export function replayCommand(): Command {
  return new Command('replay')
    .description('run a CSV file through the detectors, row by row, as if it had come in live')
    .argument('<file>', 'CSV file with a time and a value in each row')
    .option('--time <column>', 'column of the time; default: the one that looks like it')
    .option('--value <column>', 'column of the value; default: value, else the first with numbers')
    .option('--min <number>', 'smallest value that is possible', numberArgument)
    .option('--max <number>', 'largest value that is possible', numberArgument)
    .option('--monitor <name>', 'take limits, detectors and window from this monitor')
    .option('--every <duration>', 'how often a window is looked at', durationArgument, 300_000)
    .option('--window <duration>', 'how long it is', durationArgument, 21_600_000)
    .option('--out <file>', 'where the scored rows go; default: standard output')
    .option('--until <time>', 'one row more at this time: the verdict on a sensor gone silent', timeArgument)
    .option('--json', 'the summary as JSON; rows only with --out', false)
    .addOption(configOption())
    .addHelpText(
      'after',
      `
Examples:
  plumbline replay data/office.csv --value temperature --out scores.csv
  plumbline replay humidity.csv --min 0 --max 100 --json
  plumbline replay pump.csv --monitor pump-pressure --until 2026-11-08T12:00:00Z

Writes a row timestamp,value,anomaly_score,flag,raw_score for each row of the file; none depends on later ones.
Exit codes: 0 done; 1 the file could not be read or written; 2 wrong options or config.`,
    )
    .action(replay);
}

async function replay(path: string, options: Options): Promise<void> {
  if (options.out !== undefined && resolve(options.out) === resolve(path)) {
    throw new PlumblineError('usage', '--out names the file that is to be read', {
      hint: 'Name another one.',
    });
  }
  const settings = settingsFrom(options);
  const columns = options.time === undefined ? {} : { timestamp: options.time };
  const controller = new AbortController();
  const file = await openCsvRows(path, columns, options.value, controller.signal);
  const { size } = await stat(path);
  const bar = createProgressBar(process.stderr);
  let pieces = 0;
  const started = performance.now();
  const run = createFileReplay(file, {
    ...settings,
    until: options.until,
    onPiece: (rows) => bar.show(Math.min(1, (++pieces * PIECE_BYTES) / size), `${rows} rows`),
  });
  await write(run.lines(), options);
  bar.clear();
  tell(run.summary(), (performance.now() - started) / 1000, options);
}

async function write(lines: AsyncGenerator<string>, { out, json }: Options): Promise<void> {
  if (out !== undefined) return pipeline(lines, createWriteStream(out)).catch(cannotWrite(out));
  if (!json) return pipeline(lines, process.stdout, { end: false });
  for await (const _ of lines);
}

function cannotWrite(path: string): (cause: unknown) => never {
  return (cause) => {
    if (cause instanceof PlumblineError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PlumblineError('source_file', `${path} cannot be written: ${reason}`, {
      hint: 'Check the folder, its rights and the space that is left.',
      cause,
    });
  };
}

/** The summary goes where the rows do not. */
function tell(summary: ReplaySummary, seconds: number, { out, json }: Options): void {
  if (json) process.stdout.write(`${JSON.stringify(replayJson(summary, seconds), null, 2)}\n`);
  else (out === undefined ? process.stderr : process.stdout).write(describeReplay(summary, seconds));
  if (summary.rows === summary.unreadable) process.exitCode = EXIT.failed;
}

function settingsFrom(options: Options) {
  const monitor = options.monitor === undefined ? undefined : configured(options.config, options.monitor);
  const { limits, ...rest } = monitor ?? UNCONFIGURED;
  const settings = { ...rest, limits: { ...limits, fail: rangeFrom(options) ?? limits.fail } };
  return {
    inspect: inspectSettings(settings),
    tracker: trackerSettings(settings),
    everyMs: monitor === undefined ? options.every : tickIntervalMs(monitor),
    windowMs: monitor === undefined ? options.window : monitor.window,
  };
}

/** How far a monitor's windows are apart, by the next ones: usually, where its cron expression pauses at night. */
function tickIntervalMs(monitor: MonitorConfig): number {
  const ends = nextWindows(monitor, systemClock(), WINDOWS_COMPARED).map(({ end }) => end);
  return median(Float64Array.from(ends.slice(1), (end, at) => end - (ends[at] ?? end)));
}

/** What a monitor has that says nothing of limits and detectors. */
const UNCONFIGURED: InspectSettings = {
  unit: '',
  limits: {},
  timezone: 'UTC',
  detectors: detectorsSchema.parse({}),
};

function configured(path: string, name: string): MonitorConfig {
  const { monitors } = requireConfig(path);
  const monitor = monitors.find((one) => one.name === name);
  if (monitor !== undefined) return monitor;
  throw new PlumblineError('usage', `there is no monitor ${name}`, {
    hint: `Configured are ${monitors.map((one) => one.name).join(', ')}.`,
  });
}

function rangeFrom({ min, max }: Options): [number, number] | undefined {
  if (min === undefined && max === undefined) return undefined;
  const range: [number, number] = [min ?? Number.NEGATIVE_INFINITY, max ?? Number.POSITIVE_INFINITY];
  if (range[0] < range[1]) return range;
  throw new PlumblineError('usage', '--min is not smaller than --max', { hint: 'Exchange them.' });
}

function numberArgument(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number)) return number;
  throw new InvalidArgumentError('A number is wanted.');
}

function durationArgument(text: string): number {
  const ms = parseDurationMs(text);
  if (ms !== undefined && ms > 0) return ms;
  throw new InvalidArgumentError('A duration is wanted such as 90s, 5m, 6h or 7d.');
}
