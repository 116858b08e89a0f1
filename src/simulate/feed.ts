import type { Clock } from '../lib/clock.ts';
import type { SimulatedFault } from './faults.ts';
import type { Reading, SimulatedSensor } from './sensors.ts';

export interface FeedOptions {
  readonly sensors: readonly SimulatedSensor[];
  readonly intervalMs: number;
  /** How far before the present the feed begins. */
  readonly historyMs: number;
  readonly clock: Clock;
  /** Ends the feed. */
  readonly signal: AbortSignal;
  /** Resolves after so many milliseconds, or at once when the feed is ended. */
  readonly wait: (ms: number) => Promise<void>;
  /** Takes the readings of one or more moments, in order of time. */
  readonly write: (readings: readonly Reading[]) => Promise<void>;
  readonly announce: (sensor: SimulatedSensor, fault: SimulatedFault) => void;
  /** Goes on with the present after the history. */
  readonly live: boolean;
}

/** Readings handed over at once, at most: the batch that InfluxDB's documentation recommends. */
export const MAX_BATCH = 5000;

/**
 * Hands over every reading that is due, the history first, then each as its time comes. What fell due while
 * a write was under way follows in the next one, so history, present and a server that was away are one path.
 */
export async function feed(options: FeedOptions): Promise<void> {
  const { sensors, intervalMs, clock, signal, wait, write } = options;
  let next = Math.ceil((clock() - options.historyMs) / intervalMs) * intervalMs;
  while (!signal.aborted) {
    const batch: Reading[] = [];
    for (; next <= clock() && batch.length + sensors.length <= MAX_BATCH; next += intervalMs) {
      batch.push(...observe(sensors, next, options.announce));
    }
    if (batch.length > 0) await write(batch);
    const aheadMs = next - clock();
    if (aheadMs > 0 && !options.live) return;
    if (aheadMs > 0) await wait(aheadMs);
  }
}

function observe(
  sensors: readonly SimulatedSensor[],
  time: number,
  announce: FeedOptions['announce'],
): readonly Reading[] {
  return sensors.flatMap((sensor) => {
    const { reading, fault } = sensor.at(time);
    if (fault?.start === time) announce(sensor, fault);
    return reading === undefined ? [] : [reading];
  });
}
