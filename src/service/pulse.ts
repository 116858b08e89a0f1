import { type Heartbeat, startHeartbeat } from '../deliver/heartbeat.ts';
import type { Logger } from '../lib/log.ts';
import { type Standing, standingHealth } from './standing.ts';

/** The heartbeat that the config wants at the moment, if any. */
export interface Pulse {
  /** Goes by the config that counts now. Never throws. */
  follow(): Promise<void>;
  stop(): Promise<void>;
}

/** None before the first `follow`. */
export function createPulse(standing: Standing, log: Logger): Pulse {
  let beating: Heartbeat | undefined;
  let settings: string | undefined;
  return {
    async follow() {
      const { config, pipeline } = standing.current();
      const wanted = JSON.stringify(config.heartbeat);
      if (wanted === settings) return;
      settings = wanted;
      await beating?.stop();
      const health = () => standingHealth(standing);
      beating = config.heartbeat && startHeartbeat(config.heartbeat, { clock: pipeline.clock, log, health });
    },
    async stop() {
      await beating?.stop();
    },
  };
}
