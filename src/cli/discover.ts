import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { createSources } from '../app.ts';
import { configSchema } from '../config/schema.ts';
import { survey } from '../discover/survey.ts';
import { writeConfig } from '../discover/write.ts';
import { systemClock } from '../lib/clock.ts';
import { PlumblineError } from '../lib/errors.ts';
import { publicUrl } from '../source/source-errors.ts';
import { configOption } from './config.ts';
import { choosePlace, type PlaceOptions } from './discover-source.ts';

interface Options extends PlaceOptions {
  readonly write?: string;
}

/** A look at what is there needs no more of one field. */
const MOST_POINTS = 500_000;

/** `plumbline discover`: monitors for what an InfluxDB holds. */
export function discoverCommand(): Command {
  return new Command('discover')
    .description('look into an InfluxDB, and write a config with monitors for what is there')
    .addOption(configOption())
    .option('--source <name>', 'which source of the config to look into; the first InfluxDB')
    .option('--url <address>', 'look into this server, whatever the config says')
    .addOption(new Option('--kind <kind>', 'of that server, where it does not say').choices(KINDS))
    .option('--database <name>', 'its database, for InfluxDB 1 and 3')
    .option('--write <file>', 'write there, and never over what is there; else to standard output')
    .addHelpText(
      'after',
      `
Examples:
  plumbline discover --url http://localhost:8086 --write lab.yaml
  INFLUX_ORG=lab INFLUX_BUCKET=sensors INFLUX_TOKEN=... plumbline discover --url http://localhost:8086
  plumbline discover > more.yaml             the first InfluxDB of the config

Without --url and a config file, INFLUX_URL says where. Units, limits, cron and window are guesses and are marked so; secrets
stay in the environment. Exit codes: 0 written; 1 the server could not be read, or has nothing to watch; 2 wrong options or config.`,
    )
    .action(discover);
}

const KINDS = ['influxdb2', 'influxql', 'influxdb3'];

async function discover({ write, ...options }: Options): Promise<void> {
  const { signal } = new AbortController();
  const { name, source, written } = await choosePlace(options, process.env, signal);
  // A monitor is wanted for a config to be one; nobody looks at it.
  const nobody = {
    name: 'nobody',
    cron: '0 0 1 1 *',
    source: name,
    query: { measurement: 'm', fields: ['f'] },
  };
  const config = configSchema.parse({ sources: {}, monitors: [nobody] });
  const looking = { ...config, sources: { [name]: { ...source, maxPoints: MOST_POINTS } } };
  const reader = createSources(looking, systemClock).get(name);
  if (reader === undefined) throw new Error(`source ${name} was not made`);
  const found = await survey(reader, systemClock(), signal);
  const from = publicUrl(source.url);
  const { yaml, monitors, series } = writeConfig(
    { sourceName: name, source: written, from, now: systemClock() },
    found,
  );
  if (monitors === 0) {
    throw new PlumblineError(
      'source_not_found',
      `${from} has no field of numbers with a value in the last 30 days`,
      {
        hint: 'Is it the right database or bucket, and may this token read it?',
      },
    );
  }
  if (write === undefined) {
    process.stdout.write(yaml);
    return;
  }
  writeNew(write, yaml);
  console.log(`${monitors} monitors for ${series} series are in ${write}. Look its guesses over, then:`);
  console.log(`  plumbline doctor --config ${write}`);
}

function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (cause) {
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    const what = isThere ? `${file} is there already` : `${file} can't be written`;
    throw new PlumblineError('usage', what, {
      hint: 'Name a file that is not there, in a folder that is.',
      cause,
    });
  }
}
