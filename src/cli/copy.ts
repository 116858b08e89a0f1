import { Command } from 'commander';
import { openArchive } from '../app.ts';
import { copyAll } from '../copy.ts';
import { PlumblineError } from '../lib/errors.ts';
import { isPostgresAddress, publicAddress } from '../lib/postgres-address.ts';
import { configOption, requireConfig } from './config.ts';

/** `plumbline copy --to WHERE`: all that is kept, from a file to PostgreSQL, or back. */
export function copyCommand(): Command {
  return new Command('copy')
    .description(
      'take everything to another database, from a file to PostgreSQL or back, and prove it the same',
    )
    .requiredOption('--to <where>', 'an address postgres://..., or a file that is not there yet')
    .addOption(configOption())
    .addHelpText(
      'after',
      `
Examples:
  PGPASSWORD=... plumbline copy --to postgres://plumbline@db/plumbline
  plumbline copy --to back.db --config with-postgres.yaml

Stop the workers first. The configured database is read and stays as it is; the target has to be empty. What was broken
off goes on where it was when the same command is given again. At the end both are compared, table by table, by counts
and checksums. Then name the target in the config. Questions that wait for a model end as not answered.

Exit codes: 0 copied, and the same; 1 not, and standard error says why; 2 wrong options or config.`,
    )
    .action(copy);
}

async function copy(options: { readonly config: string; readonly to: string }): Promise<void> {
  const { database } = requireConfig(options.config);
  const isAddress = /^postgres(?:ql)?:\/\//i.test(options.to);
  if (isAddress && !isPostgresAddress(options.to)) {
    throw new PlumblineError('usage', `${publicAddress(options.to)} is no address of a database`, {
      hint: 'postgres://USER@HOST:PORT/DATABASE, with / @ : ? # and % in them percent-encoded.',
    });
  }
  const from = await openArchive(database, 'read');
  try {
    const target = isAddress ? { path: '', url: options.to } : { path: options.to };
    const to = await openArchive(target, 'create');
    try {
      const copied = await copyAll(from, to, ({ table, rows, before, checksum }) => {
        const already = before === 0 ? '' : `, ${before} of them there before`;
        console.log(`${table}: ${rows} rows${already}, the same (${checksum.slice(0, 12)})`);
      });
      const rows = copied.reduce((sum, one) => sum + one.rows, 0);
      console.log(`Copied ${from.location} to ${to.location}: ${rows} rows, the same on both sides.`);
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}
