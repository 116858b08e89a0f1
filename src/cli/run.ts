import { Command } from 'commander';
import type { Config } from '../config/schema.ts';
import { createLogger, type Logger } from '../lib/log.ts';
import { startService } from '../service/service.ts';
import { configOption, requireConfig } from './config.ts';
import { EXIT } from './exit.ts';

/** A run under way at the signal gets this long, then some seconds to be given back to the ledger. */
const GRACE_MS = 6000;

/** Whatever holds the rest up, a locked database for example: a container gets 10 s, and the next start takes it up. */
const END_MS = 9000;

/** `plumbline run`: the worker. */
export function runCommand(): Command {
  return new Command('run')
    .description('watch every monitor on its schedule until told to stop (what npm start does)')
    .addOption(configOption())
    .option('--no-model', 'ask no model')
    .addHelpText(
      'after',
      `
Examples:
  plumbline run                             with config/plumbline.yaml
  plumbline run --config lab.yaml --no-model

The config, the files that it names and the prompt may change while it runs: what is right is taken over between runs, what
has mistakes is said in the log. SIGHUP takes over at once.
SIGTERM or SIGINT: takes no new work, finishes the run under way, exits 0. A second one: exits at once.`,
    )
    .action(run);
}

async function run(options: { readonly config: string; readonly model: boolean }): Promise<void> {
  const adapt = (loaded: Config): Config =>
    options.model ? loaded : { ...loaded, model: { ...loaded.model, url: 'none' } };
  const config = adapt(requireConfig(options.config));
  const log = createLogger(config.log.level, config.log.format);
  const stopped = stopSignal(log);
  const service = await startService(config, {
    ...{ file: options.config, environment: process.env, adapt },
    log,
  });
  // On a terminal it says that the terminal is gone, and ends the process as ever.
  if (process.stdout.isTTY !== true) process.on('SIGHUP', () => void service.reloader.reload());
  await stopped;
  await service.stop(GRACE_MS);
  log.info('stopped');
}

/**
 * Resolves at the first SIGTERM or SIGINT, and ends the process if that takes too long, while it still starts as well; a second one ends it
 * there and then.
 */
function stopSignal(log: Logger): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const onSignal = (signal: NodeJS.Signals): void => {
      if (asked) {
        log.warn('asked twice: stopping at once');
        process.exit(EXIT.failed);
      }
      asked = true;
      log.info(`${signal}: stopping`);
      setTimeout(() => {
        log.warn('not everything could be closed in time; the next start takes it up');
        process.exit(EXIT.ok);
      }, END_MS).unref();
      resolve();
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
}
