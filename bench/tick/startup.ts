import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectPath } from '../../src/lib/project.ts';
import { rounded } from './compare.ts';
import { median } from './measure.ts';

interface StartUp {
  /** From the start of the process to the first finished run. */
  readonly firstRunMs: number;
  /** After every monitor has run and learned its baselines; undefined where there is no /proc. */
  readonly residentMb: number | undefined;
  readonly peakMb: number | undefined;
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
    residentMb: middle(({ residentMb }) => residentMb),
    peakMb: middle(({ peakMb }) => peakMb),
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
  const worker = spawn(process.execPath, [main, 'run', '--no-model'], {
    cwd: projectPath(),
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: WAIT_MS,
  });
  let firstRunMs = Number.NaN;
  const monitors =
    readFileSync(projectPath('config', 'plumbline.yaml'), 'utf8').match(/^ {2}- name:/gm) ?? [];
  const learned = new Set<string>();
  for await (const line of createInterface({ input: worker.stdout })) {
    if (Number.isNaN(firstRunMs) && line.includes('"run done"')) firstRunMs = performance.now() - startedAt;
    if (line.includes('"learned the baselines"')) learned.add(/"monitor":"([^"]+)"/.exec(line)?.[1] ?? '');
    if (learned.size === monitors.length) break;
  }
  const memory = residentMemory(worker.pid ?? 0);
  worker.kill('SIGTERM');
  await once(worker, 'exit');
  return { firstRunMs, ...memory };
}

function residentMemory(pid: number): Pick<StartUp, 'residentMb' | 'peakMb'> {
  const file = `/proc/${pid}/status`;
  const status = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const megabytes = (key: string): number | undefined => {
    const kilobytes = new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  };
  return { residentMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') };
}
