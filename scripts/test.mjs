// @ts-check
// `npm test`: sets up what is missing and runs the tests. `npm test -- test/source` runs some of them.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { ROOT } from './run.mjs';
import { setUp } from './setup.mjs';

await setUp();

const built = pathToFileURL(join(ROOT, 'dist', 'model', 'embedded-files.js'));
const { findEmbeddedModel } = await import(built.href);
const missing = [
  { what: 'InfluxDB 1.x (influxd)', there: onPath('influxd'), how: 'sudo apt-get install influxdb' },
  { what: 'PostgreSQL', there: hasPostgres(), how: 'sudo apt-get install postgresql' },
  { what: 'Chromium', there: existsSync('/usr/bin/chromium'), how: 'sudo apt-get install chromium' },
  { what: 'the embedded model', there: findEmbeddedModel().ok, how: 'npm run embedded' },
].filter(({ there }) => !there);
for (const { what, how } of missing) console.log(`Tests with ${what} are skipped; to run them: ${how}`);
if (process.env.CI && missing.length > 0) {
  console.error('In CI nothing may be skipped for a missing server.');
  process.exit(1);
}

const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const tests = spawn(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
});
tests.on('exit', (code) => {
  process.exitCode = code ?? 1;
});

/** Debian keeps the programs of the server where PATH does not look. */
function hasPostgres() {
  return onPath('initdb') || existsSync('/usr/lib/postgresql');
}

/** @param {string} program */
function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}
