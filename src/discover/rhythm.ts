import { DAY_MS, HOUR_MS } from '../lib/time.ts';

/** When to look at a sensor, and at how much. */
export interface Rhythm {
  readonly cron: string;
  readonly window: string;
}

const MINUTE_MS = 60_000;

/** From the usual interval of a sensor on, ms: windows of some sixty values and more, looked at some twelve times in each. */
const RHYTHMS: readonly (readonly [upToMs: number, rhythm: Rhythm])[] = [
  [MINUTE_MS, { cron: '*/5 * * * *', window: '1h' }],
  [6 * MINUTE_MS, { cron: '*/30 * * * *', window: '6h' }],
  [24 * MINUTE_MS, { cron: '0 */2 * * *', window: '1d' }],
  [3 * HOUR_MS, { cron: '0 */12 * * *', window: '7d' }],
  [DAY_MS, { cron: '0 6 * * *', window: '30d' }],
];
const SLOWEST: Rhythm = { cron: '0 6 * * 1', window: '366d' };

/** The rhythm for sensors that write every so often. */
export function rhythmOf(intervalMs: number): Rhythm {
  return RHYTHMS.find(([upToMs]) => intervalMs <= upToMs)?.[1] ?? SLOWEST;
}
