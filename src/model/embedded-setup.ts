import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { projectPath } from '../lib/project.ts';

/** Fetching the embedded model, which goes on beside everything else. */
export interface EmbeddedSetup {
  /** Resolves when it is over: null, or why the model cannot be had. */
  readonly done: Promise<string | null>;
  stop(): void;
}

/** Runs `scripts/embedded.mjs`; each line that it prints goes to `notify`, its last error line is the reason. */
export function startEmbeddedSetup(notify: (line: string) => void): EmbeddedSetup {
  const child = spawn(process.execPath, [projectPath('scripts', 'embedded.mjs')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let reason = 'the set-up ended without a word';
  createInterface({ input: child.stdout }).on('line', notify);
  createInterface({ input: child.stderr }).on('line', (line) => {
    reason = line;
  });
  const done = new Promise<string | null>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? null : reason));
  });
  return { done, stop: () => child.kill('SIGTERM') };
}
