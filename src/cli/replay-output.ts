import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { PlumblineError } from '../lib/errors.ts';
import type { ReplaySummary } from '../replay/replay-file.ts';
import { EXIT } from './exit.ts';
import { describeReplay, replayJson } from './replay-summary.ts';

/** Where rows and summary of a replay go. */
export interface ReplayOutput {
  /** A file for the rows; left out, they go to standard output. */
  readonly out?: string;
  /** The summary as JSON on standard output, which has no rows then. */
  readonly json: boolean;
}

/** Writes the rows as fast as the receiver takes them, so that memory does not grow with their number. */
export async function writeRows(lines: AsyncGenerator<string>, { out, json }: ReplayOutput): Promise<void> {
  if (out !== undefined) return pipeline(lines, createWriteStream(out)).catch(cannotWrite(out));
  if (!json) return pipeline(lines, process.stdout, { end: false });
  for await (const _ of lines);
}

function cannotWrite(path: string): (cause: unknown) => never {
  return (cause) => {
    if (cause instanceof PlumblineError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PlumblineError('source_file', `${path} cannot be written: ${reason}`, {
      hint: 'Check the folder, its rights and the space that is left.',
      cause,
    });
  };
}

/** The summary of each series, and how fast all of them were replayed, go where the rows do not. */
export function tellSummaries(
  summaries: readonly ReplaySummary[],
  seconds: number,
  { out, json }: ReplayOutput,
): void {
  const stream = json || out !== undefined ? process.stdout : process.stderr;
  const rowsPerSecond = summaries.reduce((sum, { rows }) => sum + rows, 0) / seconds;
  for (const summary of summaries) {
    const text = json
      ? `${JSON.stringify(replayJson(summary, { seconds, rowsPerSecond }), null, 2)}\n`
      : describeReplay(summary);
    stream.write(text);
    if (summary.rows === summary.unreadable) process.exitCode = EXIT.failed;
  }
  if (!json) stream.write(`${Math.round(rowsPerSecond)} rows a second.\n`);
}
