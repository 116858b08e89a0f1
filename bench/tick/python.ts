import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { z } from 'zod';
import { projectPath } from '../../src/lib/project.ts';

const execute = promisify(execFile);
const VENV = projectPath('.build', 'venv');
const PYTHON = `${VENV}/bin/python`;

const stepsSchema = z.object({
  points: z.number(),
  readMs: z.number(),
  promptMs: z.number(),
  postMs: z.number(),
  prompt: z.string().optional(),
});
export type PythonSteps = z.infer<typeof stepsSchema>;

export type PythonJob = { readonly model: string; readonly wantPrompt?: boolean } & (
  | { readonly url: string; readonly flux: string }
  | { readonly file: string }
);

export interface PythonPipeline {
  run(job: PythonJob): Promise<PythonSteps>;
  close(): void;
}

/** Starts `bench/python/pipeline.py` in a venv of its own; a sentence about why not where that is impossible. */
export async function startPython(): Promise<PythonPipeline | string> {
  try {
    if (!existsSync(PYTHON)) await execute('python3', ['-m', 'venv', VENV]);
    const requirements = projectPath('bench', 'python', 'requirements.txt');
    await execute(PYTHON, ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
  } catch (error) {
    const said = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
    return `the Python pipeline is skipped: no venv with pandas and requests (${said})`;
  }
  const child = spawn(PYTHON, [projectPath('bench', 'python', 'pipeline.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return {
    run: exchange(child),
    close: () => void child.kill(),
  };
}

/** One line out, one line back. */
function exchange(child: ChildProcess): PythonPipeline['run'] {
  if (child.stdin === null || child.stdout === null) throw new Error('the pipes of the child are missing');
  const { stdin } = child;
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async (job) => {
    stdin.write(`${JSON.stringify(job)}\n`);
    const { value, done } = await lines.next();
    if (done === true) throw new Error('the Python pipeline ended');
    return stepsSchema.parse(JSON.parse(value));
  };
}
