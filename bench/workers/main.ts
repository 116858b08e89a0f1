import { Command, Option } from 'commander';
import { projectPath } from '../../src/lib/project.ts';
import { type Postgres, startPostgres } from '../../test/support/postgres.ts';
import { measureLedger } from './ledger.ts';
import { measureMinutes } from './minutes.ts';
import { measureOutbox } from './outbox.ts';
import { measureScale } from './scale.ts';

const PARTS = ['ledger', 'scale', 'minutes', 'outbox'] as const;

const { results, seconds, only, series, workers, minutes } = new Command('bench:workers')
  .description(
    'measures workers on a PostgreSQL of its own: the ledger beside many results, how several share a slow source, and a round a minute',
  )
  .option('--results <number>', 'results that are there already', Number, 1_000_000)
  .option('--seconds <number>', 'how long each number of workers is watched', Number, 20)
  .option('--series <number>', 'series that are due each minute', Number, 10_000)
  .option('--workers <number>', 'workers that share them', Number, 4)
  .option('--minutes <number>', 'rounds that are watched', Number, 3)
  .addOption(new Option('--only <part>', 'one of the parts').choices(PARTS))
  .parse()
  .opts<{
    readonly results: number;
    readonly seconds: number;
    readonly series: number;
    readonly workers: number;
    readonly minutes: number;
    readonly only?: (typeof PARTS)[number];
  }>();

const newDatabase = async (server: Postgres) => server.url(await server.createDatabase());

/** A source that answers after 200 ms, one question of a worker at a time: five windows a second is all that one can do. */
async function scale(server: Postgres, count: number) {
  const url = await newDatabase(server);
  const load = { monitors: 60, seriesPerMonitor: 3, sourceMs: 200, forMs: seconds * 1000 };
  return measureScale({ project: projectPath(), url, workers: count, ...load });
}

async function scaling(server: Postgres) {
  const [one, four] = [await scale(server, 1), await scale(server, 4)];
  return { one, four, ratio: Math.round((100 * four.windowsPerSecond) / one.windowsPerSecond) / 100 };
}

const server = await startPostgres();
try {
  const measure = {
    ledger: async () => measureLedger(await newDatabase(server), results, 1000),
    scale: () => scaling(server),
    minutes: async () =>
      measureMinutes({ project: projectPath(), url: await newDatabase(server), series, workers, minutes }),
    outbox: () => measureOutbox(server),
  };
  const figures: Record<string, unknown> = {};
  for (const part of PARTS) if (only === undefined || only === part) figures[part] = await measure[part]();
  console.log(JSON.stringify(figures, null, 2));
} finally {
  await server.stop();
}
