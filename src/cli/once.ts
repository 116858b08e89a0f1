import { Command } from 'commander';
import { type App, createApp } from '../app.ts';
import type { MonitorConfig } from '../config/schema.ts';
import { PlumblineError } from '../lib/errors.ts';
import { createLogger } from '../lib/log.ts';
import { runWindow } from '../run.ts';
import type { Result } from '../store/result.ts';
import { configOption, requireConfig } from './config.ts';
import { EXIT, reportError } from './exit.ts';
import { timeArgument } from './options.ts';
import { formatResults } from './table.ts';

interface Options {
  readonly config: string;
  readonly at?: number;
  readonly model: boolean;
  readonly json: boolean;
}

/** Nothing is stored: what the history teaches now is all that this run will know. */
const HISTORY_FIRST_MS = 60_000;

/** `plumbline once`: one transient run; nothing is stored. */
export function onceCommand(): Command {
  return new Command('once')
    .description('run monitors once, print the results and store nothing')
    .argument('[monitor...]', 'their names; none: all')
    .addOption(configOption())
    .option(
      '--at <time>',
      "end of the window, ISO 8601; default: now, less the monitor's delay",
      timeArgument,
    )
    .option('--no-model', 'ask no model')
    .option('--json', 'rows as JSON', false)
    .addHelpText(
      'after',
      `
Examples:
  plumbline once
  plumbline once office-temperature --at 2026-11-01T12:00:00Z --json

The source's history is read first (monitors.history, at most a minute of it), as a worker does it. Exit codes: 0 all ran; 1 one failed; 2 wrong options or config.`,
    )
    .action(once);
}

async function once(names: readonly string[], options: Options): Promise<void> {
  const loaded = requireConfig(options.config);
  const config = options.model ? loaded : { ...loaded, model: { ...loaded.model, url: 'none' } };
  const log = createLogger('silent', 'json');
  const parts = { log, databasePath: ':memory:', historyFirstMs: HISTORY_FIRST_MS };
  const app = await createApp(config, parts);
  try {
    const monitors = chooseMonitors(app.config.monitors, names);
    const failures = await runAll(app, monitors, options.at);
    const readAny = failures < monitors.length;
    await app.lane?.idle();
    const results = await app.pipeline.store.findResults({ limit: 100_000 });
    process.stdout.write(options.json ? formatResults(results, 'json') : describeResults(results, readAny));
    process.exitCode = failures === 0 ? EXIT.ok : EXIT.failed;
  } finally {
    await app.close();
  }
}

function chooseMonitors(all: readonly MonitorConfig[], names: readonly string[]): readonly MonitorConfig[] {
  const unknown = names.filter((name) => !all.some((monitor) => monitor.name === name));
  if (unknown.length > 0) {
    const known = all.map(({ name }) => name).join(', ');
    throw new PlumblineError('usage', `there is no monitor ${unknown.join(', ')}`, {
      hint: `Configured are ${known}.`,
    });
  }
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}

/** Returns how many failed; each failure is told on standard error. */
async function runAll(app: App, monitors: readonly MonitorConfig[], at: number | undefined): Promise<number> {
  let failures = 0;
  for (const monitor of monitors) {
    const end = at ?? app.pipeline.clock() - monitor.delay;
    const window = { start: end - monitor.window, end };
    const report = await runWindow(monitor, window, app.pipeline, new AbortController().signal);
    if (report.status === 'failed') {
      failures += 1;
      reportError(report.error);
    }
    if (report.status !== 'done') continue;
    if (report.fallbackReason !== null) {
      console.error(
        `${monitor.name}: read ${report.source} instead of ${monitor.source}: ${report.fallbackReason}`,
      );
    }
    for (const question of report.questions) void app.lane?.ask(question);
  }
  return failures;
}

/** What could not be read has been told; that nothing had a point is known of what was read alone. */
function describeResults(results: readonly Result[], readAny: boolean): string {
  if (results.length === 0 && !readAny) return '';
  return results.length === 0 ? 'No series had a point in the window.\n' : formatResults(results, 'table');
}
