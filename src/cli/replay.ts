import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { detectorsSchema } from '../config/detectors.ts';
import type { Config, MonitorConfig } from '../config/schema.ts';
import { baselineSettings, inspectSettings } from '../detect/settings.ts';
import type { InspectSettings } from '../detect/window/window-test.ts';
import { systemClock } from '../lib/clock.ts';
import { PlumblineError } from '../lib/errors.ts';
import { parseDurationMs } from '../lib/time.ts';
import { createFileReplay, HEADER } from '../replay/replay-file.ts';
import { createSeriesReplay } from '../replay/replay-series.ts';
import { PIECE_BYTES } from '../source/csv/file.ts';
import type { CsvReadOptions } from '../source/csv/options.ts';
import { openCsvRows } from '../source/csv/rows.ts';
import { readCsvSeries } from '../source/csv/series.ts';
import type { SeriesWindow } from '../source/source.ts';
import { configOption, requireConfig } from './config.ts';
import { addCsvOptions, type CsvFlags, csvSettingsFrom } from './csv-options.ts';
import { timeArgument } from './options.ts';
import { createProgressBar } from './progress.ts';
import { replayMonitors, tickIntervalMs } from './replay-monitor.ts';
import { type ReplayOutput, tellSummaries, writeRows } from './replay-output.ts';
import { isNamed } from './series-name.ts';

interface Options extends ReplayOutput, CsvFlags {
  readonly config: string;
  readonly time?: string;
  readonly series?: string;
  readonly value?: string;
  readonly min?: number;
  readonly max?: number;
  readonly monitor?: string;
  readonly every: number;
  readonly window: number;
  readonly until?: number;
  readonly from?: number;
  readonly to?: number;
  readonly store: boolean;
}

/** `plumbline replay`: a whole file through the detectors, as if it had come in live. */
export function replayCommand(): Command {
  const command = new Command('replay')
    .description('run the past through the detectors, row by row, as if it had come in live')
    .argument('[file]', 'CSV file with a time and a value in each row; none with --from')
    .option('--time <column>', 'the same as --timestamp')
    .option('--value <column>', 'column of the value; default: value, else every one with numbers')
    .option('--series <name>', 'only this series of the file: measurement.field{tag=value}, or its end')
    .option('--min <number>', 'smallest value that is possible', numberArgument)
    .option('--max <number>', 'largest value that is possible', numberArgument)
    .option('--monitor <name>', 'take limits, detectors and window, with --from also the source, from it')
    .addOption(durationOption('--every', 'how often a window is looked at', '5m'))
    .addOption(durationOption('--window', 'how long it is', '6h'))
    .option('--out <file>', 'where the scored rows go; default: standard output')
    .option('--until <time>', 'one row more at this time: the verdict on a sensor gone silent', timeArgument)
    .option('--from <time>', 'replay what the sources of the monitors have since then', timeArgument)
    .option('--to <time>', 'until then; default: now', timeArgument)
    .option('--store', 'with --from: run and keep the windows that the ledger lacks', false)
    .option('--json', 'the summary as JSON; rows only with --out', false)
    .addOption(configOption())
    .addHelpText(
      'after',
      `
Examples:
  plumbline replay data/office.csv --value temperature --out scores.csv
  plumbline replay humidity.csv --min 0 --max 100 --json
  plumbline replay pump.csv --monitor pump-pressure --until 2026-11-08T12:00:00Z
  plumbline replay --from 2026-11-01 --to 2026-11-08 --out scores.csv --store

Writes a row timestamp,value,anomaly_score,flag,raw_score for each row of the file; none depends on later ones.
With --from, and where a file holds several series, each row begins with its series.
Exit codes: 0 done; 1 a file or source could not be read or written; 2 wrong options or config.`,
    )
    .action(replay);
  return addCsvOptions(command, ['value']);
}

async function replay(path: string | undefined, options: Options): Promise<void> {
  const { from, to = systemClock(), store } = options;
  if (path !== undefined && from === undefined && !store) return replayCsv(path, options);
  if (path === undefined && from !== undefined && from < to) {
    const config = requireConfig(options.config);
    const monitors = options.monitor === undefined ? config.monitors : [configured(config, options.monitor)];
    return replayMonitors({ ...config, monitors }, { start: from, end: to }, options);
  }
  throw new PlumblineError('usage', 'either a file is replayed, or the monitors between --from and --to', {
    hint: 'Name a file, or a time before --to with --from; --store goes with --from.',
  });
}

async function replayCsv(path: string, options: Options): Promise<void> {
  if (options.out !== undefined && resolve(options.out) === resolve(path)) {
    throw new PlumblineError('usage', '--out names the file that is to be read', {
      hint: 'Name another one.',
    });
  }
  const settings = settingsFrom(options);
  const { time, value } = options;
  const csv = csvSettingsFrom({ ...(time === undefined ? {} : { timestamp: [time] }), ...options });
  const { signal } = new AbortController();
  const file = options.series === undefined ? await openCsvRows(path, csv, value, signal) : undefined;
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  if (file === undefined) {
    const all = await readSeries(path, csv, options, signal);
    const run = createSeriesReplay(all, settings, options.until);
    await writeRows(withHeader(`series,${HEADER}`, run.lines()), options);
    tellSummaries(run.summaries(), seconds(), options);
    return;
  }
  const { size } = await stat(path);
  const bar = createProgressBar(process.stderr);
  let pieces = 0;
  const run = createFileReplay(file, {
    ...settings,
    until: options.until,
    onPiece: (rows) => bar.show(Math.min(1, (++pieces * PIECE_BYTES) / size), `${rows} rows`),
  });
  await writeRows(run.lines(), options);
  bar.clear();
  tellSummaries([run.summary()], seconds(), options);
}

async function* withHeader(header: string, lines: Iterable<string>): AsyncGenerator<string> {
  yield header;
  yield* lines;
}

/** All series of the file, or those that `--value` and `--series` name. */
async function readSeries(
  path: string,
  csv: Partial<CsvReadOptions>,
  { value, series: name }: Options,
  signal: AbortSignal,
): Promise<readonly SeriesWindow[]> {
  const all = await readCsvSeries(path, csv, signal);
  const chosen = all.filter(({ series }) => {
    const field = series.replace(/\{.*$/s, '');
    return (
      (value === undefined || field.endsWith(`.${value}`)) && (name === undefined || isNamed(series, name))
    );
  });
  if (chosen.length > 0) return chosen;
  throw new PlumblineError('source_not_found', `${path} has no series ${name ?? value ?? 'with readings'}`, {
    hint: `It has ${all.map(({ series }) => series).join(', ')}.`,
  });
}

function settingsFrom(options: Options) {
  const monitor =
    options.monitor === undefined ? undefined : configured(requireConfig(options.config), options.monitor);
  const { limits, ...rest } = monitor ?? UNCONFIGURED;
  const settings = { ...rest, limits: { ...limits, fail: rangeFrom(options) ?? limits.fail } };
  return {
    inspect: inspectSettings(settings),
    baseline: baselineSettings(settings),
    everyMs: monitor === undefined ? options.every : tickIntervalMs(monitor),
    windowMs: monitor === undefined ? options.window : monitor.window,
  };
}

/** What a monitor has that says nothing of limits and detectors. */
const UNCONFIGURED: InspectSettings = {
  unit: '',
  limits: {},
  timezone: 'UTC',
  detectors: detectorsSchema.parse({}),
};

function configured({ monitors }: Config, name: string): MonitorConfig {
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

/** An option whose default the help shows as it would be written. */
function durationOption(name: string, what: string, otherwise: string): Option {
  return new Option(`${name} <duration>`, what)
    .argParser(durationArgument)
    .default(durationArgument(otherwise), otherwise);
}

function durationArgument(text: string): number {
  const ms = parseDurationMs(text);
  if (ms !== undefined && ms > 0) return ms;
  throw new InvalidArgumentError('A duration is wanted such as 90s, 5m, 6h or 7d.');
}
