// What a tick costs, beside the bare query and beside the pipeline that people write in Python: `npm run bench`.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../src/lib/project.ts';
import { type Arena, compareCsv, compareInflux } from './tick/compare.ts';
import { startPython } from './tick/python.ts';
import { measureStarts } from './tick/startup.ts';
import { comparePrompts, tokenCounter } from './tick/tokens.ts';

/** Points of a window, one a second, and the rounds that are run. */
const SIZES = [
  [1_000, 31],
  [10_000, 21],
  [100_000, 11],
  [1_000_000, 6],
] as const;
const PROMPT_SIZES = [60, 6_000, 60_000];
const STARTS = 7;

async function measure(arena: Arena) {
  const influx = await each(SIZES, ([points, rounds]) => compareInflux(points, rounds, arena));
  print('A tick on InfluxDB, milliseconds (medians; ratios are medians of the ratio in each round)', influx);
  const csv = await each(SIZES, ([points, rounds]) => compareCsv(points, rounds, arena));
  print('A tick on a CSV file, milliseconds', csv);
  const counter = await tokenCounter();
  const prompt = await each(PROMPT_SIZES, (points) => comparePrompts(points, counter, arena));
  print(`Prompt tokens (${counter.by})`, prompt);
  const start = await measureStarts(STARTS, arena.folder);
  print('The worker as shipped, CSV sample, no model', [start]);
  const machine = { node: process.version, platform: process.platform, cores: availableParallelism() };
  return { machine, influx, csv, prompt: { tokenizer: counter.by, windows: prompt }, start };
}

async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

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
