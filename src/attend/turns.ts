import { createHash } from 'node:crypto';

/**
 * How many of the living workers come before this one at a monitor; 0: it is ours. Each monitor has an order of its own, drawn from the
 * names (rendezvous hashing, Thaler and Ravishankar 1998): the rounds are spread without anybody who spreads them, and when a worker
 * comes or goes only what it does changes hands.
 */
export function placeInLine(monitor: string, worker: string, living: readonly string[]): number {
  const own = weight(monitor, worker);
  return living.filter((other) => other !== worker && weight(monitor, other) > own).length;
}

function weight(monitor: string, worker: string): number {
  return createHash('sha256')
    .update(JSON.stringify([monitor, worker]))
    .digest()
    .readUInt32BE(0);
}
