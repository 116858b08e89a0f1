import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectPath } from '../../src/lib/project.ts';
import { median, rounded } from './measure.ts';

interface StartUp {
  /** From the start of the process to the first finished run. */
  readonly firstRunMs: number;
  /** Resident memory at that moment; undefined where there is no /proc. */
  readonly firstRunMb: number | undefined;
  /** After every monitor has run and learned its baselines. */
  readonly learnedMb: number | undefined;
}

const WAIT_MS = 60_000;

/** Medians of several starts, each on a database of its own. */
export async function measureStarts(starts: number, folder: string) {
  const all: StartUp[] = [];
  for (let round = 0; round < starts; round++) all.push(await startUp(folder, round));
  const middle = (of: (one: StartUp) => number | undefined): number =>
    rounded(median(all.flatMap((one) => of(one) ?? [])), 0);
  return {
    starts,
    firstRunMs: middle(({ firstRunMs }) => firstRunMs),
    firstRunMb: middle(({ firstRunMb }) => firstRunMb),
    learnedMb: middle(({ learnedMb }) => learnedMb),
  };
}

/** The worker as shipped on a new database: no InfluxDB, so the CSV sample is read, and no model. */
async function startUp(folder: string, round: number): Promise<StartUp> {
  const env = {
    ...process.env,
    INFLUX_URL: 'http://127.0.0.1:9',
    PLUMBLINE_DB: join(folder, `start-${round}.db`),
  };
  const main = projectPath('.build', 'src', 'main.js');
  const startedAt = performance.now();
  const worker = spawn(process.execPath, ['--max-semi-space-size=2', main, 'run', '--no-model'], {
    cwd: projectPath(),
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: WAIT_MS,
  });
  const { pid = 0, stdout } = worker;
  const monitors =
    readFileSync(projectPath('config', 'plumbline.yaml'), 'utf8').match(/^ {2}- name:/gm) ?? [];
  const learned = new Set<string>();
  let firstRun: Pick<StartUp, 'firstRunMs' | 'firstRunMb'> | undefined;
  for await (const line of createInterface({ input: stdout })) {
    if (line.includes('"run done"')) {
      firstRun ??= { firstRunMs: performance.now() - startedAt, firstRunMb: residentMb(pid) };
    }
    if (line.includes('"learned the baselines"')) learned.add(/"monitor":"([^"]+)"/.exec(line)?.[1] ?? '');
    if (learned.size === monitors.length) break;
  }
  const learnedMb = residentMb(pid);
  worker.kill('SIGTERM');
  await once(worker, 'exit');
  if (firstRun === undefined) throw new Error('the worker ended before its first run');
  return { ...firstRun, learnedMb };
}

function residentMb(pid: number): number | undefined {
  const file = `/proc/${pid}/status`;
  const kilobytes = existsSync(file)
    ? /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8'))?.[1]
    : undefined;
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
