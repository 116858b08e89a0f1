import { PlumblineError } from '../lib/errors.ts';

/** What the process says with its exit code; documented in docs/operations.md. */
export const EXIT = { ok: 0, failed: 1, usage: 2, refuted: 3 } as const;

/** Prints what happened and what to do on standard error, and gives the exit code for it. */
export function reportError(thrown: unknown): number {
  if (!(thrown instanceof PlumblineError)) {
    console.error(thrown);
    return EXIT.failed;
  }
  console.error(`plumbline: ${thrown.message}`);
  if (thrown.hint !== undefined) console.error(`  ${thrown.hint}`);
  return thrown.code === 'config_invalid' || thrown.code === 'usage' ? EXIT.usage : EXIT.failed;
}
