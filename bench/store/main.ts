import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configSchema } from '../../src/config/schema.ts';
import { checkHealth } from '../../src/health.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { fill, type Size } from './database.ts';
import { measureOverview } from './overview.ts';

/**
 * `npm run bench:store`: how long the questions that people and machines ask over and over take in a database of a
 * million results. Takes about a minute and 2 GB of the temporary folder.
 */
const SIZE: Size = { monitors: 20, series: 1000, windows: 1000 };
const REPEATS = 7;

const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
const paths = { large: join(folder, 'large.db'), small: join(folder, 'small.db') };
const now = Math.floor(Date.now() / 60_000) * 60_000;
try {
  await measure(paths.large);
  await compareOverviews();
} finally {
  rmSync(folder, { recursive: true });
}

/** As many series with one window each, and with all of them: the list of series may not feel the difference. */
async function compareOverviews(): Promise<void> {
  const db = openDatabase(paths.small);
  fill(db, { ...SIZE, windows: 1 }, now / 1000);
  db.close();
  const looks = await measureOverview([paths.small, paths.large], configOf(), now);
  for (const [index, { tookMs, blockedMs }] of looks.entries()) {
    const results = index === 0 ? SIZE.series : SIZE.series * SIZE.windows;
    console.log(`overview, ${results} results: ${tookMs.toFixed(1)} ms, blocks ${blockedMs.toFixed(1)} ms`);
  }
}

async function measure(path: string): Promise<void> {
  const db = openDatabase(path);
  fill(db, SIZE, now / 1000);
  db.pragma('wal_checkpoint(TRUNCATE)');
  console.log(`${SIZE.series * SIZE.windows} results, ${Math.round(statSync(path).size / 1e6)} MB`);
  const { monitors } = configOf();
  // What a thousand rows cost by themselves, of which the view has as many.
  await time('SELECT * FROM results LIMIT 1000', async () =>
    db.prepare('SELECT * FROM results LIMIT 1000').all(),
  );
  await time('SELECT * FROM latest_results', async () => db.prepare('SELECT * FROM latest_results').all());
  db.close();
  await time('results --latest', () =>
    withStore(path, (store) => store.findResults({ latest: true, limit: 20 })),
  );
  await time('health', () => withStore(path, (store) => checkHealth(monitors, store, () => now)));
  await time('what is due', () =>
    withStore(path, async (store) => {
      for (const { name } of monitors) await store.retryRuns(name, 3, now);
    }),
  );
}

/** As a command does it: opened, asked, closed. */
async function withStore<T>(
  path: string,
  ask: (store: ReturnType<typeof openStore>) => Promise<T>,
): Promise<T> {
  const store = openStore(path);
  try {
    return await ask(store);
  } finally {
    await store.close();
  }
}

async function time(what: string, work: () => Promise<unknown>): Promise<void> {
  const took: number[] = [];
  for (let round = 0; round < REPEATS; round += 1) {
    const started = performance.now();
    await work();
    took.push(performance.now() - started);
  }
  took.sort((a, b) => a - b);
  console.log(`${what}: ${took[Math.floor(REPEATS / 2)]?.toFixed(1)} ms (up to ${took.at(-1)?.toFixed(1)})`);
}

function configOf() {
  const one = (index: number) => ({
    name: `monitor-${index + 1}`,
    cron: '* * * * *',
    source: 'influx',
    query: { measurement: 'environment', fields: ['temperature'] },
  });
  return configSchema.parse({
    sources: { influx: { kind: 'influxdb2', url: 'http://127.0.0.1:1', org: 'o', bucket: 'b' } },
    monitors: Array.from({ length: SIZE.monitors }, (_, index) => one(index)),
  });
}
