import type { ConfigState } from '../config/state.ts';
import { checkHealth, type Health } from '../health.ts';
import type { Reconfigured } from '../worker.ts';

/** What a worker goes by at the moment, for those who look on: the page, the heartbeat. */
export interface Standing {
  /** The config that counts, and what was made of it. */
  current(): Reconfigured;
  state(): ConfigState;
}

/** How a worker is, by the config that counts; what somebody should know of its config stands behind it, and makes no one ill. */
export async function standingHealth({ current, state }: Standing): Promise<Health> {
  const { config, pipeline } = current();
  const { healthy, reason } = await checkHealth(config.monitors, pipeline.store, pipeline.clock);
  return { healthy, reason: [reason, ...state().notes].join('; ') };
}
