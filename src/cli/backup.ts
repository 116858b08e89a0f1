import { Command } from 'commander';
import { configOption, requireConfig } from './config.ts';
import { readStore } from './with-store.ts';

/** `plumbline backup FILE`: a copy of the database, while the worker goes on. */
export function backupCommand(): Command {
  return new Command('backup')
    .description('copy the database as it stands at this moment, while the worker goes on')
    .argument('<file>', 'where to; must not be there yet')
    .addOption(configOption())
    .addHelpText(
      'after',
      `
Example:
  plumbline backup /backups/plumbline-$(date +%F).db

The copy is checked page by page before it bears its name. To go back to it, stop the worker and put it in the
place of database.path; delete the files ending in -wal and -shm beside that.

Exit codes: 0 copied; 1 it could not be, and standard error says why; 2 wrong options or config.`,
    )
    .action(backup);
}

async function backup(file: string, options: { readonly config: string }): Promise<void> {
  const config = requireConfig(options.config);
  await readStore(config, async (store) => {
    const bytes = await store.backUp(file);
    console.log(`Copied ${store.location} to ${file}: ${(bytes / 1e6).toFixed(1)} MB, whole.`);
  });
}
