import { Argument, Command } from 'commander';
import { systemClock } from '../lib/clock.ts';
import type { Judgement } from '../store/feedback.ts';
import { configOption, requireConfig } from './config.ts';
import { EXIT } from './exit.ts';
import { countArgument } from './options.ts';
import { changeStore } from './with-store.ts';

/** `plumbline feedback`: was a result right? */
export function feedbackCommand(): Command {
  return new Command('feedback')
    .description(
      'say whether a result was right; three times wrong make its detector less sensitive for that series',
    )
    .argument('<id>', 'id of the result', countArgument(1, Number.MAX_SAFE_INTEGER))
    .addArgument(
      new Argument('<judgement>', 'the newest word on a result counts').choices(['right', 'wrong']),
    )
    .addOption(configOption())
    .option('--note <text>', 'why', '')
    .addHelpText(
      'after',
      `
Examples:
  plumbline feedback 17 wrong --note "the window was open"
  plumbline feedback 17 right                                takes it back
  plumbline results --precision                              what came of it

Exit codes: 0 kept; 1 there is no such result; 2 wrong options or config.`,
    )
    .action(feedback);
}

async function feedback(
  id: number,
  judgement: Judgement,
  options: { readonly config: string; readonly note: string },
): Promise<void> {
  await changeStore(requireConfig(options.config), async (store) => {
    const found = await store.getResult(id);
    if (found === undefined) {
      console.error(`plumbline: there is no result ${id}`);
      process.exitCode = EXIT.failed;
      return;
    }
    await store.recordFeedback(id, judgement, options.note.slice(0, 1000), systemClock());
    console.log(`Result ${id} (${found.result.series}, ${found.result.verdict}) was ${judgement}.`);
  });
}
