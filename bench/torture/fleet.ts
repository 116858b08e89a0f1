import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A worker process, and what it said on standard error. */
export interface Worker {
  readonly process: ChildProcess;
  readonly ended: Promise<void>;
  stderr: string;
  /** True once somebody here has told it to end: any other end is its own. */
  told: boolean;
}

/** All workers of a session, the dead included. */
export interface Fleet {
  readonly all: readonly Worker[];
  /** Starts one; `env` adds to the environment. */
  start(env?: Readonly<Record<string, string>>): Worker;
  /** Those that run, or are stopped. */
  living(): readonly Worker[];
  kill(worker: Worker): Promise<void>;
  /** SIGTERM; the milliseconds until its end, after 15 s by SIGKILL. */
  terminate(worker: Worker): Promise<number>;
  killAll(): Promise<void>;
}

const LONGEST_STOP_MS = 15_000;
const MAX_STDERR = 20_000;

export function createFleet(project: string, config: string): Fleet {
  const all: Worker[] = [];
  const living = () =>
    all.filter(({ process: { exitCode, signalCode } }) => exitCode === null && signalCode === null);
  const kill = async (worker: Worker) => {
    worker.told = true;
    worker.process.kill('SIGKILL');
    await worker.ended;
  };
  return {
    all,
    living,
    kill,
    start(env = {}) {
      const main = join(project, 'dist', 'main.js');
      const child = spawn(process.execPath, [main, 'run', '--config', config], {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const worker: Worker = {
        process: child,
        ended: once(child, 'exit').then(() => {}),
        stderr: '',
        told: false,
      };
      child.stderr?.on('data', (chunk) => {
        worker.stderr = `${worker.stderr}${chunk}`.slice(-MAX_STDERR);
      });
      all.push(worker);
      return worker;
    },
    async terminate(worker) {
      worker.told = true;
      const asked = performance.now();
      worker.process.kill('SIGTERM');
      await Promise.race([worker.ended, pause(LONGEST_STOP_MS)]);
      const took = performance.now() - asked;
      await kill(worker);
      return took;
    },
    async killAll() {
      for (const worker of living()) await kill(worker);
    },
  };
}

/** Workers that ended by themselves without a clear error: with a raw stack, or without a word. */
export function crashes({ all }: Fleet): readonly string[] {
  return all.flatMap(({ process: { exitCode, signalCode }, told, stderr }) => {
    const isRaw = /^\s+at .*\(?.*:\d+:\d+\)?$/m.test(stderr);
    const isSilent = !told && (exitCode !== null || signalCode !== null) && !stderr.includes('plumbline: ');
    return isRaw || isSilent
      ? [`a worker ended with ${exitCode ?? signalCode}: ${stderr.slice(-400) || 'no word'}`]
      : [];
  });
}
