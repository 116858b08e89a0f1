import type { MonitorConfig } from '../config/schema.ts';
import type { Logger } from '../lib/log.ts';
import { isoTime } from '../lib/time.ts';
import type { Pipeline } from '../run.ts';
import type { Window } from '../source/source.ts';
import type { AskedRun } from '../web/parts.ts';
import { owed } from './owed.ts';

export interface LookParts {
  readonly pipeline: Pipeline;
  readonly log: Logger;
  /** Runs what is owed, without a pause before what failed. */
  settle(): Promise<void>;
  run(window: Window): Promise<void>;
}

/** A window may become due while others are run, and once more; not for ever. */
const ROUNDS = 3;

/**
 * Runs the window of a monitor that ends now, less its delay, because somebody asked for it: through the ledger, like any other, and after
 * all that is owed, so that no due window is overtaken and none is lost.
 */
export async function lookNow(
  monitor: MonitorConfig,
  { pipeline, log, settle, run }: LookParts,
): Promise<AskedRun> {
  const { store, clock } = pipeline;
  for (let round = 0; round < ROUNDS; round += 1) {
    // Before what is owed is asked for: what is due until then is among it.
    const end = Math.floor((clock() - monitor.delay) / 1000) * 1000;
    const { windows, waitMs } = await owed(monitor, pipeline, log);
    const isDue = windows.some(({ again }) => again !== true);
    if (!isDue && waitMs === null) {
      const last = await store.lastWindowEnd(monitor.name);
      if (last !== null && last >= end)
        return refused(`its newest window ended at ${isoTime(last)}, just now`);
      const window = { start: end - monitor.window, end };
      await run(window);
      return { window };
    }
    await settle();
  }
  const [newest] = await store.recentRuns(monitor.name, 1);
  const why = newest?.error ?? 'it is under way';
  return refused(`an older window has to be run first: ${why}`);
}

function refused(reason: string): AskedRun {
  return { refused: reason };
}
