// @ts-check
// What `npm start` and `npm test` do first: install when the lock file changed, build when sources changed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from './lock.mjs';
import { installedAsLocked } from './packages.mjs';
import { npm, ROOT } from './run.mjs';

const INSTALL_TRIES = 3;
/** An install that takes longer is said to be alive. */
const PATIENCE_MS = 20_000;
const BUILT_FROM = join(ROOT, 'dist', '.built-from');

/** Leaves a checkout that runs, or ends the process with a sentence about why not. */
export async function setUp() {
  checkNode();
  if (isInstalled() && isBuilt()) return;
  await withLock(join(ROOT, 'tmp', 'setup.lock'), async () => {
    if (!isInstalled()) await install();
    if (!isBuilt()) await build();
  });
}

function checkNode() {
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).engines.node.replace('>=', '');
  if (process.versions.node.localeCompare(wanted, 'en', { numeric: true }) >= 0) return;
  fail(
    `Plumbline needs Node.js ${wanted} or newer; this is ${process.versions.node} (see https://nodejs.org).`,
  );
}

function isInstalled() {
  return installedAsLocked(ROOT) && nativePartLoads();
}

/** After a change of Node.js the compiled part of better-sqlite3 no longer fits. */
function nativePartLoads() {
  try {
    const Database = createRequire(import.meta.url)('better-sqlite3');
    new Database(':memory:').close();
    return true;
  } catch {
    return false;
  }
}

async function install() {
  console.log('Installing packages (once, and again when package-lock.json changes) ...');
  const patience = setTimeout(() => {
    console.log(
      'Still installing. Where no built better-sqlite3 can be fetched it is compiled, with Python and a C++ compiler, and that takes minutes.',
    );
  }, PATIENCE_MS);
  try {
    await installPackages();
  } finally {
    clearTimeout(patience);
  }
}

async function installPackages() {
  for (let attempt = 1; ; attempt += 1) {
    const { ok, output } = await npm([
      'ci',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]);
    if (ok) return;
    if (attempt === INSTALL_TRIES) fail(`The packages could not be installed:\n${output.trim()}`);
    await sleep(2000 * attempt);
  }
}

function isBuilt() {
  return existsSync(BUILT_FROM) && readFileSync(BUILT_FROM, 'utf8') === sourcesHash();
}

async function build() {
  console.log('Building (once, and again when sources change) ...');
  const hash = sourcesHash();
  rmSync(BUILT_FROM, { force: true });
  const { ok, output } = await npm(['run', '--silent', 'build']);
  if (!ok) fail(`The build failed:\n${output.trim()}`);
  writeFileSync(BUILT_FROM, hash);
}

/** One hash over everything that the build reads. */
function sourcesHash() {
  const hash = createHash('sha256');
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|html|css|svg|json)$/.test(name))
    .map((name) => join('src', name));
  for (const file of [
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'scripts/page.mjs',
    ...sources.sort(),
  ]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}
