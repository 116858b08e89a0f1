import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectPath } from '../../src/lib/project.ts';

/** A checkout in small, around the real scripts: its build copies `src/main.ts` to `dist/main.js`. */
export interface Project {
  readonly folder: string;
  write(path: string, text: string): void;
  /** Starts one of the scripts in it. */
  start(script: string, args?: readonly string[], env?: NodeJS.ProcessEnv): Started;
}

export interface Started {
  readonly process: ChildProcess;
  /** Resolves when the text has been printed. */
  printed(text: string): Promise<void>;
  /** Resolves at the end. */
  ended(): Promise<{ readonly code: number | null; readonly output: string }>;
}

const PACKAGE = {
  engines: { node: '>=20.19' },
  scripts: { build: "node -e \"fs.cpSync('src/main.ts', 'dist/main.js')\"" },
};

export function createProject(): Project {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  cpSync(projectPath('scripts'), join(folder, 'scripts'), { recursive: true });
  write('package.json', JSON.stringify(PACKAGE));
  for (const file of ['tsconfig.json', 'tsconfig.build.json']) write(file, '{}');
  for (const file of ['package-lock.json', 'node_modules/.package-lock.json']) write(file, '{"packages":{}}');
  write('node_modules/better-sqlite3/index.js', 'module.exports = class { close() {} };');
  write('src/main.ts', 'console.log("worker", process.argv.slice(2).join(" "));');
  return {
    folder,
    write,
    start: (script, args = [], env = {}) =>
      started(
        spawn(process.execPath, [join(folder, 'scripts', script), ...args], {
          cwd: folder,
          env: { ...process.env, ...env },
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
      ),
  };
}

function started(child: ChildProcess): Started {
  let output = '';
  const wake = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const look of wake) look();
    });
  }
  const closed = once(child, 'close');
  return {
    process: child,
    printed: (text) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (output.includes(text)) resolve();
        };
        wake.add(look);
        look();
      }),
    async ended() {
      const [code] = await closed;
      return { code, output };
    },
  };
}
