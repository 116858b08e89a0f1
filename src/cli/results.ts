import { Command, Option } from 'commander';
import { type DetectorRecord, detectorRecords } from '../detect/feedback.ts';
import { configOption, requireConfig } from './config.ts';
import { countArgument, timeArgument } from './options.ts';
import { type Format, formatResults } from './table.ts';
import { readStore } from './with-store.ts';

const VERDICTS = ['normal', 'suspect', 'anomalous', 'missing', 'unknown'];

interface Options {
  readonly config: string;
  readonly monitor?: string;
  readonly series?: string;
  readonly since?: number;
  readonly verdict?: string;
  readonly latest: boolean;
  readonly limit: number;
  readonly format: Format;
  readonly json: boolean;
  readonly precision: boolean;
}

/** `plumbline results`: rows of the results table. */
export function resultsCommand(): Command {
  return new Command('results')
    .description('print stored results, newest first')
    .addOption(configOption())
    .option('--monitor <name>', 'only of this monitor')
    .option('--series <name>', 'only of this series')
    .option('--since <time>', 'only windows that end at this time or later, ISO 8601', timeArgument)
    .addOption(new Option('--verdict <verdict>', 'only with this verdict').choices(VERDICTS))
    .option('--latest', 'only the newest of each series', false)
    .option('--limit <number>', 'at most so many', countArgument(1, 1_000_000), 20)
    .addOption(new Option('--format <format>', 'form').choices(['table', 'json', 'csv']).default('table'))
    .option('--json', 'the same as --format json', false)
    .option('--precision', 'instead: how often each detector was right, by plumbline feedback', false)
    .addHelpText(
      'after',
      `
Examples:
  plumbline results --latest
  plumbline results --verdict anomalous --since 2026-11-01
  plumbline results --monitor office-co2 --format csv > co2.csv

Exit codes: 0 printed, also when nothing matches; 1 the database cannot be read; 2 wrong options or config.`,
    )
    .action(results);
}

async function results({ config, json, format, precision, ...filter }: Options): Promise<void> {
  await readStore(requireConfig(config), async (store) => {
    if (precision) {
      const records = detectorRecords(await store.feedback(filter.monitor));
      process.stdout.write(json ? `${JSON.stringify(records, null, 2)}\n` : precisionText(records));
      return;
    }
    const found = await store.findResults(filter);
    if (found.length === 0 && !json && format === 'table') console.error('No result matches.');
    process.stdout.write(formatResults(found, json ? 'json' : format));
  });
}

function precisionText(records: readonly DetectorRecord[]): string {
  if (records.length === 0) return 'Nobody has judged a finding yet: plumbline feedback ID right|wrong.\n';
  const lines = records.map(({ monitor, series, detector, right, wrong, precision, steps }) => {
    const sensitivity = steps === 0 ? 'as configured' : `${steps} less sensitive`;
    const share = `${Math.round(precision * 100)} %`;
    return `${share.padStart(5)}  ${right} right, ${wrong} wrong  ${detector}  ${series}  (${monitor}), ${sensitivity}\n`;
  });
  return lines.join('');
}
