import type { ConfigState } from '../config/state.ts';
import { checkHealth, type Health } from '../health.ts';
import type { ServerState } from '../model/model.ts';
import type { Reconfigured } from '../worker.ts';

/** What a worker goes by at the moment, for those who look on: the page, the heartbeat. */
export interface Standing {
  /** The config that counts, and what was made of it. */
  current(): Reconfigured;
  state(): ConfigState;
  /** What is known of each of several model servers; left out: nothing. */
  modelServers?(): readonly ServerState[];
}

/** How a worker is, by the config that counts; what somebody should know of its config stands behind it, and makes no one ill. */
export async function standingHealth({ current, state, modelServers }: Standing): Promise<Health> {
  const { config, pipeline } = current();
  const { healthy, reason } = await checkHealth(config.monitors, pipeline.store, pipeline.clock);
  // Without words of a model a worker still does its work.
  const away = (modelServers?.() ?? []).flatMap((one) =>
    one.state === 'away' ? [`model server ${one.where} is away: ${one.reason}`] : [],
  );
  return { healthy, reason: [reason, ...state().notes, ...away].join('; ') };
}
