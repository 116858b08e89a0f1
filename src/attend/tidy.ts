import type { Config } from '../config/schema.ts';
import { breathe } from '../lib/breathe.ts';
import type { Logger } from '../lib/log.ts';
import type { Pipeline } from '../run.ts';

/** Bounds what is deleted at a time, so that figures never wait for it. */
const STEPS = 5;

/**
 * Deletes what is older than `database.keep`, a little each time: after a long pause over many times. Ends the questions
 * that wait in the memory of workers that are dead.
 */
export async function tidyUp(
  { database }: Pick<Config, 'database'>,
  { store, clock }: Pipeline,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  try {
    const orphans = await store.closeOrphanedQuestions(clock());
    if (orphans > 0) log.warn({ questions: orphans }, 'another worker ended before these were answered');
    const { prompts, results } = database.keep;
    const before = clock() - results;
    await inSteps(() => store.deleteRunsBefore(before), signal);
    // Also where both are kept as long: results may stay until their month is past, and the newest run of a monitor for good.
    await inSteps(() => store.deletePromptsBefore(clock() - prompts), signal);
    await store.deleteDeliveriesBefore(before);
  } catch (err) {
    if (!signal.aborted) log.warn({ err }, 'what is old could not be put in order; tried again in a minute');
  }
}

async function inSteps(
  step: () => Promise<{ readonly deleted: number; readonly more: boolean }>,
  signal: AbortSignal,
): Promise<void> {
  for (let rest = { deleted: 0, more: true }, count = 0; rest.more && count < STEPS; count += 1) {
    await breathe(signal);
    rest = await step();
  }
}
