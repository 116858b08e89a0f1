// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * @typedef {object} Download
 * @property {string} url
 * @property {string} file where it shall lie; until it is whole and checked it is called `file.part`
 * @property {number} size in bytes, exactly
 * @property {string} sha256
 * @property {number} [silenceMs] longest time without a byte, before and during the answer
 * @property {number} [limitMs] longest time altogether
 * @property {(bytes: number) => void} [onProgress] bytes of the file so far
 */

const SILENCE_MS = 15_000;
const LIMIT_MS = 10 * 60_000;

/**
 * Downloads a file whose size and checksum are known, and goes on where an earlier try was interrupted.
 * Throws an `Error` with a reason fit to be shown.
 * @param {Download} download
 */
export async function download(download) {
  const { url, file, size, sha256, limitMs = LIMIT_MS } = download;
  const part = `${file}.part`;
  const endsAt = performance.now() + limitMs;
  const tooLong = new Error(`${new URL(url).host} took longer than ${limitMs / 1000} s`);
  if (sizeOf(part) > size) rmSync(part);
  for (let have = sizeOf(part); have < size; have = sizeOf(part)) {
    try {
      await continueDownload(download, part, { ms: endsAt - performance.now(), error: tooLong });
    } catch (error) {
      if (error === tooLong) throw error;
      // A server that hangs up after some of the file is asked for the rest; one that gives nothing is not.
      if (sizeOf(part) <= have || sizeOf(part) > size) throw error;
    }
  }
  if ((await sha256Of(part)) !== sha256) {
    rmSync(part);
    throw new Error(`${new URL(url).host} sent a file with another SHA-256 than expected`);
  }
  renameSync(part, file);
}

/** @param {string} file */
export async function sha256Of(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** @param {string} file */
function sizeOf(file) {
  return existsSync(file) ? statSync(file).size : 0;
}

/**
 * @param {Download} download
 * @param {string} part
 * @param {{ ms: number, error: Error }} limit
 */
async function continueDownload({ url, size, silenceMs = SILENCE_MS, onProgress = () => {} }, part, limit) {
  const { host } = new URL(url);
  // One signal for both limits: Node loses one made of others at a garbage collection.
  const stop = new AbortController();
  const silence = setTimeout(
    () => stop.abort(new Error(`${host} was silent for ${silenceMs / 1000} s`)),
    silenceMs,
  );
  const end = setTimeout(() => stop.abort(limit.error), Math.max(0, limit.ms));
  try {
    const have = sizeOf(part);
    const { status, body } = await request(url, have, stop.signal);
    const target = await open(part, status === 206 ? 'a' : 'w');
    try {
      let bytes = status === 206 ? have : 0;
      for await (const chunk of body) {
        silence.refresh();
        bytes += chunk.length;
        await target.appendFile(chunk);
        if (bytes > size) throw new Error(`${host} sent more than the expected ${size} bytes`);
        onProgress(bytes);
      }
      if (bytes < size) throw new Error(`${host} sent ${bytes} of ${size} bytes`);
    } finally {
      await target.close();
    }
  } catch (error) {
    stop.signal.throwIfAborted();
    throw error instanceof TypeError ? new Error(`${host} hung up`, { cause: error }) : error;
  } finally {
    clearTimeout(silence);
    clearTimeout(end);
  }
}

/**
 * @param {string} url
 * @param {number} have bytes that need not be sent again
 * @param {AbortSignal} signal
 */
async function request(url, have, signal) {
  const { host } = new URL(url);
  const range = have > 0 ? { range: `bytes=${have}-` } : undefined;
  const response = await fetch(url, { headers: { 'accept-encoding': 'identity', ...range }, signal }).catch(
    (cause) => {
      signal.throwIfAborted();
      throw new Error(`${host} cannot be reached`, { cause });
    },
  );
  const { status, body } = response;
  const resumed = status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${have}-`);
  // Of its own accord a body that is being read hears no more of the signal after a garbage collection.
  if (body && (status === 200 || resumed)) return { status, body: Readable.fromWeb(body, { signal }) };
  await body?.cancel();
  throw new Error(`${host} answered ${status}`);
}
