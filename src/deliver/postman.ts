import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/log.ts';
import type { Random } from '../lib/random.ts';
import type { DeliveryClaim } from '../store/delivery.ts';
import type { Deliveries } from '../store/store.ts';
import { type Delivery, parseNews } from './news.ts';

import type { Target } from './target.ts';

export interface PostmanOptions {
  readonly store: Deliveries;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** How long a delivery is ours: longer than a target's own limit. */
  readonly leaseMs: number;
  /** News that could not be delivered for so long are given up. */
  readonly giveUpMs: number;
}

const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/**
 * Delivers what waits for one target and is due, in order, until nothing is; returns when there is something to do again, epoch
 * ms, or null. A target that is down holds up its own news only. Throws when `signal` fires, and what the store throws.
 */
export async function deliverWaiting(
  target: Target,
  options: PostmanOptions,
  signal: AbortSignal,
): Promise<number | null> {
  const { store, clock, leaseMs } = options;
  for (;;) {
    signal.throwIfAborted();
    const claim = await store.claimDelivery(target.name, clock(), leaseMs);
    if (claim === undefined) return await store.nextDeliveryAt(target.name);
    await deliverOne(claim, target, options, signal);
  }
}

async function deliverOne(
  claim: DeliveryClaim,
  target: Target,
  { store, clock, random, log, giveUpMs }: PostmanOptions,
  signal: AbortSignal,
): Promise<void> {
  const news = parseNews(claim.news);
  const delivery: Delivery =
    news === undefined
      ? { outcome: 'refused', reason: 'it cannot be read: an earlier version wrote it' }
      : await target.deliver(news, signal);
  const now = clock();
  const about = { target: target.name, key: claim.key, attempt: claim.attempts + 1 };
  if (delivery.outcome === 'delivered') {
    await store.endDelivery(claim, { state: 'sent' }, now);
    log.info(about, 'news delivered');
    return;
  }
  const { reason } = delivery;
  if (delivery.outcome === 'refused' || now - claim.createdAt >= giveUpMs) {
    await store.endDelivery(claim, { state: 'dead', reason }, now);
    log.error({ ...about, reason, where: target.location }, 'news given up');
    return;
  }
  const dueAt = now + Math.max(pauseAfter(claim.attempts, random), delivery.afterMs ?? 0);
  await store.endDelivery(claim, { state: 'waiting', reason, dueAt }, now);
  log.warn({ ...about, reason, where: target.location }, 'news not delivered; tried again');
}

/** Doubles with each attempt; half of it is drawn, so that many workers don't come back at once. */
export function pauseAfter(attempts: number, random: Random): number {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts, 20), LONGEST_PAUSE_MS);
  return pause / 2 + (pause / 2) * random();
}
