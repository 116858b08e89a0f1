import { Command } from 'commander';
import { formatProblems, loadConfig } from '../config/load.ts';
import type { Config, MonitorConfig } from '../config/schema.ts';
import { systemClock } from '../lib/clock.ts';
import { publicAddress } from '../lib/postgres-address.ts';
import { formatDuration, isoTime, wallTime } from '../lib/time.ts';
import { nextWindows, type Window } from '../schedule/due.ts';
import { checkFiles, filesText } from './check-files.ts';
import { checkLive, liveText } from './check-live.ts';
import { checkModels, type ModelCheck, modelText } from './check-model.ts';
import { configOption } from './config.ts';
import { EXIT } from './exit.ts';

const WINDOWS = 3;

/**
 * `plumbline check`: is the config right, what is in its files, and when will it look at what? Touches no database, and
 * servers only with `--live`.
 */
export function checkCommand(): Command {
  return new Command('check')
    .description('validate the config, open its files, and list the next windows of each monitor')
    .addOption(configOption())
    .option('--json', 'print JSON for machines', false)
    .option('--live', 'read the newest window of each monitor from its sources, too', false)
    .addHelpText(
      'after',
      `
Examples:
  plumbline check
  plumbline check --live
  plumbline check --config lab.yaml --json

Exit codes: 0 the config is right; 1 it is, but a file, or with --live a source or a query, is not; 2 it has
mistakes, all of which are listed.`,
    )
    .action(check);
}

interface Options {
  readonly config: string;
  readonly json: boolean;
  readonly live: boolean;
}

async function check({ config: file, json, live }: Options): Promise<void> {
  const loaded = loadConfig(file, process.env);
  const now = systemClock();
  if (!loaded.ok) {
    process.exitCode = EXIT.usage;
    if (json) console.log(JSON.stringify(loaded, null, 2));
    else console.error(formatProblems(loaded.problems));
    return;
  }
  const files = await checkFiles(loaded.config);
  const checks = live ? await checkLive(loaded.config) : undefined;
  const models = live ? await checkModels(loaded.config.model, process.env) : [];
  const ok = [...files, ...(checks ?? []), ...models].every((one) => one.ok);
  if (!ok) process.exitCode = EXIT.failed;
  if (json) {
    const monitors = loaded.config.monitors.map((monitor) =>
      asJson(monitor, nextWindows(monitor, now, WINDOWS)),
    );
    console.log(
      JSON.stringify(
        { ok, file, monitors, files, ...(checks && { live: checks }), ...modelJson(models) },
        null,
        2,
      ),
    );
  } else {
    console.log(asText(file, loaded.config, now));
    if (files.length > 0) console.log(`\n${filesText(files)}`);
    if (checks !== undefined) console.log(`\n${liveText(checks)}`);
    for (const model of models) console.log(modelText(model));
  }
}

/** One server by itself, as it always was; several in a list. */
function modelJson(models: readonly ModelCheck[]): object {
  if (models.length > 1) return { models };
  return models[0] === undefined ? {} : { model: models[0] };
}

function asJson({ name, cron, timezone, delay }: MonitorConfig, windows: readonly Window[]): object {
  const next = windows.map(({ start, end }) => {
    return { window_start: isoTime(start), window_end: isoTime(end), due_at: isoTime(end + delay) };
  });
  return { name, cron, timezone, next };
}

function asText(file: string, config: Config, now: number): string {
  const sources = Object.keys(config.sources).join(', ');
  const head = `${file} is right. Sources: ${sources}. Model: ${[config.model.url].flat().join(', ')}. Database: ${placeOf(config.database)}`;
  return [head, ...config.monitors.map((monitor) => monitorText(monitor, now))].join('\n\n');
}

function placeOf({ path, url }: Config['database']): string {
  return url === undefined ? path : publicAddress(url);
}

function monitorText(monitor: MonitorConfig, now: number): string {
  const { name, cron, timezone, window, delay } = monitor;
  const head = `${name}: "${cron}" in ${timezone}; ${formatDuration(window)} each, read ${formatDuration(delay)} after their end`;
  const lines = nextWindows(monitor, now, WINDOWS).map((next) => {
    const utc = timezone === 'UTC' ? '' : `   = ${spanText(next, 'UTC')} UTC`;
    return `  ${spanText(next, timezone)}${utc}`;
  });
  return [head, ...lines].join('\n');
}

function spanText({ start, end }: Window, timezone: string): string {
  const [from, to] = [start, end].map((ms) => isoTime(wallTime(ms, timezone)).slice(0, 19).replace('T', ' '));
  return `${from} to ${to}`;
}
