// @ts-check
// `npm start`: sets up what is missing and runs the worker. `npm start -- --config FILE` passes options on to it.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { ROOT } from './run.mjs';
import { setUp } from './setup.mjs';

/** Ctrl-C comes from the terminal and once more from npm, a moment later. */
const SAME_SIGNAL_MS = 500;

await setUp();

// A young generation of 2 MB in place of 16: a third less memory, for a worker that mostly waits.
const NODE_OPTIONS = ['--max-semi-space-size=2'];

const main = join(ROOT, 'dist', 'main.js');
const worker = spawn(process.execPath, [...NODE_OPTIONS, main, 'run', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  // The worker starts at once and fetches the embedded model when a question finds no other.
  env: { ...process.env, PLUMBLINE_FETCH_MODEL: '1' },
  // In a group of its own it gets from here, once, what the terminal and npm send to everybody.
  detached: process.platform !== 'win32',
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) passOn(signal);
worker.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0);
});

/** @param {'SIGINT' | 'SIGTERM' | 'SIGHUP'} signal */
function passOn(signal) {
  let last = Number.NEGATIVE_INFINITY;
  process.on(signal, () => {
    const now = performance.now();
    if (now - last > SAME_SIGNAL_MS) worker.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    last = now;
  });
}
