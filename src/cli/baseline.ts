import { Command } from 'commander';
import { configOption, requireConfig } from './config.ts';
import { EXIT } from './exit.ts';
import { changeStore } from './with-store.ts';

/** `plumbline baseline`: what was learned of a series. */
export function baselineCommand(): Command {
  return new Command('baseline')
    .description('what was learned of a series from its past')
    .addCommand(forgetCommand());
}

function forgetCommand(): Command {
  return new Command('forget')
    .description(
      'forget what was learned of a series; the next run learns it anew from the history of the source',
    )
    .argument('<series>', 'name of the series, as in the results')
    .addOption(configOption())
    .option('--monitor <name>', 'only of this monitor')
    .addHelpText(
      'after',
      `
For a baseline that has learned what was not so: a sensor that was moved, replaced, or wrong for weeks.
A worker at work need not be stopped.

Examples:
  plumbline baseline forget "environment.temperature{room=lab}"

Exit codes: 0 forgotten; 1 nothing is known of that series; 2 wrong options or config.`,
    )
    .action(forget);
}

async function forget(
  series: string,
  options: { readonly config: string; readonly monitor?: string },
): Promise<void> {
  await changeStore(requireConfig(options.config), async (store) => {
    const forgotten = await store.forgetBaselines(series, options.monitor);
    for (const { monitor, source } of forgotten) {
      console.log(`Forgotten: ${series} in ${monitor}, from ${source}; its next run learns it anew.`);
    }
    if (forgotten.length > 0) return;
    const where = options.monitor === undefined ? '' : ` in ${options.monitor}`;
    console.error(`plumbline: no baseline of ${series}${where}; plumbline results --latest names the series`);
    process.exitCode = EXIT.failed;
  });
}
