import { Command } from 'commander';
import { formatDuration, isoTime } from '../lib/time.ts';
import type { KnownSeries } from '../store/result.ts';
import { configOption, requireConfig } from './config.ts';
import { EXIT } from './exit.ts';
import { printable } from './printable.ts';
import { changeStore, readStore } from './with-store.ts';

/** `plumbline series`: every series that was ever seen, and how it is. */
export function seriesCommand(): Command {
  return (
    new Command('series')
      .description('list every series that was ever seen: how it is, since when, its last reading')
      .addOption(configOption())
      // Options behind `forget` are its own.
      .enablePositionalOptions()
      .option('--monitor <name>', 'only of this monitor')
      .option('--json', 'for machines', false)
      .addHelpText(
        'after',
        `
Examples:
  plumbline series
  plumbline series --json | jq -r '.[] | select(.verdict == "missing") | .series'
  plumbline series forget "environment.temperature{room=lab}"

Exit codes: 0 printed; 1 the database cannot be read; 2 wrong options or config.`,
      )
      .action(list)
      .addCommand(forgetCommand())
  );
}

interface Options {
  readonly config: string;
  readonly monitor?: string;
  readonly json: boolean;
}

async function list({ config, monitor, json }: Options): Promise<void> {
  await readStore(requireConfig(config), async (store) => {
    const all = (await store.allSeries()).filter((one) => monitor === undefined || one.monitor === monitor);
    if (json) process.stdout.write(`${JSON.stringify(all.map(forMachines), null, 2)}\n`);
    else if (all.length === 0) console.error('No series was seen yet.');
    else process.stdout.write(printable(all.map(forPeople).join('')));
  });
}

function forMachines(one: KnownSeries): object {
  const at = (time: number | null) => (time === null ? null : isoTime(time));
  return {
    ...{ monitor: one.monitor, series: one.series, source: one.source, verdict: one.verdict },
    ...{ since: isoTime(one.since), window_end: isoTime(one.windowEnd), problem_since: at(one.problemSince) },
    ...{ last: one.lastValue, unit: one.unit, last_at: at(one.lastSeen) },
    usual_interval_s: one.usualIntervalMs === null ? null : one.usualIntervalMs / 1000,
  };
}

function forPeople(one: KnownSeries): string {
  const { series, monitor, source, verdict, since, lastSeen, lastValue, unit, usualIntervalMs } = one;
  const value =
    lastValue === null ? '' : `${Number(lastValue.toPrecision(6))}${unit === '' ? '' : ` ${unit}`} at `;
  const last = lastSeen === null ? 'never had a reading' : `last ${value}${isoTime(lastSeen)}`;
  const interval = usualIntervalMs === null ? '' : `, usually every ${formatDuration(usualIntervalMs)}`;
  return `${verdict.toUpperCase().padEnd(9)} since ${isoTime(since)}  ${series}  (${monitor}, from ${source})\n          ${last}${interval}\n`;
}

function forgetCommand(): Command {
  return new Command('forget')
    .description('retire a series: it is missed no more')
    .argument('<series>', 'name of the series, as plumbline series has it')
    .addOption(configOption())
    .option('--monitor <name>', 'only of this monitor')
    .addHelpText(
      'after',
      `
For a sensor that was taken down. Its results stay; should it send again, it is a series like any other. What was learned of
it stays too: plumbline baseline forget. A worker at work need not be stopped.

Exit codes: 0 forgotten; 1 there is no such series; 2 wrong options or config.`,
    )
    .action(forget);
}

async function forget(
  series: string,
  options: { readonly config: string; readonly monitor?: string },
): Promise<void> {
  await changeStore(requireConfig(options.config), async (store) => {
    const forgotten = await store.forgetSeries(series, options.monitor);
    for (const { monitor, source } of forgotten) {
      console.log(printable(`Forgotten: ${series} in ${monitor}, from ${source}.`));
    }
    if (forgotten.length > 0) return;
    const where = options.monitor === undefined ? '' : ` in ${options.monitor}`;
    console.error(printable(`plumbline: no series ${series}${where}; plumbline series names them`));
    process.exitCode = EXIT.failed;
  });
}
