import { Command } from 'commander';
import { checkHealth } from '../health.ts';
import { systemClock } from '../lib/clock.ts';
import { configOption, requireConfig } from './config.ts';
import { EXIT } from './exit.ts';
import { readStore } from './with-store.ts';

/** `plumbline health`: what the image's HEALTHCHECK asks. */
export function healthCommand(): Command {
  return new Command('health')
    .description('say in one line whether the worker keeps up with its monitors')
    .addOption(configOption())
    .addHelpText(
      'after',
      `
Example:
  plumbline health || echo "look at the worker"

Reads the ledger, nothing else. Exit codes: 0 every window that is due has been run; 1 one is later than the one after it
or the newest run of a monitor failed; 2 the config has mistakes.`,
    )
    .action(health);
}

async function health(options: { readonly config: string }): Promise<void> {
  const config = requireConfig(options.config);
  await readStore(config, async (store) => {
    const { healthy, reason } = await checkHealth(config.monitors, store, systemClock);
    console.log(reason);
    process.exitCode = healthy ? EXIT.ok : EXIT.failed;
  });
}
