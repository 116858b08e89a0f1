// What a monitor of many series costs: `npm run bench:series [SERIES ...]`. Each number of series has a process of its own, whose
// baselines are learned and full; a server in another process plays InfluxDB 2.7, and the store is a file.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../../src/lib/project.ts';

const SIZES = [1000, 10_000];
const RUNS = 3;

const asked = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
try {
  const rows: unknown[] = [];
  for (const series of asked.length > 0 ? asked : SIZES) rows.push(await measure(series));
  console.table(rows);
  console.log(JSON.stringify(rows));
  if (asked.length === 0)
    writeFileSync(projectPath('bench', 'series.json'), `${JSON.stringify(rows, undefined, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}

/** Processor seconds of the first run, which loads what was learned, and of a later one (median); the peak of resident memory. */
async function measure(series: number): Promise<unknown> {
  const server = fork(program('server.js'), [String(series)]);
  try {
    const [{ port }] = await once(server, 'message');
    await once(fork(program('worker.js'), [series, 0, port, folder].map(String)), 'exit');
    const worker = fork(program('worker.js'), [series, RUNS, port, folder].map(String));
    const ended = once(worker, 'exit').then(() => {
      throw new Error(`the worker of ${series} series ended without figures`);
    });
    const [figures] = await Promise.race([once(worker, 'message'), ended]);
    ended.catch(() => undefined);
    return figures;
  } finally {
    server.disconnect();
  }
}

function program(name: string): string {
  return projectPath('.build', 'bench', 'series', name);
}
