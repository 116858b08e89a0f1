import { Command } from 'commander';
import { projectPath } from '../../src/lib/project.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { killMany } from './kill-many.ts';

const { kills, seed, workers } = new Command('torture:workers')
  .description(
    'ends one after another of several workers on one PostgreSQL database by kill -9, and looks whether anything was lost',
  )
  .option('--kills <number>', 'how many', Number, 200)
  .option('--workers <number>', 'how many run at a time', Number, 4)
  .option('--seed <text>', 'the same seed gives the same pauses', String(Date.now()))
  .parse()
  .opts<{ readonly kills: number; readonly workers: number; readonly seed: string }>();

const server = process.env.TEST_DATABASE_URL === undefined ? await startPostgres() : undefined;
try {
  const url = process.env.TEST_DATABASE_URL ?? server?.url() ?? '';
  const tell = (line: string) => console.error(line);
  const report = await killMany({ project: projectPath(), url, kills, seed, workers, tell });
  console.log(JSON.stringify(report, null, 2));
  if (report.violations.length > 0) process.exitCode = 1;
} finally {
  await server?.stop();
}
