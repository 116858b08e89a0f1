import { Command } from 'commander';
import { projectPath } from '../../src/lib/project.ts';
import { type Postgres, startPostgres } from '../../test/support/postgres.ts';
import { measureLedger } from './ledger.ts';
import { measureScale } from './scale.ts';

const { results, seconds } = new Command('bench:workers')
  .description(
    'measures workers on a PostgreSQL of its own: the ledger beside many results, and how several share a slow source',
  )
  .option('--results <number>', 'results that are there already', Number, 1_000_000)
  .option('--seconds <number>', 'how long each number of workers is watched', Number, 20)
  .parse()
  .opts<{ readonly results: number; readonly seconds: number }>();

/** A source that answers after 200 ms, one question of a worker at a time: five windows a second is all that one can do. */
async function scale(server: Postgres, workers: number) {
  const url = server.url(await server.createDatabase());
  const load = { monitors: 60, seriesPerMonitor: 3, sourceMs: 200, forMs: seconds * 1000 };
  return measureScale({ project: projectPath(), url, workers, ...load });
}

const server = await startPostgres();
try {
  const ledger = await measureLedger(server.url(await server.createDatabase()), results, 1000);
  const [one, four] = [await scale(server, 1), await scale(server, 4)];
  const ratio = Math.round((100 * four.windowsPerSecond) / one.windowsPerSecond) / 100;
  console.log(JSON.stringify({ ledger, one, four, ratio }, null, 2));
} finally {
  await server.stop();
}
