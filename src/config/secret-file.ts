import { closeSync, openSync, readSync } from 'node:fs';

/** The text of a file that stands for a value of the config, or what is wrong with it. */
export type SecretFile =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly found: string; readonly allowed: string };

const MAX_BYTES = 10_000;

/**
 * Reads a file such as `/run/secrets/token`, relative to the folder in which Plumbline is started. One newline at its end is
 * none of the secret: editors and `echo` put it there. Never throws, and never quotes what the file holds.
 */
export function readSecretFile(path: string): SecretFile {
  const bytes = firstBytes(path);
  if (typeof bytes === 'string') {
    return {
      ok: false,
      found: `a file that can't be read (${bytes})`,
      allowed: 'a file that is there and may be read',
    };
  }
  if (bytes.length > MAX_BYTES) {
    return {
      ok: false,
      found: `more than ${MAX_BYTES} bytes in ${path}`,
      allowed: `at most ${MAX_BYTES} bytes`,
    };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { ok: true, text: text.replace(/\r?\n$/, '') };
  } catch {
    return { ok: false, found: `no text in ${path}`, allowed: 'text in UTF-8' };
  }
}

/** One more than may be there, so that a device without an end is none; or the reason why there are none. */
function firstBytes(path: string): Buffer | string {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(MAX_BYTES + 1);
      return bytes.subarray(0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
