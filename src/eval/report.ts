import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseOutcome } from './evaluate.ts';
import type { Examined } from './table.ts';

/** One evaluation, whole: what was asked, what came of each window, and the figures. */
export interface EvalReport {
  readonly at: string;
  readonly data: string;
  readonly examined: readonly (Examined & {
    /** Of the prompt file: two prompts can be told apart later. */
    readonly promptHash: string;
    readonly outcomes: readonly CaseOutcome[];
  })[];
}

/** Writes the report into a file of its own, named by its time, and returns its path. */
export async function storeReport(report: EvalReport, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${report.at.replaceAll(':', '-')}.json`);
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`);
  return path;
}
