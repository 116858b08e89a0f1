import { Command } from 'commander';
import { projectPath } from '../../src/lib/project.ts';
import { withServer } from '../../test/support/database/with-server.ts';
import { soak } from './soak.ts';

const { minutes, days, many, seed, start, only, keep } = new Command('soak')
  .description(
    'lets the worker live through a month on a clock of its own, and looks whether all was as it must be; on a PostgreSQL server with TEST_DATABASE_URL=start',
  )
  .option('--minutes <number>', 'how long it may take', Number, 20)
  .option('--days <number>', 'how long it is for the worker', Number, 30)
  .option('--many <number>', 'series of the day of many; 0: no such day', Number, 10_000)
  .option('--seed <text>', 'the same seed gives the same order of events', String(Date.now()))
  .option(
    '--start <time>',
    'the first moment; the month should hold a change of summer time',
    '2026-10-10T00:00:00Z',
  )
  .option('--only <names...>', 'only these faults')
  .option('--keep <file>', 'where to put a copy of the database when something was wrong')
  .parse()
  .opts<{
    readonly minutes: number;
    readonly days: number;
    readonly many: number;
    readonly seed: string;
    readonly start: string;
    readonly only?: readonly string[];
    readonly keep?: string;
  }>();

const report = await withServer(() =>
  soak({
    project: projectPath(),
    ...{ days, many, seed, began: Date.parse(start), forMs: minutes * 60_000 },
    ...(only === undefined ? {} : { only }),
    ...(keep === undefined ? {} : { keepAs: keep }),
    tell: (line) => console.error(line),
  }),
);
console.log(JSON.stringify(report, null, 2));
if (report.violations.length > 0) process.exitCode = 1;
