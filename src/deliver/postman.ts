import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/log.ts';
import type { Random } from '../lib/random.ts';
import { HOUR_MS } from '../lib/time.ts';
import type { DeliveryClaim } from '../store/delivery.ts';
import type { Deliveries, Results } from '../store/store.ts';
import { joined } from './joined.ts';
import { type Delivery, type News, parseNews } from './news.ts';
import type { Target } from './target.ts';

export interface PostmanOptions {
  readonly store: Deliveries & Pick<Results, 'findResults'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** News that could not be delivered for so long are given up. */
  readonly giveUpMs: number;
  /** Messages an hour to one target; what is more comes as one summary. */
  readonly perHour: number;
}

const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** A delivery is ours for so long beyond the target's own limit: if this worker dies, the next one waits no longer. */
const LEASE_MARGIN_MS = 5000;

/**
 * Delivers what waits for one target and is due, in order, until nothing is or `closing` fires; returns when there is something to
 * do again, epoch ms, or null. A target that is down holds up its own news only. Throws when `signal` fires, and what the
 * store throws.
 */
export async function deliverWaiting(
  target: Target,
  options: PostmanOptions,
  closing: AbortSignal,
  signal: AbortSignal,
): Promise<number | null> {
  const { store, clock } = options;
  while (!closing.aborted) {
    const now = clock();
    const roomAt = await roomFrom(target, options, now);
    if (roomAt > now) return roomAt;
    const claim = await store.claimDelivery(target.name, now, target.timeoutMs + LEASE_MARGIN_MS);
    if (claim === undefined) return await store.nextDeliveryAt(target.name, now);
    await deliverOne(claim, target, options, signal);
  }
  return null;
}

/** When the next message may go. As long as it may not, all that waits becomes one. */
async function roomFrom(
  { name, isRead }: Target,
  { store, perHour, log }: PostmanOptions,
  now: number,
): Promise<number> {
  if (!isRead) return now;
  const sentAt = await store.nthLastSentAt(name, perHour);
  if (sentAt === null || sentAt + HOUR_MS <= now) return now;
  const count = await store.joinWaiting(name, isJoined, (waiting) => joined(waiting, now), now);
  if (count > 0) log.warn({ target: name, news: count }, 'many news in an hour: told as one summary');
  return sentAt + HOUR_MS;
}

/** A digest is a summary itself, and would be lost in another one. */
function isJoined(json: string): boolean {
  return parseNews(json)?.kind !== 'digest';
}

async function deliverOne(
  claim: DeliveryClaim,
  target: Target,
  options: PostmanOptions,
  signal: AbortSignal,
): Promise<void> {
  const { store, clock, random, log, giveUpMs } = options;
  const delivery = await attempt(claim, target, options, signal);
  const now = clock();
  const about = { target: target.name, key: claim.key, attempt: claim.attempts + 1 };
  if (delivery.outcome === 'delivered') {
    await store.endDelivery(claim, { state: 'sent' }, now);
    if (delivery.remark === undefined) log.info(about, 'news delivered');
    else log.warn({ ...about, reason: delivery.remark }, 'news delivered, but not to all');
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

async function attempt(
  { news: json }: DeliveryClaim,
  target: Target,
  { store }: PostmanOptions,
  signal: AbortSignal,
): Promise<Delivery> {
  const news = parseNews(json);
  if (news === undefined)
    return { outcome: 'refused', reason: 'another version wrote it, and it cannot be read' };
  return await target.deliver(await worded(news, store), signal);
}

/** With the words of the model, where they have come and hold, and its guess. */
async function worded(news: News, store: Pick<Results, 'findResults'>): Promise<News> {
  const [item, ...others] = news.items;
  const { monitor, window } = news;
  if (item === undefined || others.length > 0 || window === null) return news;
  const filter = { monitor, series: item.series, since: window.end, limit: 100 };
  const result = (await store.findResults(filter)).find((one) => one.window.end === window.end);
  if (result === undefined) return news;
  const guess = result.hypothesis === null ? {} : { guess: result.hypothesis };
  return { ...news, ...guess, ...(result.summaryBy === 'model' ? { text: result.summary } : {}) };
}

/** Doubles with each attempt; half of it is drawn, so that many workers don't come back at once. */
export function pauseAfter(attempts: number, random: Random): number {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts, 20), LONGEST_PAUSE_MS);
  return pause / 2 + (pause / 2) * random();
}
