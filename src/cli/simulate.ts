import { setTimeout as sleep } from 'node:timers/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { systemClock } from '../lib/clock.ts';
import { createLogger } from '../lib/log.ts';
import { parseDurationMs } from '../lib/time.ts';
import { printHistory, type SimulateContext, simulate } from '../simulate/simulate.ts';

interface Options {
  readonly url: string;
  readonly org: string;
  readonly bucket: string;
  readonly token: string;
  readonly sensors: number;
  readonly interval: number;
  readonly history: number;
  readonly faults: number;
  readonly seed: number;
  readonly dryRun: boolean;
}

const EXAMPLES = `
Examples:
  plumbline simulate --token $INFLUX_TOKEN         two days of history, then a reading every 10 s
  plumbline simulate --sensors 6 --faults off      six healthy sensors
  plumbline simulate --dry-run --history 1h        prints line protocol, writes nothing

Writes the measurement environment: tags room and sensor (a and b in the office, c and d in the lab, ...),
fields temperature, humidity and co2. The same seed gives the same readings, so history may be written twice.
Each fault is announced in the log as it begins.

Exit codes: 0 ended by a signal, or printed; 1 InfluxDB refused, or stayed away; 2 wrong options.`;

/** `plumbline simulate`: sensors to try Plumbline with, where there are none. */
export function simulateCommand(): Command {
  return new Command('simulate')
    .description('write the readings of simulated sensors to InfluxDB')
    .addOption(
      new Option('--url <url>', 'address').env('INFLUX_URL').default('http://localhost:8086').argParser(url),
    )
    .addOption(new Option('--org <name>', 'organisation').env('INFLUX_ORG').default('lab'))
    .addOption(new Option('--bucket <name>', 'bucket').env('INFLUX_BUCKET').default('sensors'))
    .addOption(new Option('--token <token>', 'token that may write').env('INFLUX_TOKEN').default('', 'none'))
    .option('--sensors <number>', 'how many, 1 to 1000', integer(1, 1000), 3)
    .addOption(
      new Option('--interval <duration>', 'between readings').default(10_000, '10s').argParser(interval),
    )
    .addOption(
      new Option('--history <duration>', 'to write first').default(172_800_000, '2d').argParser(duration),
    )
    .option('--faults <per day>', 'faults of each sensor in a day, 0 to 96, or off', faults, 12)
    .option('--seed <number>', 'of the readings and faults', integer(0, 2 ** 31), 1)
    .option('--dry-run', 'print the history as line protocol instead', false)
    .addHelpText('after', EXAMPLES)
    .action(run);
}

async function run({ url, org, bucket, token, dryRun, ...rest }: Options): Promise<void> {
  const { sensors, interval: intervalMs, history: historyMs, faults: faultsPerDay, seed } = rest;
  const settings = { sensors, intervalMs, historyMs, faultsPerDay, seed };
  const context = untilSignal();
  if (dryRun) return printHistory(settings, context, (line) => process.stdout.write(`${line}\n`));
  const log = createLogger('info', 'auto');
  const points = await simulate(settings, { url, org, bucket, token }, context, log);
  log.info({ points }, 'ended');
}

/** The real clock, and an end at the first SIGINT or SIGTERM; the second ends the process as usual. */
function untilSignal(): SimulateContext {
  const controller = new AbortController();
  const { signal } = controller;
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  const wait = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined);
  return { clock: systemClock, signal, wait };
}

function url(text: string): string {
  if (!URL.canParse(text) || !/^https?:/.test(text)) {
    throw new InvalidArgumentError('An address such as http://localhost:8086 is wanted.');
  }
  return text;
}

function duration(text: string): number {
  const ms = parseDurationMs(text);
  if (ms === undefined) throw new InvalidArgumentError('A duration such as 90s, 5m, 6h or 2d is wanted.');
  return ms;
}

function interval(text: string): number {
  const ms = duration(text);
  if (ms < 1000) throw new InvalidArgumentError('At least 1s.');
  return ms;
}

function faults(text: string): number {
  const perDay = text === 'off' ? 0 : Number(text);
  if (!(perDay >= 0 && perDay <= 96)) throw new InvalidArgumentError('A number from 0 to 96, or off.');
  return perDay;
}

function integer(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < min || value > max) {
      throw new InvalidArgumentError(`A whole number from ${min} to ${max} is wanted.`);
    }
    return value;
  };
}
