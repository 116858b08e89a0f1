import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

/** What a worker says after each step of its clock. */
const answerSchema = z.object({
  id: z.number(),
  idle: z.boolean(),
  rss: z.number(),
  page: z.string().optional(),
});
export type Answer = z.output<typeof answerSchema>;

/** A line of the worker's log, as far as it is looked at. */
const lineSchema = z.looseObject({ level: z.number(), msg: z.string().default('') });
export type Line = z.output<typeof lineSchema>;

/** A worker in a process of its own, whose clock is set from here. */
export interface Hand {
  /** What its clock is ahead of the true one, ms. */
  aheadMs: number;
  /** Sets its clock and has it look what is due; answers when nothing is, or after `waitMs`. */
  step(now: number, waitMs: number): Promise<Answer>;
  alive(): boolean;
  /** Address of its page. */
  page(): string | undefined;
  /** Resolves with the first line from now on that a test is true of; undefined after `withinMs`. */
  says(test: (line: Line) => boolean, withinMs: number): Promise<Line | undefined>;
  kill(): Promise<void>;
  stop(): void;
  wakeUp(): void;
  /** SIGTERM; the milliseconds until its end, and its exit code. */
  terminate(): Promise<{ readonly ms: number; readonly code: number | null }>;
}

export interface HandOptions {
  readonly project: string;
  readonly config: string;
  readonly now: number;
  readonly leaseMs: number;
  /** Hears of every warning and error, and of an end that nobody wanted. */
  readonly onTrouble: (line: Line) => void;
}

/** The clock of a process that is stopped stands still: an answer that is not there after so long will not come. */
const LONGEST_ANSWER_MS = 120_000;
const LONGEST_STOP_MS = 15_000;
const WARN = 40;

/** Starts one; rejects where it ends before it is at work. */
export async function hire(options: HandOptions): Promise<Hand> {
  const { project, config, now, leaseMs, onTrouble } = options;
  const child = fork(join(project, 'bench', 'soak', 'worker.mjs'), [config, String(now), String(leaseMs)], {
    // As `npm start` and the image start it.
    execArgv: ['--max-semi-space-size=2'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const listeners = new Set<(line: Line) => void>();
  let told = false;
  let lastId = 0;
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr = `${stderr}${chunk}`.slice(-4000);
  });
  readLines(child, (line) => {
    if (line.level >= WARN) onTrouble(line);
    for (const listener of listeners) listener(line);
  });
  const ended = once(child, 'exit').then(() => {
    if (!told) onTrouble({ level: 60, msg: `a worker ended by itself: ${stderr || child.exitCode}` });
  });
  const answerTo = (id: number): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const onMessage = (message: unknown): void => {
        const answer = answerSchema.parse(message);
        if (answer.id !== id) return;
        child.off('message', onMessage);
        resolve(answer);
      };
      child.on('message', onMessage);
      const fail = (): void => reject(new Error(`the worker gave no answer to step ${id}: ${stderr}`));
      void ended.then(fail);
      setTimeout(fail, LONGEST_ANSWER_MS).unref();
    });
  let { page } = await answerTo(0);
  const alive = () => child.exitCode === null && child.signalCode === null;
  return {
    aheadMs: 0,
    alive,
    page: () => page,
    async step(at, waitMs) {
      lastId += 1;
      const answer = answerTo(lastId);
      child.send({ id: lastId, now: at, waitMs });
      const given = await answer;
      page = given.page;
      return given;
    },
    says: (test, withinMs) =>
      new Promise((resolve) => {
        const end = (line?: Line): void => {
          listeners.delete(listener);
          resolve(line);
        };
        const listener = (line: Line): void => {
          if (test(line)) end(line);
        };
        listeners.add(listener);
        setTimeout(end, withinMs).unref();
      }),
    async kill() {
      told = true;
      child.kill('SIGKILL');
      await ended;
    },
    stop: () => void child.kill('SIGSTOP'),
    wakeUp: () => void child.kill('SIGCONT'),
    async terminate() {
      told = true;
      const asked = performance.now();
      child.kill('SIGTERM');
      await Promise.race([ended, pause(LONGEST_STOP_MS, undefined, { ref: false })]);
      const ms = performance.now() - asked;
      const code = child.exitCode;
      if (alive()) child.kill('SIGKILL');
      await ended;
      return { ms, code };
    },
  };
}

function readLines({ stdout }: ChildProcess, onLine: (line: Line) => void): void {
  let rest = '';
  stdout?.on('data', (chunk) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) if (text !== '') onLine(lineSchema.parse(JSON.parse(text)));
  });
}
