import { type ChildProcess, fork, type StdioOptions } from 'node:child_process';
import { z } from 'zod';
import { PlumblineError } from '../lib/errors.ts';
import { projectPath } from '../lib/project.ts';
import { cleanText } from './error-text.ts';
import type { AnswerSchema, Message } from './model.ts';

/** What the child process can be asked to do, one thing at a time. */
export type ChildRequest =
  | { readonly type: 'load'; readonly modelFile: string; readonly contextSize: number }
  | {
      readonly type: 'ask';
      readonly messages: readonly Message[];
      readonly schema: AnswerSchema;
      readonly maxTokens: number;
      readonly temperature: number;
      readonly seed: number;
    };

const replySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('loaded') }),
  z.object({
    type: z.literal('answer'),
    text: z.string(),
    truncated: z.boolean(),
    promptTokens: z.int().nonnegative(),
    completionTokens: z.int().nonnegative(),
  }),
  z.object({ type: z.literal('refused'), reason: z.string() }),
]);

/** `ended`: the process is gone, by a crash or because it said what nobody understands. */
export type ChildReply =
  | z.output<typeof replySchema>
  | { readonly type: 'ended'; readonly reason: string }
  | { readonly type: 'timeout' };

/** The process that holds the model. */
export interface Child {
  readonly running: boolean;
  /**
   * Sends one request and waits for its reply. When the budget runs out or the signal fires, the process is
   * ended: nothing else stops a computation under way for certain, and starting again takes seconds.
   * Throws `aborted` when the signal fires.
   */
  request(request: ChildRequest, budgetMs: number, signal: AbortSignal): Promise<ChildReply>;
  end(): void;
}

/** How much of what a dying process writes is kept for the reason. */
const STDERR_CHARS = 2000;

/**
 * What the model's process needs of the environment: where programs, libraries and temporary files are, and which
 * graphics card it may use. A library of its own reads others, and dies of `CI=` for one.
 */
const NEEDED =
  /^(?:PATH|HOME|USERPROFILE|TMPDIR|TEMP|TMP|LANG|LC_ALL|TZ|SYSTEMROOT|WINDIR|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|OMP_NUM_THREADS|(?:CUDA|HIP|ROCR|GGML|VK)_\w+)$/i;

export function neededEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => NEEDED.test(name)));
}

/** Starts `embedded/child.mjs`; it ends itself when this process is gone. */
export function startChild(program = projectPath('embedded', 'child.mjs')): Child {
  const stdio: StdioOptions = ['ignore', 'ignore', 'pipe', 'ipc'];
  const child = fork(program, { stdio, execArgv: [], env: neededEnvironment(process.env) });
  let running = true;
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-STDERR_CHARS);
  });

  const end = (): void => {
    running = false;
    child.kill('SIGKILL');
  };
  // Both also come when nobody waits: an `error` without a listener would end the worker.
  child.on('error', end);
  child.on('exit', () => {
    running = false;
  });

  async function request(message: ChildRequest, budgetMs: number, signal: AbortSignal): Promise<ChildReply> {
    if (signal.aborted) throw aborted(signal);
    if (!running) return { type: 'ended', reason: 'its process had ended' };
    const reply = await replyTo(child, message, budgetMs, signal, () => stderr);
    if (reply.type === 'timeout' || reply.type === 'aborted' || reply.type === 'ended') end();
    if (reply.type === 'aborted') throw aborted(signal);
    return reply;
  }

  return {
    get running() {
      return running;
    },
    request,
    end,
  };
}

/** Whichever comes first: the reply, the end of the process, of the budget, or of the patience behind the signal. */
function replyTo(
  process: ChildProcess,
  message: ChildRequest,
  budgetMs: number,
  signal: AbortSignal,
  stderr: () => string,
): Promise<ChildReply | { readonly type: 'aborted' }> {
  return new Promise((resolve) => {
    const settle = (reply: ChildReply | { readonly type: 'aborted' }): void => {
      clearTimeout(timer);
      process.off('message', onMessage).off('close', onClose);
      signal.removeEventListener('abort', onAbort);
      resolve(reply);
    };
    const onMessage = (raw: unknown): void => settle(readReply(raw));
    const onClose = (code: number | null, killedBy: string | null): void =>
      settle({ type: 'ended', reason: endedReason(code, killedBy, stderr()) });
    const onAbort = (): void => settle({ type: 'aborted' });
    const timer = setTimeout(() => settle({ type: 'timeout' }), budgetMs);
    process.on('message', onMessage).on('close', onClose);
    signal.addEventListener('abort', onAbort);
    process.send(message);
  });
}

function readReply(raw: unknown): ChildReply {
  const parsed = replySchema.safeParse(raw);
  return parsed.success
    ? parsed.data
    : { type: 'ended', reason: 'its process sent a reply of an unknown form' };
}

function endedReason(code: number | null, killedBy: string | null, stderr: string): string {
  const how = killedBy === null ? `with exit code ${code}` : `by ${killedBy}`;
  return `its process ended ${how}${stderr === '' ? '' : `: ${cleanText(stderr, [])}`}`;
}

/** What a question throws when its signal fires. */
export function aborted(signal: AbortSignal): PlumblineError {
  return new PlumblineError('aborted', 'the question to the embedded model was given up', {
    cause: signal.reason,
  });
}
