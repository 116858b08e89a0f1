// What a tick costs, beside the bare query and beside the pipeline that people write in Python: `npm run bench`.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../src/lib/project.ts';
import { hasInfluxd, INFLUXD_HINT, startInfluxd } from '../test/support/influxd.ts';
import { type Arena, compare } from './tick/compare.ts';
import { csvPlace, influxdPlace, playedPlace } from './tick/places.ts';
import { startPython } from './tick/python.ts';
import { measureStarts } from './tick/startup.ts';
import { comparePrompts, tokenCounter } from './tick/tokens.ts';

/** Points of a window, one a second, and the rounds that are run. */
const SIZES = [
  [1_000, 31],
  [10_000, 31],
  [100_000, 11],
  [1_000_000, 6],
] as const;
const MOST_POINTS = 1_000_000;
const MOST_ROUNDS = 31;
const PROMPT_SIZES = [60, 6_000, 60_000];
const STARTS = 7;

async function measure(arena: Arena) {
  const { url, folder } = arena;
  const [loadBefore = Number.NaN] = loadavg();
  const cores = availableParallelism();
  const machine = { node: process.version, platform: process.platform, cores, loadBefore };
  console.log(
    `${cores} cores, load ${loadBefore.toFixed(1)} beforehand: on a busy machine believe the ratios only`,
  );
  const played = await each(SIZES, ([points, rounds]) =>
    compare('played', points, rounds, playedPlace(url), arena),
  );
  print('InfluxDB 2.7, played: the answer lies ready and comes as fast as loopback takes it', played);
  const influxd = await compareInfluxd(arena);
  const csv = await each(SIZES, ([points, rounds]) =>
    compare('csv', points, rounds, csvPlace(join(folder, `${points}.csv`), points, url), arena),
  );
  print('A CSV file', csv);
  const counter = await tokenCounter();
  const windows = await each(PROMPT_SIZES, (points) => comparePrompts(points, counter, arena));
  print(`Tokens of the prompt (${counter.by})`, windows);
  const start = await measureStarts(STARTS, folder);
  print('The worker as shipped, CSV sample, no model', [start]);
  return { machine, tick: { played, influxd, csv }, prompt: { tokenizer: counter.by, windows }, start };
}

async function compareInfluxd(arena: Arena) {
  if (!hasInfluxd()) {
    console.log(INFLUXD_HINT);
    return [];
  }
  const influxd = await startInfluxd();
  try {
    const place = await influxdPlace(influxd, MOST_POINTS, MOST_ROUNDS);
    const rows = await each(SIZES, ([points, rounds]) => compare('influxd', points, rounds, place, arena));
    print('A real InfluxDB 1.x, by InfluxQL', rows);
    return rows;
  } finally {
    await influxd.stop();
  }
}

async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

/** Milliseconds are medians; a ratio is the median of the ratios within each round. */
function print(title: string, rows: readonly object[]): void {
  console.log(`\n${title}`);
  console.table(rows);
}

const server = fork(projectPath('.build', 'bench', 'tick', 'server.js'));
const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
try {
  const [{ port }] = await once(server, 'message');
  const python = await startPython();
  if (typeof python === 'string') console.log(python);
  const pipeline = typeof python === 'string' ? undefined : python;
  const results = await measure({ url: `http://127.0.0.1:${port}`, folder, python: pipeline });
  pipeline?.close();
  writeFileSync(projectPath('bench', 'results.json'), `${JSON.stringify(results, undefined, 2)}\n`);
  console.log('Written to bench/results.json.');
} finally {
  server.disconnect();
  rmSync(folder, { recursive: true });
}
