import { Command } from 'commander';
import { projectPath } from '../../src/lib/project.ts';
import { withServer } from '../../test/support/database/with-server.ts';
import { torture } from './torture.ts';

const { minutes, seed, only, keep } = new Command('torture')
  .description(
    'treats workers badly for a while and looks whether anything was lost; on a PostgreSQL server with TEST_DATABASE_URL=start',
  )
  .option('--minutes <number>', 'how long', Number, 10)
  .option('--seed <text>', 'the same seed gives the same order of events', String(Date.now()))
  .option('--only <names...>', 'only these ordeals')
  .option('--keep <file>', 'where to put a copy of the database when something was wrong')
  .parse()
  .opts<{
    readonly minutes: number;
    readonly seed: string;
    readonly only?: readonly string[];
    readonly keep?: string;
  }>();

const report = await withServer(() =>
  torture({
    project: projectPath(),
    forMs: minutes * 60_000,
    seed,
    ...(only === undefined ? {} : { only }),
    ...(keep === undefined ? {} : { keepAs: keep }),
    tell: (line) => console.error(line),
  }),
);
console.log(JSON.stringify(report, null, 2));
if (report.violations.length > 0) process.exitCode = 1;
