// @ts-check
// `npm run mutate [-- FOLDER [TESTS]]`: changes each named number of a folder (default: the fact-check) by itself, in a copy, and tells
// which changes no test (default: test/factcheck) notices. Takes some seconds a number.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { ROOT } from './run.mjs';

const folder = process.argv[2] ?? 'src/factcheck';
const tests = process.argv[3] ?? 'test/factcheck';
const COPIED = [
  'src',
  'test',
  'bench',
  'config',
  'migrations',
  'data',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];
const NUMBER = /^(\s*(?:export )?const [A-Z][A-Z0-9_]* = )(-?[\d_]+(?:\.\d+)?)(.*)$/;

const copy = mkdtempSync(join(tmpdir(), 'plumbline-mutate-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));
for (const name of COPIED) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
mkdirSync(join(copy, '.build'), { recursive: true });

if (!passes()) {
  console.error('The tests fail before anything is changed.');
  process.exit(1);
}
let unnoticed = 0;
for (const { file, line, name, value } of numbers()) {
  for (const other of [value * 2 || 1, value / 2 || -1]) {
    const path = join(copy, file);
    const before = readFileSync(path, 'utf8');
    const lines = before.split('\n');
    lines[line] = (lines[line] ?? '').replace(NUMBER, (_, head, __, tail) => `${head}${other}${tail}`);
    writeFileSync(path, lines.join('\n'));
    const isNoticed = !passes();
    writeFileSync(path, before);
    if (!isNoticed) unnoticed += 1;
    console.log(`${isNoticed ? 'noticed  ' : 'UNNOTICED'} ${file}:${line + 1} ${name} ${value} -> ${other}`);
  }
}
console.log(`${unnoticed} changes were not noticed`);
process.exitCode = unnoticed === 0 ? 0 : 1;

/** Every `const NAME = number` of the folder. */
function numbers() {
  return readdirSync(join(copy, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const path = join(folder, file);
      return readFileSync(join(copy, path), 'utf8')
        .split('\n')
        .flatMap((text, line) => {
          const match = NUMBER.exec(text);
          if (match === null) return [];
          const name = /const (\w+)/.exec(text)?.[1] ?? '';
          return [{ file: path, line, name, value: Number(match[2]?.replaceAll('_', '')) }];
        });
    });
}

function passes() {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const run = spawnSync(
    process.execPath,
    [vitest, 'run', tests, '--bail', '1', '--reporter', 'dot', '--exclude', '**/golden.test.ts'],
    {
      cwd: copy,
      stdio: 'ignore',
    },
  );
  return run.status === 0;
}
