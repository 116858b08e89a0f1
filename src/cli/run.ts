import { Command } from 'commander';
import { createApp } from '../app.ts';
import type { Config } from '../config/schema.ts';
import { systemClock } from '../lib/clock.ts';
import { createLogger, type Logger } from '../lib/log.ts';
import { createPulse } from '../pulse.ts';
import { startReloader } from '../reload.ts';
import { createChanges, createPage } from '../serve.ts';
import { startWorker } from '../worker.ts';
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
  const changes = createChanges();
  const app = await createApp(config, {
    clock: systemClock,
    log,
    onChange: changes.tell,
    measure: changes.measure,
  });
  const orphans = await app.pipeline.store.closeOrphanedQuestions(systemClock());
  if (orphans > 0) log.warn({ questions: orphans }, 'an earlier worker ended before these were answered');
  const { location } = app.pipeline.store;
  const shell = config.database.url === undefined ? `sqlite3 ${location}` : `psql ${location} -c`;
  log.info(
    { monitors: config.monitors.length, database: location },
    `results: ${shell} "SELECT * FROM latest_results", or node dist/main.js results --latest`,
  );
  const worker = startWorker(app);
  const reloader = startReloader({ file: options.config, environment: process.env, adapt, app, worker, log });
  const page = createPage(reloader, changes, worker, log);
  const pulse = createPulse(reloader, log);
  for (const { follow } of [page, pulse]) {
    reloader.onTaken(follow);
    await follow();
  }
  // On a terminal it says that the terminal is gone, and ends the process as ever.
  if (process.stdout.isTTY !== true) process.on('SIGHUP', () => void reloader.reload());
  const signal = await stopped;
  log.info(`${signal}: stopping`);
  setTimeout(() => {
    log.warn('not everything could be closed in time; the next start takes it up');
    process.exit(EXIT.ok);
  }, END_MS).unref();
  await reloader.stop();
  await pulse.stop();
  await page.close();
  await worker.stop(GRACE_MS);
  await app.close();
  log.info('stopped');
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process there and then. */
function stopSignal(log: Logger): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let asked = false;
    const onSignal = (signal: NodeJS.Signals): void => {
      if (asked) {
        log.warn('asked twice: stopping at once');
        process.exit(EXIT.failed);
      }
      asked = true;
      resolve(signal);
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
}
