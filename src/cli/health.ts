import { Command } from 'commander';
import { readPrompts } from '../ask/prompt-file.ts';
import { loadConfig, summaryOf } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { checkHealth, type Health } from '../health.ts';
import { systemClock } from '../lib/clock.ts';
import { toPlumblineError } from '../lib/errors.ts';
import { askPage } from './ask-page.ts';
import { configOption } from './config.ts';
import { EXIT } from './exit.ts';
import { printable } from './printable.ts';
import { readStore } from './with-store.ts';

/** `plumbline health`: what the image's HEALTHCHECK asks. */
export function healthCommand(): Command {
  return new Command('health')
    .description('say in one line whether the worker keeps up with its monitors')
    .addOption(configOption())
    .option(
      '--http',
      'ask the worker itself, at /readyz of web.listen; where nobody answers there, the ledger',
      false,
    )
    .addHelpText(
      'after',
      `
Examples:
  plumbline health || echo "look at the worker"
  plumbline health --http                   also notices a worker that hangs, or can't write its database

Reads the ledger, nothing else; with --http only where the page is off or not there. Exit codes: 0 every window that is due has been run; 1 one is later than the one after it
or the newest run of a monitor failed; 2 config or prompt has
mistakes, and a worker goes on with what it had.`,
    )
    .action(health);
}

async function health(options: { readonly config: string; readonly http: boolean }): Promise<void> {
  const loaded = loadConfig(options.config, process.env);
  const broken = loaded.ok ? brokenPrompt(loaded.config) : summaryOf(loaded.problems);
  if (!loaded.ok || broken !== undefined) {
    console.log(`unhealthy: ${broken}; a worker at work goes on with what it had`);
    process.exitCode = EXIT.usage;
    return;
  }
  const { config } = loaded;
  const told = options.http && config.web !== 'off' ? await askPage(config.web) : undefined;
  if (told !== undefined) return say(told);
  await readStore(config, async (store) => say(await checkHealth(config.monitors, store, systemClock)));
}

function say({ healthy, reason }: Health): void {
  console.log(printable(reason));
  process.exitCode = healthy ? EXIT.ok : EXIT.failed;
}

function brokenPrompt({ model }: Config): string | undefined {
  try {
    readPrompts(model.role);
    return undefined;
  } catch (thrown) {
    return toPlumblineError(thrown).message;
  }
}
